import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { Intent } from './intent.js';

/** What came of one sending, as the sender knows it. */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly activityId: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unknown'; readonly reason: string };

type LedgerLine =
  | { readonly line: 'intent'; readonly intent: Intent }
  | { readonly line: 'sent'; readonly intentId: string; readonly attempt: number; readonly at: string }
  | { readonly line: 'answered'; readonly intentId: string; readonly attempt: number; readonly outcome: Outcome };

/** One intent with all that was tried for it; a sending without an answer came to an unknown end. */
export interface LedgerEntry {
  readonly intent: Intent;
  readonly outcomes: readonly Outcome[];
}

/**
 * What a driver knows for certain, in a file: a line is on disk before its request is sent, and the answer before anything
 * follows from it. So what the ledger says holds whatever dies.
 */
export class Ledger {
  private waiting: { readonly text: string; readonly done: () => void; readonly failed: (error: unknown) => void }[] =
    [];
  private isWriting = false;

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<Ledger> {
    return new Ledger(await open(path, 'ax'));
  }

  intend(intent: Intent): Promise<void> {
    return this.append({ line: 'intent', intent });
  }

  sent(intentId: string, attempt: number): Promise<void> {
    return this.append({ line: 'sent', intentId, attempt, at: new Date().toISOString() });
  }

  answered(intentId: string, attempt: number, outcome: Outcome): Promise<void> {
    return this.append({ line: 'answered', intentId, attempt, outcome });
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Lines that are ready at the same time share one flush. */
  private append(line: LedgerLine): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, done, failed });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        await this.file.appendFile(batch.map(({ text }) => text).join(''));
        await this.file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.isWriting = false;
  }
}

/** The entries of a ledger file, in the order in which they were intended. */
export async function readLedger(path: string): Promise<LedgerEntry[]> {
  const intents = new Map<string, Intent>();
  const attempts = new Map<string, Map<number, Outcome>>();
  for (const text of (await readFile(path, 'utf8')).split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as LedgerLine;
    if (line.line === 'intent') {
      intents.set(line.intent.id, line.intent);
      attempts.set(line.intent.id, new Map());
    } else {
      const outcome = line.line === 'answered' ? line.outcome : { kind: 'unknown' as const, reason: 'no answer' };
      attempts.get(line.intentId)?.set(line.attempt, outcome);
    }
  }
  return [...intents.values()].map((intent) => ({ intent, outcomes: [...(attempts.get(intent.id)?.values() ?? [])] }));
}
