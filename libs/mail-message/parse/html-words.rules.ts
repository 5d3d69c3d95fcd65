/** The words of an html text, line by line: for what is to be read, not to be shown. */
import { Parser } from 'htmlparser2';

const NOT_WORDS = new Set(['script', 'style', 'title', 'template']);

const BLOCKS = new Set([
  'p',
  'div',
  'blockquote',
  'table',
  'tr',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'hr',
]);
const CELLS = new Set(['td', 'th']);

/** What mail programs put around what they quote: Gmail, Yahoo, Thunderbird, Proton, Tuta, Zoho, Front, Missive; GMX, Spark. */
const QUOTING_CLASSES = new Set([
  'gmail_quote',
  'gmail_quote_container',
  'yahoo_quoted',
  'moz-cite-prefix',
  'moz-forward-container',
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra',
  'front-blockquote',
  'missive_quote',
]);
const QUOTING_NAMES = new Set(['quote', 'messagereplysection']);

/** What Outlook, in its many forms, puts above what it quotes, which goes on to the end. */
const LAST_IDS = new Set(['divrplyfwdmsg', 'appendonsend', 'mail-editor-reference-message-container', 'stopspelling']);
const LAST_CLASSES = new Set(['outlookmessageheader']);
const LAST_STYLE = /border-top:solid#(?:e1e1e1|b5c4df)1\.0pt/;

/** In a style without spaces. */
const HIDDEN = /(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:\.0+)?(?:;|$|!))/;
const NO_SIZE = /(?:^|;)font-size:0(?![.\d]*[1-9])/;

/** Characters of html that are read. */
const LONGEST = 256 * 1024;

interface Open {
  /** Not to be read: what is around it says so, or the element itself. */
  readonly isLeftOut: boolean;
  /** Letters without size; an element within may give them one. */
  readonly isWithoutSize: boolean;
  /** Its lines are lines. */
  readonly isPreformatted: boolean;
}

const OUTERMOST: Open = { isLeftOut: false, isWithoutSize: false, isPreformatted: false };

type Attributes = Readonly<Record<string, string>>;

/**
 * `all` that a reader sees, or what was `written` by whoever has sent it, as far as marks tell: not what stands in elements for
 * quotes.
 */
export function htmlWords(html: string, which: 'all' | 'written'): string {
  const lines: string[] = [];
  const open: Open[] = [];
  let line = '';
  let isOver = false;
  const endLine = (): void => {
    lines.push(line.replace(/[\s\u00A0]+/g, ' ').trim());
    line = '';
  };
  /** An element that stands by itself begins and ends a line, unless one has just begun. */
  const space = (name: string): void => {
    if (BLOCKS.has(name) && /[^ ]/.test(line)) endLine();
    if (CELLS.has(name)) line += ' ';
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const around = open.at(-1) ?? OUTERMOST;
      const style = attributes['style']?.toLowerCase().replace(/\s+/g, '') ?? '';
      const mark = which === 'written' ? markOf(name, attributes, style) : undefined;
      isOver ||= mark === 'last';
      open.push({
        isLeftOut: around.isLeftOut || mark === 'quoted' || isHidden(name, attributes, style),
        isWithoutSize: style.includes('font-size:') ? NO_SIZE.test(style) : around.isWithoutSize,
        isPreformatted: around.isPreformatted || name === 'pre',
      });
      if (name === 'br') endLine();
      space(name);
    },
    ontext(text) {
      const { isLeftOut, isWithoutSize, isPreformatted } = open.at(-1) ?? OUTERMOST;
      if (isOver || isLeftOut || isWithoutSize) return;
      const [first = '', ...others] = isPreformatted ? text.split(/\r?\n/) : [text];
      // Unlike other space, one that must not be broken makes a line.
      line += first.replace(/[ \t\r\n\f]+/g, ' ');
      for (const other of others) {
        endLine();
        line = other;
      }
    },
    onclosetag(name) {
      open.pop();
      space(name);
    },
  });
  parser.end(html.slice(0, LONGEST));
  endLine();
  return lines.join('\n').trim();
}

function markOf(name: string, attributes: Attributes, style: string): 'quoted' | 'last' | undefined {
  const classes = attributes['class']?.toLowerCase().split(/\s+/) ?? [];
  const id = attributes['id']?.toLowerCase() ?? '';
  if (LAST_IDS.has(id) || LAST_STYLE.test(style) || classes.some((given) => LAST_CLASSES.has(given))) return 'last';
  const isNamed = QUOTING_NAMES.has(attributes['name']?.toLowerCase() ?? '');
  return name === 'blockquote' || isNamed || classes.some((given) => QUOTING_CLASSES.has(given)) ? 'quoted' : undefined;
}

function isHidden(name: string, attributes: Attributes, style: string): boolean {
  return NOT_WORDS.has(name) || attributes['hidden'] !== undefined || HIDDEN.test(style);
}
