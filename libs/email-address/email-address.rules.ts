/**
 * The one address parser: what casemgr.md B-22 calls a valid email address. Compared without regard to case, stored as
 * written. Deliberately lax (no RFC 5321 local-part rules), because the platform modelled on is.
 */
const LONGEST = 255;

// eslint-disable-next-line no-control-regex -- control characters are exactly what the rule forbids
const FORBIDDEN = /[()[\]:;<>"\s\u0000-\u001f\u007f-\u009f]/;

/** Two addresses that look alike must be alike. */
const UNSEEN = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;

/** Why a text is not a valid email address, or undefined when it is one. */
export function emailAddressFault(text: string): string | undefined {
  if (text === '') return 'an email address must not be empty';
  if (text.length > LONGEST) return `an email address has at most ${LONGEST} characters`;
  if (FORBIDDEN.test(text)) return 'an email address contains none of ( ) [ ] : ; < > ", space or control characters';
  if (UNSEEN.test(text)) return 'an email address contains no characters that are not seen or that turn its direction';
  if (text.includes('\\\\')) return 'an email address contains no two consecutive backslashes';
  const at = text.indexOf('@');
  if (at !== text.lastIndexOf('@') || at < 1) return 'an email address has exactly one @ with something before it';
  const firstDot = text.indexOf('.', at);
  if (firstDot === -1) return 'an email address has a dot after the @';
  if (firstDot === at + 1) return 'an email address has something between the @ and the following dot';
  if (text.endsWith('.')) return 'an email address does not end in a dot';
  return undefined;
}

/** What two spellings of one address have in common; the key of every look-up by address. */
export function addressKey(address: string): string {
  return address.toLowerCase();
}
