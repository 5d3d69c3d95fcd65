import { Worker } from 'node:worker_threads';
import { builtFile } from '#runtime/built-file.js';
import { MessageUnreadable, type MessageOptions, type MessageWords, type ReadMessage } from './message.js';
import type { ReadingAnswer, ReadingJob } from './parse/message-worker.js';

export interface ReadingLimits {
  /** Bytes of a raw mail; nothing in a mail is decompressed, so what is read from it is not larger. */
  readonly maximumBytes: number;
  /** For one mail, milliseconds, from when a thread begins with it. */
  readonly timeMs: number;
  /** Heap of one thread, MB; the bytes of attachments are outside of it. */
  readonly memoryMB: number;
  /** Milliseconds; a thread that has begun with nothing by then is given up. */
  readonly startingMs: number;
}

export const READING_LIMITS: ReadingLimits = {
  maximumBytes: 100 * 1024 * 1024,
  timeMs: 10_000,
  memoryMB: 256,
  startingMs: 30_000,
};

/** How long it may take to tell apart what a text quotes, in milliseconds. */
const UNQUOTING_MS = 1_000;

/** How often a thread is looked at while it works, in milliseconds. */
const LOOK_EVERY_MS = 50;

/** Small mails go to a thread together, because to wake it takes as long as to read one: so many, and bytes of them. */
const MOST_AT_ONCE = 32;
const MOST_BYTES_AT_ONCE = 512 * 1024;

