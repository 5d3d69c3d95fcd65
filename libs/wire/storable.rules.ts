/** Characters that neither PostgreSQL nor XML 1.0 (production Char) can hold (casemgr.md B-23). */

// eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const EVERY_UNSTORABLE = new RegExp(UNSTORABLE, 'g');

/** Whether a text has none of them, and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text) && text.isWellFormed();
}

/** Where the first of them is; -1 when there is none. */
export function findUnstorable(text: string): number {
  return text.search(UNSTORABLE);
}

/** The text with `replacement` for each of them, and U+FFFD for half a surrogate pair. */
export function toStorable(text: string, replacement?: string): string;
export function toStorable(text: string | undefined, replacement?: string): string | undefined;
export function toStorable(text: string | undefined, replacement = ''): string | undefined {
  return text?.replace(EVERY_UNSTORABLE, replacement).toWellFormed();
}
