import { parentPort } from 'node:worker_threads';
import { MessageUnreadable, type MessageOptions, type MessageWords, type ReadMessage } from '../message.js';
import { parseMessage } from './parse-message.js';
import { htmlWords } from './html-words.rules.js';
import { unquotedText } from './unquoted-text.js';

/** What the thread is asked. */
export interface ReadingJob {
  readonly raw: ArrayBuffer;
  readonly options: MessageOptions;
}

/** What it answers, in this order; an answer may stop to come after any of them. */
export type ReadingAnswer =
  | { readonly begun: true }
  | { readonly unreadable: { readonly reason: MessageUnreadable['reason']; readonly message: string } }
  /** Its attachments' bytes are moved, not copied. */
  | { readonly message: ReadMessage }
  | { readonly words: MessageWords };

async function answer({ raw, options }: ReadingJob, say: (answer: ReadingAnswer, moved?: ArrayBuffer[]) => void) {
  say({ begun: true });
  try {
    const message = await parseMessage(raw, options);
    const buffers = message.attachments.map(({ content }) => content.buffer as ArrayBuffer);
    say({ message }, [...new Set(buffers)]);
    say({ words: quietly(message) });
  } catch (error) {
    const { reason, message } = error instanceof MessageUnreadable ? error : asCrash(error);
    say({ unreadable: { reason, message } });
  }
}

/** A message that is read stays read. */
function quietly({ text, html }: ReadMessage): MessageWords {
  try {
    if (text !== undefined || html === undefined) return { unquotedText: unquotedText(text) };
    return { htmlText: htmlWords(html, 'all'), unquotedText: unquotedText(htmlWords(html, 'written')) };
  } catch {
    return {};
  }
}

function asCrash(error: unknown): MessageUnreadable {
  return new MessageUnreadable('crash', error instanceof Error ? error.message : String(error));
}

parentPort?.on('message', (job: ReadingJob) => {
  void answer(job, (part, moved = []) => parentPort?.postMessage(part, moved));
});
