import type { SMTPServerDataStream } from 'smtp-server';

/** How often a message that is on its way is looked at, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** A message may come slowly for this long, in milliseconds; from then on it has to come at the least rate. */
const PATIENCE_MS = 15_000;

/** Bytes in a second. */
const LEAST_RATE = 1_024;

/** The longest that a message may take, in milliseconds (RFC 5321 §4.5.3.2 has senders wait as long for its end). */
const LONGEST_MS = 10 * 60_000;

/** What is sent on after its limit was passed is read, so that the refusal is heard, but not without end. */
const OVERRUN_FACTOR = 2;

/** Whether a message that began `elapsedMs` ago is given up. */
export function isTooSlow(bytes: number, elapsedMs: number): boolean {
  return elapsedMs > LONGEST_MS || (elapsedMs > PATIENCE_MS && bytes < (LEAST_RATE * elapsedMs) / 1_000);
}

/** Calls `cutOff` once a message comes too slowly, or does not end; returns what ends the watch. */
export function watchMessage(stream: SMTPServerDataStream, limitBytes: number, cutOff: () => void): () => void {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const isEndless = stream.byteLength > limitBytes * OVERRUN_FACTOR;
    if (isEndless || isTooSlow(stream.byteLength, performance.now() - startedAt)) cutOff();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** The bytes of a message. Leaves the rest to be read over when reading stops early, and fails when the client goes away. */
export async function* messageBytes(stream: SMTPServerDataStream): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } finally {
    stream.resume();
  }
}
