/** The words of an html text, line by line: for what is to be read, not to be shown. In time that grows with the text. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const NOT_SHOWN = ['script', 'style', 'title'];
const LINE_ENDS = /<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote)\b[^<>]*>/gi;

/** Characters of html that are read. */
const LONGEST = 256 * 1024;

export function htmlWords(html: string): string {
  return NOT_SHOWN.reduce(without, html.slice(0, LONGEST))
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(LINE_ENDS, '\n')
    .replace(/<\/?(?:a|b|i|u|em|strong|span|font|wbr)\b[^<>]*>/gi, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/gi, (entity, code: string | undefined, name: string | undefined) =>
      code === undefined ? (ENTITIES[name?.toLowerCase() ?? ''] ?? entity) : characterOf(Number(code)),
    )
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** From the beginning of each element of this name to its end; all that follows, where it has none. */
function without(html: string, name: string): string {
  const begins = new RegExp(`<${name}(?![^\\s/>])`, 'gi');
  const ends = new RegExp(`</${name}(?![^\\s/>])`, 'gi');
  let kept = '';
  for (let from = 0; ;) {
    begins.lastIndex = from;
    const begin = begins.exec(html)?.index;
    if (begin === undefined) return kept + html.slice(from);
    kept += html.slice(from, begin);
    ends.lastIndex = begin;
    const end = ends.exec(html)?.index;
    if (end === undefined) return kept;
    from = end;
  }
}

function characterOf(code: number): string {
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}
