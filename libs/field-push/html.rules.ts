import sanitizeHtml from 'sanitize-html';

/** Elements that pages know, those that load or run among them: only what names one of these is a tag. */
const ELEMENTS = wordsOf(`
  a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote
  body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
  dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
  html i iframe image img input ins isindex kbd keygen label layer legend li link listing main map mark marquee
  math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture
  plaintext portal pre progress q rp rt ruby s samp script search section select slot small source span strike
  strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul
  var video wbr xml xmp
`);

/** What a text may have of them. */
const ALLOWED = wordsOf(`
  a b blockquote br code del div em h1 h2 h3 h4 hr i ins li ol p pre s span strong sub sup table tbody td th
  thead tr u ul
`);

const TAG_BEGINS = new RegExp(`</?(?:${ELEMENTS.join('|')})(?=[\\s/>])`, 'i');

const RUNNING_ATTRIBUTE = /[\s/"'](?:on[a-z]+|style)\s*=/i;

const COMMENT_OR_DECLARATION = /<(?:!--|!doctype|!\[|\?)/i;

/**
 * What a receiver writes as content (field-push.md FR-2): text stays as it is, `John <john@example.com>` too, and HTML loses
 * all that runs or loads.
 */
export function safeContent(content: string): string {
  const isMarkup = hasTag(content) || hasRunningAttribute(content) || COMMENT_OR_DECLARATION.test(content);
  return isMarkup ? sanitizedHtml(content) : content;
}

/** A tag that ends, or has an attribute: the page around the text would end it. */
function hasTag(content: string): boolean {
  const begin = content.search(TAG_BEGINS);
  return begin !== -1 && Math.max(content.lastIndexOf('>'), content.lastIndexOf('=')) > begin;
}

/** Whatever the element is called, a page runs what such an attribute says. */
function hasRunningAttribute(content: string): boolean {
  return content.split('>').some((part) => {
    const begin = part.search(/<[a-z]/i);
    return begin !== -1 && RUNNING_ATTRIBUTE.test(part.slice(begin));
  });
}

/** HTML with what a text needs and nothing that runs, loads or looks like another part of the page (field-push.md FR-2). */
function sanitizedHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ALLOWED,
    allowedAttributes: { a: ['href'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['https', 'http', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 50,
  });
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
