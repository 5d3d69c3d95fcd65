import sanitizeHtml from 'sanitize-html';

/** HTML with what a text needs and nothing that runs, loads or looks like another part of the page (field-push.md FR-2). */
export function sanitizedHtml(html: string): string {
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
