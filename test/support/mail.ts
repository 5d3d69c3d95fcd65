import { createTransport, type SendMailOptions } from 'nodemailer';
import type { TestServer } from './server.js';
import { until } from './until.js';

/** The journal row of a mail, as the API shows it. */
export interface ShownMessage {
  readonly id: string;
  readonly account: { readonly id: string };
  readonly door: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly remarks: readonly string[];
  readonly subject: string | null;
  readonly activity: { readonly id: string } | null;
  readonly case: { readonly id: string } | null;
  readonly record: { readonly table: string; readonly id: string } | null;
}

const ADMIN = { client: 'test-admin' };

/** A raw mail of lines; a line that is no header begins the body after an empty one. */
export function rawMail(headers: Readonly<Record<string, string>>, body = 'Good day.'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', ...body.split('\n'), ''].join('\r\n');
}

/** Sends a mail by SMTP; answers with the reply to it. */
export async function sendMail(
  port: number,
  options: SendMailOptions,
  auth?: { user: string; pass: string },
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...(auth && { auth }) });
  try {
    const { response } = (await transport.sendMail(options)) as { response: string };
    return response;
  } finally {
    transport.close();
  }
}

/** Hands a mail over by HTTP; answers with its id in the journal. */
export async function submitMail(
  server: TestServer,
  raw: string | Uint8Array,
  account = 'support@example.com',
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const answer = await server.request('POST', `/core/mailmgr/v3/message?account=${encodeURIComponent(account)}`, {
    as: ADMIN,
    body: raw,
    headers: { 'content-type': 'message/rfc822', ...headers },
  });
  const id = /\/message\/(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (answer.status !== 201 || id === undefined)
    throw new Error(`The mail was not kept: ${answer.status} ${answer.text}`);
  return id;
}

/** Waits until something has become of a mail. */
export async function fateOf(server: TestServer, id: string): Promise<ShownMessage> {
  let message: ShownMessage | undefined;
  await until(async () => {
    const answer = await server.request('GET', `/core/mailmgr/v3/message/${id}`, { as: ADMIN });
    message = answer.json<ShownMessage>();
    return message.outcome !== null;
  });
  if (!message) throw new Error(`Mail ${id} is in no journal`);
  return message;
}

export function idIn(reply: string): string {
  const id = /Kept as message (\d+)/.exec(reply)?.[1];
  if (id === undefined) throw new Error(`The mail was not kept: ${reply}`);
  return id;
}

/** What tests look at of the activity that a mail has become. */
export interface ShownActivity {
  readonly subject: string;
  readonly department: { readonly name: string };
  readonly attachments: { readonly count: number };
  readonly customer: {
    readonly id: string;
    readonly contacts: {
      readonly contact: readonly { readonly firstName: string | null; readonly lastName: string | null }[];
    };
  };
  readonly payload: {
    readonly email: {
      readonly content: { readonly text: string | null } | null;
      readonly foundBy: string;
      readonly headerOutcomes?: readonly { readonly header: string; readonly outcome: string }[];
    };
  };
}

export async function activityOf(server: TestServer, { id, outcome, activity }: ShownMessage): Promise<ShownActivity> {
  if (!activity) throw new Error(`Mail ${id} is ${outcome ?? 'unprocessed'} and has no activity`);
  const answer = await server.request('GET', `/core/casemgr/v3/activity/${activity.id}?$attribute=all`, { as: ADMIN });
  const [found] = answer.json<{ activity: readonly ShownActivity[] }>().activity;
  if (!found) throw new Error(`There is no activity ${activity.id}`);
  return found;
}

export async function caseOf(server: TestServer, message: ShownMessage): Promise<object> {
  const answer = await server.request('GET', `/core/casemgr/v3/case/${message.case?.id}`, { as: ADMIN });
  const [found] = answer.json<{ case: readonly object[] }>().case;
  if (!found) throw new Error(`Mail ${message.id} has no case`);
  return found;
}
