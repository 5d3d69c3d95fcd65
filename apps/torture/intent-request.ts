import { subjectOf, type Intent } from './intent.js';

export interface IntentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Tree = string | readonly Tree[] | TreeMembers;

interface TreeMembers {
  readonly [name: string]: Tree;
}

const BOUNDARY = 'torture-boundary-7d1f0a';

/** The request of an intent; the same one however often it is made. */
export function requestOf(intent: Intent, contents: readonly Buffer[], altIds: readonly string[]): IntentRequest {
  const tree = activityOf(intent, altIds);
  const key = intent.idempotencyKey === undefined ? undefined : { 'idempotency-key': intent.idempotencyKey };
  const { type, body } = bodyOf(intent, tree, contents);
  return {
    headers: { 'content-type': type, ...key },
    body: intent.fault === 'malformed' ? body.subarray(0, -5) : body,
  };
}

function activityOf(intent: Intent, altIds: readonly string[]): Tree {
  const isOfStaff = intent.actor !== 'customer';
  const hasContent = intent.fault !== 'no content';
  return {
    ...(isOfStaff && { department: { name: intent.department } }),
    type: { value: 'email', subtype: { value: 'general' } },
    ...(hasContent && { subject: subjectOf(intent) }),
    ...(altIds.length > 0 && { attachments: { attachment: altIds.map((altId) => ({ altId })) } }),
    payload: {
      email: {
        ...(hasContent && { content: { text: intent.text } }),
        emailAddresses: {
          ...(intent.namesSender && { from: intent.sender }),
          receiver: intent.fault === 'unknown receiver' ? 'nobody@example.com' : intent.receiver,
        },
      },
    },
    ...(intent.customer === undefined && {
      customer: { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'New' }] } },
    }),
    ...(intent.caseId !== undefined && { case: { id: intent.caseId } }),
    ...(intent.fault === 'unknown attribute' && { torture: 'yes' }),
  };
}

function bodyOf(
  intent: Intent,
  tree: Tree,
  contents: readonly Buffer[],
): { readonly type: string; readonly body: Buffer } {
  switch (intent.format) {
    case 'json':
      return { type: 'application/json', body: Buffer.from(JSON.stringify(tree)) };
    case 'xml':
      return { type: 'application/xml', body: Buffer.from(toXml('activity', tree)) };
    case 'multipart':
      return { type: `multipart/form-data; boundary=${BOUNDARY}`, body: toMultipart(intent, tree, contents) };
  }
}

function toXml(name: string, tree: Tree): string {
  if (isList(tree)) return tree.map((item) => toXml(name, item)).join('');
  const inner =
    typeof tree === 'string'
      ? tree.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      : Object.entries(tree)
          .map(([member, value]) => toXml(member, value))
          .join('');
  return `<${name}>${inner}</${name}>`;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function toMultipart(intent: Intent, tree: Tree, contents: readonly Buffer[]): Buffer {
  const field = (name: string, value: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return Buffer.concat([
    Buffer.from(field('data-type', 'application/json') + field('data', JSON.stringify(tree))),
    ...intent.files.flatMap(({ name }, index) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file${index}"; filename="${name}"\r\n` +
          'Content-Type: application/octet-stream\r\n\r\n',
      ),
      contents[index] ?? Buffer.alloc(0),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}