interface Waiting {
  readonly bytes: number;
  /** From when a thread begins with it. */
  readonly limitMs: number;
  /** Called again when a thread has ended before it came to an answer. */
  readonly job: () => ReadingJob;
  readonly answered: (answer: ReadingAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/** A thread, and what it is at. */
interface Thread {
  readonly worker: Worker;
  /** How many of its jobs it has begun. */
  readonly begun: Int32Array<SharedArrayBuffer>;
  /** Undefined while it has nothing to do. */
  work?: { readonly batch: readonly Waiting[]; readonly timer: NodeJS.Timeout };
}

/**
 * Reads mails on threads of its own (mail-gateway.md MN-5): one that takes too long or too much memory, or crashes its thread,
 * ends alone in `MessageUnreadable`; the thread is replaced, and the others that it was given are read on the next one. Idle
 * threads do not keep the process alive. When no thread begins, on a machine that is too busy, it is no mail's fault: all that it
 * was given end in another error, and may be read later.
 */
export class MessageReader {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Thread[] = [];
  private readonly busy = new Set<Thread>();
  private isAwake = false;
  private closed = false;

  constructor(
    private readonly threads = 1,
    private readonly limits: ReadingLimits = READING_LIMITS,
  ) {}

  /** The bytes must not change meanwhile. Mails wait for a free thread in the order of the calls. */
  read(raw: Uint8Array, options: MessageOptions): Promise<ReadMessage> {
    const { maximumBytes, timeMs } = this.limits;
    if (raw.byteLength > maximumBytes) {
      const message = `the mail has ${raw.byteLength} bytes, at most ${maximumBytes} are read`;
      return Promise.reject(new MessageUnreadable('size', message));
    }
    const job = (): ReadingJob => ({ kind: 'read', raw: new Uint8Array(raw).buffer, options });
    return this.ask(raw.byteLength, timeMs, job, (answer) => (answer.kind === 'read' ? answer.message : undefined));
  }

  /** What is made of a message that was read; takes longer than to read it. */
  wordsOf({ text, html }: Pick<ReadMessage, 'text' | 'html'>): Promise<MessageWords> {
    const job = (): ReadingJob => ({
      kind: 'words',
      ...(text !== undefined && { text }),
      ...(html !== undefined && { html }),
    });
    const bytes = (text ?? html ?? '').length;
    return this.ask(bytes, UNQUOTING_MS, job, (answer) => (answer.kind === 'words' ? answer.words : undefined));
  }

  /** Ends the threads; mails that are being read or wait are rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const threads = [...this.idle, ...this.busy];
    const unread = [...this.busy].flatMap((thread) => this.release(thread));
    for (const { reject } of [...unread, ...this.waiting.splice(0)]) reject(closedError());
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  private ask<Value>(
    bytes: number,
    limitMs: number,
    job: () => ReadingJob,
    valueOf: (answer: ReadingAnswer) => Value | undefined,
  ): Promise<Value> {
    if (this.closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      const answered = (answer: ReadingAnswer): void => {
        const value = valueOf(answer);
        if (value !== undefined) resolve(value);
        else if (answer.kind === 'unreadable') reject(new MessageUnreadable(answer.reason, answer.message));
        else reject(new Error(`a reading was answered with ${answer.kind}`));
      };
      this.waiting.push({ bytes, limitMs, job, answered, reject });
      if (this.isAwake) return;
      this.isAwake = true;
      // What else is asked in this turn of the event loop goes along.
      setImmediate(() => {
        this.isAwake = false;
        this.next();
      });
    });
  }

  private next(): void {
    while (this.waiting.length > 0 && (this.idle.length > 0 || this.busy.size < this.threads)) {
      this.start(this.idle.pop() ?? this.startThread(), this.takeBatch());
    }
  }

  /** The first, and those after it that are small enough to go along. */
  private takeBatch(): Waiting[] {
    let bytes = 0;
    const end = this.waiting.findIndex((waiting, place) => {
      bytes += waiting.bytes;
      return place > 0 && (place === MOST_AT_ONCE || bytes > MOST_BYTES_AT_ONCE);
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }

  private startThread(): Thread {
    const { memoryMB } = this.limits;
    const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const worker = new Worker(builtFile('libs/mail-message/parse/message-worker.js'), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMB },
      workerData: begun,
    });
    const thread: Thread = { worker, begun };
    worker.on('message', (answers: readonly ReadingAnswer[]) => {
      this.finish(thread, answers);
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const reason = `reading the mail takes more than ${memoryMB} MB of memory`;
      this.fail(
        thread,
        isMemory ? new MessageUnreadable('memory', reason) : new MessageUnreadable('crash', error.message),
      );
    });
    worker.on('exit', () => {
      this.fail(thread, new MessageUnreadable('crash', 'the thread that reads the mail ended'));
    });
    return thread;
  }

  private start(thread: Thread, batch: readonly Waiting[]): void {
    const { worker, begun } = thread;
    Atomics.store(begun, 0, 0);
    const jobs = batch.map(({ job }) => job());
    worker.ref();
    worker.postMessage(
      jobs,
      jobs.flatMap((job) => (job.kind === 'read' ? [job.raw] : [])),
    );
    thread.work = { batch, timer: this.watch(thread, batch) };
    this.busy.add(thread);
  }

  /** Ends the thread when it stays at one job for too long. */
  private watch(thread: Thread, batch: readonly Waiting[]): NodeJS.Timeout {
    let seen = 0;
    let since = performance.now();
    return setInterval(() => {
      const begun = Atomics.load(thread.begun, 0);
      if (begun !== seen) [seen, since] = [begun, performance.now()];
      const limitMs = batch[begun - 1]?.limitMs ?? this.limits.startingMs;
      if (performance.now() - since < limitMs) return;
      if (begun === 0) this.giveUp(thread, new Error(`no thread began to read within ${limitMs} ms`));
      else this.fail(thread, new MessageUnreadable('time', `reading the mail takes more than ${limitMs} ms`));
    }, LOOK_EVERY_MS);
  }

  private finish(thread: Thread, answers: readonly ReadingAnswer[]): void {
    const batch = this.release(thread);
    thread.worker.unref();
    this.idle.push(thread);
    this.next();
    for (const [place, answer] of answers.entries()) batch[place]?.answered(answer);
  }

  /** The mail that it was at is why; the others of its batch are read by another thread, before all that wait. */
  private fail(thread: Thread, error: MessageUnreadable): void {
    const place = this.idle.indexOf(thread);
    if (place !== -1) this.idle.splice(place, 1);
    if (!thread.work) return;
    const others = [...this.release(thread)];
    const [culprit] = others.splice(Math.max(Atomics.load(thread.begun, 0) - 1, 0), 1);
    void thread.worker.terminate();
    this.waiting.unshift(...others);
    culprit?.reject(error);
    this.next();
  }

  private giveUp(thread: Thread, error: Error): void {
    const batch = this.release(thread);
    void thread.worker.terminate();
    this.next();
    for (const { reject } of batch) reject(error);
  }

  /** Takes from a thread what it was at. */
  private release(thread: Thread): readonly Waiting[] {
    const { batch = [], timer } = thread.work ?? {};
    clearInterval(timer);
    delete thread.work;
    this.busy.delete(thread);
    return batch;
  }
}

function closedError(): Error {
  return new Error('The reader of mails is closed');
}
