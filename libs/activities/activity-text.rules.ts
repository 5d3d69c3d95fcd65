/** Characters of a content that are indexed: any text of this length makes a tsvector below its limit of 1 MB. */
export const INDEXED_LENGTH = 100_000;

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The text with its words apart, in scripts that do not part them too: what is indexed and what is looked for go through the
 * same function, so that they meet.
 */
export function withWordsApart(text: string): string {
  if (!UNSPACED.test(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(' ');
}

/** What people read of a content: its text, or its HTML without what is not shown. */
export function contentToIndex(text: string | null, html: string | null): string {
  const shown = text?.trim() ? text : readableHtml(html ?? '');
  return withWordsApart(shown.slice(0, INDEXED_LENGTH)).slice(0, INDEXED_LENGTH);
}

/** Tags that stand within words: they part nothing. */
const INLINE_TAG =
  /<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr)(?:[\s/][^<>]*)?>/gi;

/** The tags that are left are known to the database's parser as such, and are not indexed. */
function readableHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(style|script|head|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(INLINE_TAG, '')
    .replace(/&#(\d{1,7}|x[\da-f]{1,6});/gi, (entity, code: string) => characterOf(code) ?? entity)
    .replace(/&(\w{2,8});/g, (entity, name: string) => NAMED_CHARACTERS[name] ?? entity);
}

function characterOf(code: string): string | undefined {
  const point = code.toLowerCase().startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  const isStorable = point > 0 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff);
  return isStorable ? String.fromCodePoint(point) : undefined;
}

/** Letters of European languages; other names stand for signs, which no dictionary knows. */
const NAMED_CHARACTERS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'Agrave:À Aacute:Á Acirc:Â Atilde:Ã Auml:Ä Aring:Å AElig:Æ Ccedil:Ç Egrave:È Eacute:É Ecirc:Ê Euml:Ë Igrave:Ì Iacute:Í ' +
    'Icirc:Î Iuml:Ï Ntilde:Ñ Ograve:Ò Oacute:Ó Ocirc:Ô Otilde:Õ Ouml:Ö Oslash:Ø Ugrave:Ù Uacute:Ú Ucirc:Û Uuml:Ü Yacute:Ý ' +
    'agrave:à aacute:á acirc:â atilde:ã auml:ä aring:å aelig:æ ccedil:ç egrave:è eacute:é ecirc:ê euml:ë igrave:ì iacute:í ' +
    'icirc:î iuml:ï ntilde:ñ ograve:ò oacute:ó ocirc:ô otilde:õ ouml:ö oslash:ø ugrave:ù uacute:ú ucirc:û uuml:ü yacute:ý ' +
    'yuml:ÿ szlig:ß oelig:œ OElig:Œ scaron:š Scaron:Š'
  )
    .split(' ')
    .map((pair) => pair.split(':')),
) as Record<string, string>;
