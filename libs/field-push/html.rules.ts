import sanitizeHtml from 'sanitize-html';

/** The beginning of what a page takes for a tag, a comment or a declaration. */
const MARKUP = /<[a-z!/?]/i;

/** What a receiver writes as content (field-push.md FR-2): text stays as it is, and HTML loses all that runs or loads. */
export function safeContent(content: string): string {
  return MARKUP.test(content) ? sanitizedHtml(content) : content;
}

/** HTML with what a text needs and nothing that runs, loads or looks like another part of the page (field-push.md FR-2). */
function sanitizedHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...[
        'a',
        'b',
        'blockquote',
        'br',
        'code',
        'del',
        'div',
        'em',
        'h1',
        'h2',
        'h3',
        'h4',
        'hr',
        'i',
        'ins',
        'li',
        'ol',
      ],
      ...['p', 'pre', 's', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul'],
    ],
    allowedAttributes: { a: ['href'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 50,
  });
}
