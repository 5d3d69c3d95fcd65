import { parentPort, workerData } from 'node:worker_threads';
import { MessageUnreadable, type MessageOptions, type MessageWords, type ReadMessage } from '../message.js';
import { parseMessage } from './parse-message.js';
import { htmlWords } from './html-words.rules.js';
import { unquotedText } from './unquoted-text.js';

/** What the thread is asked. */
export type ReadingJob =
  | { readonly kind: 'read'; readonly raw: ArrayBuffer; readonly options: MessageOptions }
  | ({ readonly kind: 'words' } & Pick<ReadMessage, 'text' | 'html'>);

/** What it answers to one job. */
export type ReadingAnswer =
  | { readonly kind: 'read'; readonly message: ReadMessage }
  | { readonly kind: 'words'; readonly words: MessageWords }
  | { readonly kind: 'unreadable'; readonly reason: MessageUnreadable['reason']; readonly message: string };

/** How many of its jobs the thread has begun, for whoever watches it. */
const begun = workerData as Int32Array<SharedArrayBuffer>;

async function answer(job: ReadingJob): Promise<ReadingAnswer> {
  try {
    if (job.kind === 'read') return { kind: 'read', message: await parseMessage(job.raw, job.options) };
    return { kind: 'words', words: wordsOf(job) };
  } catch (error) {
    const { reason, message } = error instanceof MessageUnreadable ? error : asCrash(error);
    return { kind: 'unreadable', reason, message };
  }
}

function wordsOf({ text, html }: Pick<ReadMessage, 'text' | 'html'>): MessageWords {
  if (text !== undefined || html === undefined) return { unquotedText: unquotedText(text) };
  return { htmlText: htmlWords(html, 'all'), unquotedText: unquotedText(htmlWords(html, 'written')) };
}

/** All answers are one message; the bytes of attachments are moved, not copied. */
async function work(jobs: readonly ReadingJob[]): Promise<void> {
  const answers: ReadingAnswer[] = [];
  for (const job of jobs) {
    Atomics.add(begun, 0, 1);
    answers.push(await answer(job));
  }
  const attachments = answers.flatMap((one) => (one.kind === 'read' ? one.message.attachments : []));
  parentPort?.postMessage(answers, [...new Set(attachments.map(({ content }) => content.buffer as ArrayBuffer))]);
}

function asCrash(error: unknown): MessageUnreadable {
  return new MessageUnreadable('crash', error instanceof Error ? error.message : String(error));
}

parentPort?.on('message', (jobs: readonly ReadingJob[]) => {
  void work(jobs);
});
