import { Worker } from 'node:worker_threads';
import { builtFile } from '#runtime/built-file.js';
import { MessageUnreadable, type MessageOptions, type ReadMessage } from './message.js';
import type { ReadingAnswer, ReadingJob } from './parse/message-worker.js';

export interface ReadingLimits {
  /** Bytes of a raw mail; nothing in a mail is decompressed, so what is read from it is not larger. */
  readonly maximumBytes: number;
  /** For one mail, milliseconds, from when a thread begins with it. */
  readonly timeMs: number;
  /** Heap of one thread, MB; the bytes of attachments are outside of it. */
  readonly memoryMB: number;
}

export const READING_LIMITS: ReadingLimits = { maximumBytes: 100 * 1024 * 1024, timeMs: 10_000, memoryMB: 256 };

/** How long the quoted text of a mail that is read otherwise may take to tell apart. */
const UNQUOTING_MS = 1_000;

/** A thread that is not there by then is not coming. */
const STARTING_MS = 30_000;

interface Waiting {
  readonly job: ReadingJob;
  readonly resolve: (message: ReadMessage) => void;
  readonly reject: (reason: Error) => void;
}

/** A thread, and what happens to what it says next. */
interface Thread {
  readonly worker: Worker;
  /** Undefined while it has nothing to do. */
  task?: { answered(answer: ReadingAnswer): void; failed(error: Error): void };
}

/**
 * Reads mails on threads of its own (mail-gateway.md MN-5): one that takes too long or too much memory, or crashes its thread,
 * ends alone in `MessageUnreadable`, and the thread is replaced. Idle threads do not keep the process alive.
 */
export class MessageReader {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Thread[] = [];
  private readonly busy = new Set<Thread>();
  private closed = false;

  constructor(
    private readonly threads = 1,
    private readonly limits: ReadingLimits = READING_LIMITS,
  ) {}

  /** The bytes are copied, so they stay the caller's. Mails wait for a free thread in the order of the calls. */
  read(raw: Uint8Array, options: MessageOptions): Promise<ReadMessage> {
    const { maximumBytes } = this.limits;
    if (raw.byteLength > maximumBytes) {
      const message = `the mail has ${raw.byteLength} bytes, at most ${maximumBytes} are read`;
      return Promise.reject(new MessageUnreadable('size', message));
    }
    if (this.closed) return Promise.reject(closedError());
    const copy = new Uint8Array(raw.byteLength);
    copy.set(raw);
    return new Promise((resolve, reject) => {
      this.waiting.push({ job: { raw: copy.buffer, options }, resolve, reject });
      this.next();
    });
  }

  /** Ends the threads; mails that are being read or wait are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(closedError());
    const threads = [...this.idle, ...this.busy];
    for (const { task } of this.busy) task?.failed(closedError());
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  private next(): void {
    if (this.waiting.length === 0 || (this.idle.length === 0 && this.busy.size >= this.threads)) return;
    const waiting = this.waiting.shift();
    if (waiting) this.start(this.idle.pop() ?? this.startThread(), waiting);
  }

  private startThread(): Thread {
    const { memoryMB } = this.limits;
    const worker = new Worker(builtFile('libs/mail-message/parse/message-worker.js'), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMB },
    });
    const thread: Thread = { worker };
    worker.on('message', (answer: ReadingAnswer) => thread.task?.answered(answer));
    worker.on('error', (error: Error & { code?: string }) => {
      this.forget(thread);
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const reason = `reading the mail takes more than ${memoryMB} MB of memory`;
      thread.task?.failed(
        isMemory ? new MessageUnreadable('memory', reason) : new MessageUnreadable('crash', error.message),
      );
    });
    worker.on('exit', () => {
      this.forget(thread);
      thread.task?.failed(new MessageUnreadable('crash', 'the thread that reads the mail ended'));
    });
    return thread;
  }

  /** One that ended while it had nothing to do must not be asked again. */
  private forget(thread: Thread): void {
    const place = this.idle.indexOf(thread);
    if (place !== -1) this.idle.splice(place, 1);
  }

  private start(thread: Thread, { job, resolve, reject }: Waiting): void {
    const { worker } = thread;
    const { timeMs } = this.limits;
    let read: ReadMessage | undefined;

    /** What was read before the thread failed is worth having. */
    const failed = (error: Error): void => {
      clearTimeout(timer);
      delete thread.task;
      this.busy.delete(thread);
      void worker.terminate();
      if (read) resolve({ ...read, defects: [...read.defects, 'what it quotes could not be told apart'] });
      else reject(error);
      this.next();
    };
    const done = (): void => {
      clearTimeout(timer);
      delete thread.task;
      this.busy.delete(thread);
      worker.unref();
      this.idle.push(thread);
      this.next();
    };
    const allow = (ms: number, reason: string): NodeJS.Timeout =>
      setTimeout(() => {
        failed(new MessageUnreadable('time', reason));
      }, ms);
    let timer = allow(STARTING_MS, `no thread was ready within ${STARTING_MS} ms`);
    const answered = (answer: ReadingAnswer): void => {
      if ('begun' in answer) {
        clearTimeout(timer);
        timer = allow(timeMs, `reading the mail takes more than ${timeMs} ms`);
      } else if ('message' in answer) {
        read = answer.message;
        clearTimeout(timer);
        timer = allow(UNQUOTING_MS, 'what it quotes could not be told apart in time');
      } else {
        if ('unreadable' in answer) reject(new MessageUnreadable(answer.unreadable.reason, answer.unreadable.message));
        else if (read) resolve({ ...read, ...answer.words });
        done();
      }
    };

    thread.task = { answered, failed };
    this.busy.add(thread);
    worker.ref();
    worker.postMessage(job, [job.raw]);
  }
}

function closedError(): Error {
  return new Error('The reader of mails is closed');
}
