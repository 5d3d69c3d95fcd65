import { parentPort, workerData } from 'node:worker_threads';
import { MessageUnreadable, type MessageOptions, type ReadMessage } from '../message.js';
import { parseMessage } from './parse-message.js';
import { htmlWords } from './html-words.rules.js';
import { unquotedText } from './unquoted-text.js';

/** What the thread is asked. */
export type ReadingJob =
  | { readonly kind: 'read'; readonly raw: ArrayBuffer; readonly options: MessageOptions }
  | { readonly kind: 'unquote'; readonly text: string | undefined; readonly html: string | undefined };

/** What it answers to one job. */
export type ReadingAnswer =
  | { readonly kind: 'read'; readonly message: ReadMessage }
  | { readonly kind: 'unquote'; readonly unquotedText: string | undefined }
  | { readonly kind: 'unreadable'; readonly reason: MessageUnreadable['reason']; readonly message: string };

/** How many of its jobs the thread has begun, for whoever watches it. */
const begun = workerData as Int32Array<SharedArrayBuffer>;

async function answer(job: ReadingJob): Promise<ReadingAnswer> {
  try {
    if (job.kind === 'read') return { kind: 'read', message: await parseMessage(job.raw, job.options) };
    const { text, html } = job;
    return { kind: 'unquote', unquotedText: unquotedText(text ?? (html && htmlWords(html))) };
  } catch (error) {
    const { reason, message } = error instanceof MessageUnreadable ? error : asCrash(error);
    return { kind: 'unreadable', reason, message };
  }
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
