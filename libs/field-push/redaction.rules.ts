import { isWireObject, type WireTree } from '#wire/tree.js';

/** Characters of a request or an answer that the log keeps. */
const LONGEST_LOGGED = 4_096;

const HIDDEN = '[removed]';

/** Signing secrets, and members whose names say that they let somebody in. */
const SECRETS = /whsec_[A-Za-z0-9+/=]+/g;
const NAMES = String.raw`[\w.-]*(?:tokens?|secret|password|authorization|api_?key|cookie|openid)|weixins|weibos|weixin_minis`;
const SECRET_NAME = new RegExp(`^(?:${NAMES})$`, 'i');
const SECRET_MEMBERS = new RegExp(`("(?:${NAMES})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi');

/** What the delivery log shows of a text (field-push.md FQ-3): its beginning, without secrets; JSON is looked through as JSON. */
export function redacted(text: string): string {
  return withoutSecrets(text).slice(0, LONGEST_LOGGED).replaceAll('\u0000', '').toWellFormed();
}

function withoutSecrets(text: string): string {
  return cleanedJson(text) ?? text.replace(SECRETS, HIDDEN).replace(SECRET_MEMBERS, `$1"${HIDDEN}"`);
}

/** Undefined for what is neither an object nor a list, and for what is nested too deeply to be looked through. */
function cleanedJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(cleaned(JSON.parse(text) as WireTree));
  } catch {
    return undefined;
  }
}

function cleaned(tree: WireTree): WireTree {
  if (typeof tree === 'string') return withoutSecrets(tree);
  if (Array.isArray(tree)) return tree.map(cleaned);
  if (!isWireObject(tree)) return tree;
  const members = Object.entries(tree).map(([name, value]): [string, WireTree] => [
    name,
    SECRET_NAME.test(name) && value !== null ? HIDDEN : cleaned(value),
  ]);
  return Object.fromEntries(members);
}
