import type { IncomingMessage } from 'node:http';
import { Failure } from '#runtime/errors/failure.js';
import type { BodyBudget } from './body-budget.js';
import { closeAfterAnswer } from './close-after-answer.js';

/** 413-100 (casemgr.md Z-4). */
export function tooLarge(limitBytes: number): Failure {
  return new Failure(
    '413-100',
    { limit: String(limitBytes) },
    { details: [{ key: 'limit', value: String(limitBytes) }] },
  );
}

/** Refuses by the announced length before a byte is read; a body without one is counted while it is read. */
export function refuseAnnouncedLength(request: IncomingMessage, limitBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) <= limitBytes) return;
  closeAfterAnswer(request);
  throw tooLarge(limitBytes);
}

/** Whether a request announces no body at all. */
export function announcesNoBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] === undefined && Number(request.headers['content-length'] ?? 0) === 0;
}

/**
 * Reads a whole body into memory, at most `limitBytes` of it; memory is counted by `budget`. By events, because iterating
 * over a stream costs a small body several times its parsing.
 */
export function readBytes(request: IncomingMessage, limitBytes: number, budget: BodyBudget): Promise<Buffer> {
  refuseAnnouncedLength(request, limitBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      request.off('data', take).off('end', end).off('error', breakOff).off('close', breakOff);
      finish();
    };
    const refuse = (error: Failure): void => {
      settle(() => {
        reject(error);
      });
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      try {
        if (length > limitBytes) throw tooLarge(limitBytes);
        budget.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        closeAfterAnswer(request);
        refuse(error as Failure);
      }
    };
    const end = (): void => {
      settle(() => {
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length));
      });
    };
    const breakOff = (cause?: Error): void => {
      refuse(endedEarly(cause));
    };
    if (request.readableEnded || request.destroyed) {
      breakOff();
      return;
    }
    request.on('data', take).on('end', end).on('error', breakOff).on('close', breakOff);
  });
}

function endedEarly(cause: unknown): Failure {
  return new Failure('400-100', { reason: 'the body ended before its announced length' }, { cause });
}

/** Nobody means nothing at greater length, in bytes. */
const LONGEST_BLANK_BODY = 64 * 1024;

/** Whether a body that will be refused for its type is empty anyway: nothing but white space (casemgr.md B-17). */
export async function isBlank(request: IncomingMessage): Promise<boolean> {
  let length = 0;
  for await (const chunk of readChunks(request)) {
    length += chunk.length;
    if (length > LONGEST_BLANK_BODY || chunk.toString('latin1').trim() !== '') return false;
  }
  return true;
}

/** The chunks of a request whose stream is left open for the answer when reading stops early. */
export async function* readChunks(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch (error) {
    throw endedEarly(error);
  }
}
