import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '#auth/actor.js';
import { Clock } from '#runtime/clock.js';
import { Failure, type FailureDetail } from '#runtime/errors/failure.js';
import type { ErrorCode, ErrorParams } from '#runtime/errors/catalogue.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { IdempotencyStore, type IdempotencyClaim, type KeptAnswer } from './idempotency.store.js';

const SWEEP_EVERY_MS = 10 * 60 * 1000;

/** casemgr.md §7: answers that may come out differently the next time are not kept. */
const UNKEPT_STATUSES = new Set([401, 409, 412, 413, 429]);

interface KeptRefusal {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly details: readonly FailureDetail[];
}

/** A success as it is kept: everything of the answer that does not depend on who asks for it again. */
export interface WriteAnswer {
  readonly status: 200 | 201 | 202 | 204;
  /** Such as `location` and `etag`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the body shows, and the name of the XML document element. */
  readonly body?: { readonly root: string; readonly tree: AnswerTree };
}

export interface Outcome {
  readonly answer: WriteAnswer;
  readonly isReplayed: boolean;
}

/** Everything of a request that makes it the same request. */
export interface RequestIdentity {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, readonly string[]])[];
  /** The header, null without it: it is to a request what `lastModified` is to a body (WR-3). */
  readonly ifMatch: string | null;
  /** As it was sent, whatever format it was in. */
  readonly body: unknown;
  /** SHA-256 of the files that were sent along. */
  readonly files: readonly string[];
}

/** Makes a repeated request give the first answer again instead of acting again (casemgr.md §7). */
@Injectable()
export class Idempotency implements OnModuleInit {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly recurring: Recurring,
  ) {}

  onModuleInit(): void {
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'idempotency key sweep', () =>
      this.store.deleteExpired(this.clock.now()),
    );
  }

  /**
   * Runs `act` under a key, or gives its first answer again. `act` commits with the claim it is given, so that the answer is
   * kept in the very transaction that did the work. Throws 409-101, 422-101, or what `act` threw the first time.
   */
  async once(
    actor: Actor,
    key: string,
    identity: RequestIdentity,
    act: (claim: IdempotencyClaim) => Promise<WriteAnswer>,
  ): Promise<Outcome> {
    const owner = `${actor.kind}:${actor.id}`;
    const fingerprint = fingerprintOf(identity);
    const claim = await this.store.claim(owner, key, fingerprint, this.clock.now());
    if (claim.kind !== 'claimed') {
      if (claim.fingerprint !== fingerprint) throw new Failure('422-101');
      if (claim.kind === 'running') throw new Failure('409-101', {}, { headers: { 'retry-after': '1' } });
      return { answer: replay(claim), isReplayed: true };
    }
    const held = { actor: owner, key, holder: claim.holder };
    faultPoint('after-claim');
    try {
      return { answer: await act(held), isReplayed: false };
    } catch (error) {
      await this.settle(held, error);
      throw error;
    }
  }

  private async settle(claim: IdempotencyClaim, error: unknown): Promise<void> {
    const isKept = error instanceof Failure && error.status < 500 && !UNKEPT_STATUSES.has(error.status);
    try {
      if (isKept) {
        const { status, code, params, details } = error;
        await this.store.keepRefusal(claim, { status, answer: { code, params, details } satisfies KeptRefusal });
      } else await this.store.release(claim);
    } catch (cause) {
      this.logger.warn({ err: cause }, 'an idempotency key stays claimed until it lapses');
    }
  }
}

function replay({ status, answer }: KeptAnswer): WriteAnswer {
  if (status < 400) return { ...(answer as Omit<WriteAnswer, 'status'>), status: status as WriteAnswer['status'] };
  const { code, params, details } = answer as KeptRefusal;
  throw new Failure(code, params, { details, headers: { 'idempotent-replayed': 'true' } });
}

function fingerprintOf(identity: RequestIdentity): string {
  return createHash('sha256').update(canonical(identity)).digest('base64');
}

/** JSON in one spelling: members in order, null as absent, and all values as the texts that XML has (casemgr.md B-23). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'number' || typeof member === 'boolean') return String(member);
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const present = Object.entries(member).filter(([, child]) => child !== null);
    return Object.fromEntries(present.sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
