/** Which parts of a mail are its text, its html and its attachments (mail-gateway.md MM-4). */
import { decodeText } from '../charset.rules.js';
import type { MimePart } from './mime-parts.rules.js';

export interface Body {
  /** Undefined when some of what is to be read is html only: the words of it, and what it quotes, are told by html alone. */
  readonly text?: string;
  readonly html?: string;
  /** In the order of the mail. */
  readonly attached: readonly MimePart[];
  /** Whether a charset was missing or wrong. */
  readonly guessed: boolean;
}

/** A text in one form or in both, of which a reader is shown one. */
interface Piece {
  text?: string;
  html?: string;
}

export function readBody(root: MimePart): Body {
  const pieces: Piece[] = [];
  const attached: MimePart[] = [];
  let guessed = false;

  const decode = (part: MimePart): string => {
    const decoded = decodeText(part.content(), part.parameters.get('charset'));
    guessed ||= decoded.guessed;
    const text = decoded.text
      .replace(/^\uFEFF/, '')
      .replaceAll('\0', '')
      .replace(/\r\n?/g, '\n');
    return /^flowed$/i.test(part.parameters.get('format') ?? '') ? unflowed(text, part.parameters.get('delsp')) : text;
  };

  const visit = (part: MimePart, piece: Piece | undefined): void => {
    if (part.children.length > 0) {
      const shared = part.type === 'multipart/alternative' ? (piece ?? {}) : piece;
      if (shared && !pieces.includes(shared)) pieces.push(shared);
      for (const child of part.children) visit(child, shared);
      return;
    }
    const form = formOf(part);
    const target = piece ?? {};
    if (form === undefined) {
      attached.push(part);
      return;
    }
    const before = target[form];
    target[form] = before === undefined ? decode(part) : `${before}\n${decode(part)}`;
    if (!pieces.includes(target)) pieces.push(target);
  };
  visit(root, undefined);

  const filled = pieces.map(withoutBlankText).filter(({ text, html }) => text !== undefined || html !== undefined);
  const hasText = filled.some(({ text }) => text !== undefined) && filled.every(isTold);
  return {
    text: hasText ? filled.map(({ text = '' }) => text).join('\n') : undefined,
    html: filled.some(({ html }) => html !== undefined) ? filled.map(asHtml).join('\n') : undefined,
    attached,
    guessed,
  };
}

/** A text part is part of the body unless it says that it is a file. */
function formOf({ type, disposition, fileName }: MimePart): 'text' | 'html' | undefined {
  if (disposition === 'attachment' || (fileName !== undefined && disposition !== 'inline')) return undefined;
  if (type === 'text/plain') return 'text';
  return type === 'text/html' ? 'html' : undefined;
}

/** Some mail programs put an empty text beside the html that they were given. */
function withoutBlankText({ text, html }: Piece): Piece {
  return html !== undefined && text?.trim() === '' ? { html } : { text, html };
}

/** Whether its text says what it says; html without a word says nothing besides. */
function isTold({ text, html }: Piece): boolean {
  return text !== undefined || html?.trim() === '';
}

function asHtml({ html, text = '' }: Piece): string {
  return html ?? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`;
}

/** RFC 3676 §4: a line that ends in a space goes on in the next one, unless it is the mark of a signature. */
function unflowed(text: string, delSp = ''): string {
  const dropsSpace = /^yes$/i.test(delSp);
  const paragraphs: string[] = [];
  let parts: string[] = [];
  for (const stuffed of text.split('\n')) {
    const line = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
    const goesOn = line.endsWith(' ') && line !== '-- ' && !line.startsWith('>');
    parts.push(goesOn && dropsSpace ? line.slice(0, -1) : line);
    if (goesOn) continue;
    paragraphs.push(parts.join(''));
    parts = [];
  }
  return [...paragraphs, ...(parts.length > 0 ? [parts.join('')] : [])].join('\n');
}
