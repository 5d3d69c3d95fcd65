/** What of a text can be stored and shown. */

// eslint-disable-next-line no-control-regex -- exactly what neither PostgreSQL nor XML can hold
const UNSTORABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export function storable(text: string | undefined): string | undefined {
  return text?.replace(UNSTORABLE, '').toWellFormed();
}
