import { ADMIN_CLIENT_ID, SECRET } from './partition.js';
import type { IntentActor } from './intent.js';

/** An answer, or why there is none. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'broken'; readonly reason: string; readonly isOverdue: boolean; readonly elapsedMs: number };

interface Message {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Every request is answered within this, in milliseconds, whatever happens to the database. */
const ANSWER_WITHIN_MS = 15_000;

const TOKEN_FORMS: Readonly<Record<IntentActor, Readonly<Record<string, string>>>> = {
  client: { grant_type: 'client_credentials', scope: '.default' },
  user: {
    grant_type: 'password',
    scope: 'core.casemgr.manage core.casemgr.read core.filemgr.manage core.filemgr.read',
    subject_username: 'pat',
  },
  customer: { grant_type: 'password', scope: 'core.casemgr.manage core.casemgr.read', subject_external_id: 'c-ann' },
};

/** One request, never repeated by itself. */
export async function exchange(url: string, message: Message = {}): Promise<Exchange> {
  const start = performance.now();
  try {
    const { method = 'GET', headers = {}, body } = message;
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const elapsedMs = performance.now() - start;
    return { kind: 'answer', status: response.status, headers: response.headers, body: bytes, elapsedMs };
  } catch (error) {
    const { name, message: text, cause } = error as Error;
    const reason = `${text}${cause instanceof Error ? `: ${cause.message}` : ''}`;
    return { kind: 'broken', reason, isOverdue: name === 'TimeoutError', elapsedMs: performance.now() - start };
  }
}

/** Access tokens of the three actors; they outlive the processes that issued them. */
export async function requestTokens(serverUrl: string): Promise<Record<IntentActor, string>> {
  const tokenOf = (actor: IntentActor): Promise<string> =>
    requestToken(serverUrl, { client_id: 'crm', ...TOKEN_FORMS[actor] });
  return { client: await tokenOf('client'), user: await tokenOf('user'), customer: await tokenOf('customer') };
}

/** The token of the client that may change the configuration. */
export async function requestAdminToken(serverUrl: string): Promise<string> {
  return requestToken(serverUrl, { client_id: ADMIN_CLIENT_ID, ...TOKEN_FORMS.client });
}

async function requestToken(serverUrl: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const form = new URLSearchParams({ client_secret: SECRET, ...fields });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await exchange(`${serverUrl}/oauth2/token`, { method: 'POST', headers, body: form.toString() });
  if (answer.kind === 'broken' || answer.status !== 200) throw new Error(`No token: ${describe(answer)}`);
  return (JSON.parse(answer.body.toString()) as { access_token: string }).access_token;
}

export function describe(answer: Exchange): string {
  return answer.kind === 'broken' ? answer.reason : `${answer.status} ${answer.body.toString().slice(0, 300)}`;
}
