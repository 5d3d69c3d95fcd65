/** Characters of a request or an answer that the log keeps. */
const LONGEST_LOGGED = 4_096;

const HIDDEN = '[removed]';

/** Signing secrets, and members whose names say that they let somebody in. */
const SECRETS = /whsec_[A-Za-z0-9+/=]+/g;
const SECRET_MEMBERS =
  /("(?:[\w.-]*(?:token|secret|password|authorization|api_?key|cookie|openid))"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi;

/** What the delivery log shows of a text (field-push.md FQ-3): its beginning, without secrets. */
export function redacted(text: string): string {
  const hidden = text.replace(SECRETS, HIDDEN).replace(SECRET_MEMBERS, `$1"${HIDDEN}"`);
  return hidden.slice(0, LONGEST_LOGGED).replaceAll('\u0000', '').toWellFormed();
}
