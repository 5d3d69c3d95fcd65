import { CommandFailure, EXIT } from './exit.js';
import { ServerClient } from './server-client.js';

const SCOPE = 'core.mailmgr.manage';
const MESSAGES = '/core/mailmgr/v3/message';

/** Where a mail is for, and by which command it comes. */
export interface Submission {
  readonly account: string;
  readonly door: 'pipe' | 'import';
  /** MAIL FROM; empty for the null return path. */
  readonly from?: string;
  readonly to?: string;
}

/** What the server says of a mail: kept as a message of its journal, refused for good, or to be sent again. */
export type SubmissionAnswer =
  | { readonly kept: string }
  | { readonly refused: string; readonly exitCode: number }
  | { readonly again: string; readonly afterMs: number };

const AGAIN_AFTER_MS = 5_000;

/** A server that has not answered by then is in trouble; mail servers wait longer for a command. */
const LONGEST_MS = 5 * 60_000;

/** What no later try can change: nothing in the mail, no address of a recipient. */
const FOR_GOOD: ReadonlySet<string> = new Set(['400-264', '400-152', '413-100']);

/** Hands mails over to a running server by HTTP, as a client application (mail-gateway.md MD-3, runtime.md RUN-4). */
export class MailSubmitter {
  private readonly server = new ServerClient(process.env['CASEMGR_URL'] ?? 'http://127.0.0.1:8080');
  private token: Promise<string> | undefined;

  async submit(raw: Uint8Array<ArrayBuffer>, submission: Submission): Promise<SubmissionAnswer> {
    const answer = await this.post(raw, submission);
    // A token lasts for an hour, an import may take longer.
    if (answer.status !== 401) return judge(answer);
    this.token = undefined;
    return judge(await this.post(raw, submission));
  }

  private async post(raw: Uint8Array<ArrayBuffer>, { account, door, from, to }: Submission): Promise<Response> {
    this.token ??= this.requestToken();
    const authorization = `Bearer ${await this.token}`;
    return this.server.request(`${MESSAGES}?account=${encodeURIComponent(account)}`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'message/rfc822',
        'x-mail-door': door,
        ...(from !== undefined && { 'x-envelope-from': from === '' ? '<>' : asHeader(from) }),
        ...(to !== undefined && { 'x-envelope-to': asHeader(to) }),
      },
      body: raw,
      signal: AbortSignal.timeout(LONGEST_MS),
    });
  }

  private async requestToken(): Promise<string> {
    const { CASEMGR_CLIENT_ID: id, CASEMGR_CLIENT_SECRET: secret } = process.env;
    if (!id || !secret) {
      const message = `Set CASEMGR_CLIENT_ID and CASEMGR_CLIENT_SECRET to those of a client with the scope ${SCOPE}.`;
      throw new CommandFailure(EXIT.again, message);
    }
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret, scope: SCOPE };
    return this.server.token(form).catch((error: unknown) => {
      this.token = undefined;
      throw new CommandFailure(EXIT.again, error instanceof Error ? error.message : String(error));
    });
  }
}

/**
 * A mail is refused for good only where sending it again could not help: an account that there is not, a mail that is none or
 * too large. Everything else is for people to mend while the mail waits: a login that is not good, a server in trouble, or
 * something that answers in its place.
 */
async function judge(answer: Response): Promise<SubmissionAnswer> {
  const text = await answer.text().catch(() => 'the answer broke off');
  const location = answer.headers.get('location');
  if (answer.status === 201 && location !== null) return { kept: location.slice(location.lastIndexOf('/') + 1) };
  const { code = String(answer.status), developerMessage = text.slice(0, 500) } = errorIn(text);
  const reason = `${code} ${developerMessage}`;
  if (code === '400-244') return { refused: reason, exitCode: EXIT.noUser };
  if (FOR_GOOD.has(code)) return { refused: reason, exitCode: EXIT.data };
  const seconds = Number(answer.headers.get('retry-after') ?? NaN);
  return { again: reason, afterMs: Number.isFinite(seconds) ? seconds * 1000 : AGAIN_AFTER_MS };
}

/** Headers are bytes, and an address may have any letters. */
function asHeader(address: string): string {
  // eslint-disable-next-line no-control-regex -- what ends a header, or is none of it
  return Buffer.from(address.replace(/[\u0000-\u001F\u007F]/g, ' ')).toString('latin1');
}

function errorIn(text: string): { code?: string; developerMessage?: string } {
  try {
    return JSON.parse(text) as { code?: string; developerMessage?: string };
  } catch {
    return {};
  }
}
