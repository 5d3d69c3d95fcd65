import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** A body that ended, or went silent, before it was whole. */
export class BodyBroken extends Error {}

/**
 * The bytes of a request as they arrive. Throws `BodyBroken` when the client goes away or sends nothing for `silenceLimitMs`
 * milliseconds. Leaves the connection open for the answer when reading stops early.
 */
export async function* arrivingBytes(request: IncomingMessage, silenceLimitMs: number): AsyncGenerator<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const next = await withinSilenceLimit(chunks.next(), silenceLimitMs);
      if (next.done === true) return;
      yield next.value as Buffer;
    }
  } catch (error) {
    throw new BodyBroken('The body broke off', { cause: error });
  } finally {
    // Lets go of the stream, so that the rest of the body can be thrown away. Waits for nothing: nothing may be coming.
    void chunks.return?.();
  }
}

async function withinSilenceLimit<Value>(arrival: Promise<Value>, limitMs: number): Promise<Value> {
  const arrived = new AbortController();
  const silence = wait(limitMs, undefined, { signal: arrived.signal, ref: false }).then(() => {
    throw new Error(`nothing came for ${limitMs} ms`);
  });
  try {
    return await Promise.race([arrival, silence]);
  } finally {
    arrived.abort();
  }
}
