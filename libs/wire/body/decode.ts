import { Worker } from 'node:worker_threads';
import { builtFile } from '#runtime/built-file.js';
import { isWireObject, type Shape, type WireObject, type WireTree } from '../tree.js';
import { decodeJson } from './decode-json.js';
import { decodeXml, UnexpectedRoot } from './decode-xml.js';
import { MalformedBody } from './malformed.js';

export type BodyFormat = 'json' | 'xml';

/** What is to be decoded: UTF-8 bytes, and how XML lays them out. */
export interface EncodedBody {
  readonly format: BodyFormat;
  readonly bytes: Uint8Array;
  readonly root: string;
  readonly shape: Shape;
}

/** A larger body is decoded on another thread, so that it stops no other request (about 20 ms of plain XML text). */
const LARGEST_ON_THIS_THREAD = 64 * 1024;

const DECODE_LIMIT_MS = 20_000;

/** Decodes without a worker; throws `MalformedBody` or `UnexpectedRoot`. */
export function decodeHere(body: EncodedBody): WireTree {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body.bytes);
  } catch {
    throw new MalformedBody('the body is not valid UTF-8');
  }
  return body.format === 'json' ? decodeJson(text) : decodeXml(text, body.root, body.shape);
}

/** The tree of a body, its objects without prototypes; throws `MalformedBody` or `UnexpectedRoot`. */
export async function decodeBody(body: EncodedBody): Promise<WireTree> {
  const tree = body.bytes.byteLength > LARGEST_ON_THIS_THREAD ? await decodeOnWorker(body) : decodeHere(body);
  return withoutPrototypes(tree);
}

function withoutPrototypes(tree: WireTree): WireTree {
  if (Array.isArray(tree)) return tree.map(withoutPrototypes);
  if (!isWireObject(tree)) return tree;
  const bare = Object.create(null) as WireObject;
  for (const [member, value] of Object.entries(tree)) bare[member] = withoutPrototypes(value);
  return bare;
}

/** What the worker answers: a tree, or the fault in a form that survives the way between threads. */
export type WorkerAnswer =
  | { readonly tree: WireTree }
  | {
      readonly malformed: {
        readonly reason: string;
        readonly line?: number | undefined;
        readonly column?: number | undefined;
      };
    }
  | { readonly unexpectedRoot: string };

/** A thread of its own for each large body: it is rare, and one that takes too long or too much memory ends alone. */
function decodeOnWorker(body: EncodedBody): Promise<WireTree> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(builtFile('libs/wire/body/decode-worker.js'), {
      workerData: body,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const limit = setTimeout(() => {
      void worker.terminate();
      reject(new MalformedBody('the body takes too long to read'));
    }, DECODE_LIMIT_MS);
    worker.once('message', (answer: WorkerAnswer) => {
      if ('tree' in answer) resolve(answer.tree);
      else if ('unexpectedRoot' in answer) reject(new UnexpectedRoot(answer.unexpectedRoot));
      else reject(new MalformedBody(answer.malformed.reason, answer.malformed.line, answer.malformed.column));
    });
    worker.once('error', (error: Error & { code?: string }) => {
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new MalformedBody('the body takes too much memory to read') : error,
      );
    });
    worker.once('exit', () => {
      clearTimeout(limit);
      // Settles nothing when an answer or an error came first.
      reject(new Error('the thread that decodes a body ended without an answer'));
    });
  });
}
