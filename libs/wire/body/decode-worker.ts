import { parentPort, workerData } from 'node:worker_threads';
import { decodeHere, type EncodedBody, type WorkerAnswer } from './decode.js';
import { UnexpectedRoot } from './decode-xml.js';
import { MalformedBody } from './malformed.js';

function answer(body: EncodedBody): WorkerAnswer {
  try {
    return { tree: decodeHere(body) };
  } catch (error) {
    if (error instanceof UnexpectedRoot) return { unexpectedRoot: error.expected };
    if (error instanceof MalformedBody) {
      return { malformed: { reason: error.reason, line: error.line, column: error.column } };
    }
    throw error;
  }
}

parentPort?.postMessage(answer(workerData as EncodedBody));
