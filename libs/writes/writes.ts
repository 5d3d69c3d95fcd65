import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendTree } from '#http/answer.js';
import { contextOf } from '#http/request-context.js';
import { unavailable } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import { Database, type Transaction } from '#storage/database.js';
import type { AnswerFormat } from '#wire/negotiation.js';
import type { WireTree } from '#wire/tree.js';
import { readIdempotencyKey } from './idempotency-key.rules.js';
import { IdempotencyStore, type IdempotencyClaim } from './idempotency.store.js';
import { Idempotency, type Outcome, type WriteAnswer } from './idempotency.js';
import { identityOf } from './request-identity.js';

/** What a write has done. */
export interface Written extends WriteAnswer {
  /** What may only happen once it is committed, such as deleting files; whether it fails changes the answer no more. */
  readonly afterCommit?: () => Promise<void>;
}

/** What a write has read before it held it is not so any more; it is simply tried again. */
export class Collision extends Error {
  readonly code = '40001';

  constructor() {
    super('Something has changed while it was being locked');
    this.name = 'Collision';
  }
}

/** Two writes that wait for each other: one of them is ended and may simply try again. */
const COLLISIONS = new Set(['40001', '40P01']);

const MOST_ATTEMPTS = 5;

/** Does the work of one transaction again when it collides with another one; what it does besides must bear repeating. */
export async function retryingCollisions<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !COLLISIONS.has(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

/**
 * The one way of a write: everything it does is in one transaction, and so is the answer that its `Idempotency-Key` stands
 * for. An operation that uses it declares `takesIdempotencyKey`.
 */
@Injectable()
export class Writes {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly keys: IdempotencyStore,
    private readonly logger: Logger,
  ) {}

  /** Runs `act` in a transaction, or again if it collides with another, and sends what it answers. `body`: as it was sent. */
  async perform(
    request: FastifyRequest,
    reply: FastifyReply,
    body: WireTree | undefined,
    act: (transaction: Transaction) => Promise<Written>,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const key = readIdempotencyKey(request.headers['idempotency-key']);
    const outcome =
      key === undefined
        ? { answer: await this.commit(act), isReplayed: false }
        : await this.idempotency.once(actor, key, identityOf(request, body), (claim) => this.commit(act, claim));
    return sendAnswer(reply, answerFormat, outcome);
  }

  /**
   * As `perform`, for what takes several transactions with requests to others between them: the answer is kept behind them, so
   * that of two that come at once one is refused, and a later one is told what the first was told. Each of its transactions
   * is retried by itself (`retryingCollisions`), because what was sent between them is not sent again.
   */
  async performInSteps(
    request: FastifyRequest,
    reply: FastifyReply,
    body: WireTree | undefined,
    act: () => Promise<WriteAnswer>,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const key = readIdempotencyKey(request.headers['idempotency-key']);
    if (key === undefined) return sendAnswer(reply, answerFormat, { answer: await act(), isReplayed: false });
    const outcome = await this.idempotency.once(actor, key, identityOf(request, body), async (claim) => {
      const answer = await act();
      await this.database.transaction((transaction) => this.keep(transaction, claim, answer));
      return answer;
    });
    return sendAnswer(reply, answerFormat, outcome);
  }

  private async commit(
    act: (transaction: Transaction) => Promise<Written>,
    claim?: IdempotencyClaim,
  ): Promise<WriteAnswer> {
    const { afterCommit, ...answer } = await retryingCollisions(() =>
      this.database.transaction(async (transaction) => {
        const written = await act(transaction);
        if (claim) await this.keep(transaction, claim, written);
        return written;
      }),
    );
    await afterCommit?.().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'what follows from a write is left to the sweep');
    });
    return answer;
  }

  private async keep(transaction: Transaction, claim: IdempotencyClaim, written: Written): Promise<void> {
    const { status, headers, body } = written;
    const isHeld = await this.keys.keep(transaction, claim, { status, answer: { headers, body } });
    if (!isHeld) throw unavailable(new Error('the idempotency key has lapsed'));
  }
}

/** Sends the answer of a write, the first time and again. */
export function sendAnswer(reply: FastifyReply, format: AnswerFormat, { answer, isReplayed }: Outcome): FastifyReply {
  const { status, headers = {}, body } = answer;
  reply.headers(headers);
  if (isReplayed) reply.header('idempotent-replayed', 'true');
  return body ? sendTree(reply, format, status, body.root, body.tree) : reply.code(status).send();
}
