import { Injectable } from '@nestjs/common';
import type { Dispatcher } from 'undici';
import { within } from '#runtime/within.js';
import { codeOf } from './error-code.js';
import { ForbiddenHost, PushConnections } from './push-connections.js';
import type { Reply } from './push-answer.rules.js';

/** Bytes of an answer that are read (field-push.md FR-5). */
const LARGEST_ANSWER = 256 * 1024;

export interface PushRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

export interface Sent {
  readonly reply: Reply;
  readonly durationMs: number;
  /** The receiver is in a network that only this installation allows: what it says is shown to nobody (field-push.md FN-2). */
  readonly isInternal: boolean;
  /** The connection broke before a byte of the answer was there, so that the request may be sent again at once. */
  readonly isUnanswered: boolean;
}

/** Sends one request to a receiver and reads what it answers; never throws, never follows a redirect, never sends twice. */
@Injectable()
export class PushSender {
  constructor(private readonly connections: PushConnections) {}

  /** Everything from looking the host up to the last byte of the answer takes at most `timeoutMs`. */
  async send(request: PushRequest): Promise<Sent> {
    const startedAt = performance.now();
    const result = await this.attempt(request);
    return { ...result, durationMs: Math.round(performance.now() - startedAt) };
  }

  private async attempt({ url: text, headers, body, timeoutMs }: PushRequest): Promise<Omit<Sent, 'durationMs'>> {
    const signal = AbortSignal.timeout(timeoutMs);
    const url = new URL(text);
    let isAnswered = false;
    let isInternal = true;
    try {
      const connection = await within(timeoutMs, this.connections.to(url));
      isInternal = connection.isInternal;
      const asked = connection.pool.request({
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'accept-encoding': 'identity',
          'user-agent': 'casemgr field push',
          ...headers,
        },
        body,
        signal,
      });
      // A request that still waits for its connection does not look at its signal.
      const response = await Promise.race([asked, abortOf(signal)]);
      isAnswered = true;
      return { reply: await readReply(response), isInternal, isUnanswered: false };
    } catch (error) {
      const fault = signal.aborted ? `no answer within ${timeoutMs} ms` : faultOf(error);
      return { reply: { fault }, isInternal, isUnanswered: !isAnswered && RESET.has(codeOf(error)) };
    }
  }
}

/** Rejects when the signal is aborted. */
async function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', fail, { once: true });
  });
}

/** Codes of a connection that broke after it was made. */
const RESET = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

async function readReply({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Reply> {
  // To give a body up is an error of its stream, which would end the process if nobody listened.
  body.on('error', () => undefined);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    body.destroy();
    return { fault: 'the receiver answered with a compressed body, which was not asked for' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) {
      body.destroy();
      return { fault: `the answer is larger than ${LARGEST_ANSWER} bytes` };
    }
    chunks.push(chunk);
  }
  const retryAfter = headers['retry-after'];
  return {
    status: statusCode,
    text: Buffer.concat(chunks).toString('utf8'),
    retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
  };
}

/** Words for what went wrong, which never repeat what the other side said. */
function faultOf(error: unknown): string {
  if (error instanceof ForbiddenHost) return error.message;
  return `the receiver could not be reached or broke off (${codeOf(error)})`;
}
