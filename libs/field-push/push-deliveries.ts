import { Injectable } from '@nestjs/common';
import { PUSH_SECRET_PURPOSE, type SigningFieldPush } from '#field-pushes/field-push.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { Secrets } from '#runtime/secrets.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { retryingCollisions } from '#writes/writes.js';
import { CircuitStore } from './circuit.store.js';
import { DeliveryStore, type Conclusion, type Delivery } from './delivery.store.js';
import { judgeReply, type Verdict } from './push-answer.rules.js';
import { PushSender, type PushRequest, type Sent } from './push-sender.js';
import { redacted } from './redaction.rules.js';
import { askedRestUntil, circuitOpenUntil, GIVES_WAY_AFTER, nextAttemptAt } from './retry.rules.js';
import { signedHeaders } from './signature.rules.js';

/** One attempt that was made, and is not written down yet. */
export interface Attempted {
  readonly push: SigningFieldPush;
  readonly delivery: Delivery;
  readonly startedAt: Date;
  readonly sent: Sent;
  readonly verdict: Verdict;
  /** The status of the answer, if there was one. */
  readonly status: number | null;
  readonly isRetried: boolean;
}

/** Gone, for good: the push is switched off (field-push.md FQ-2). */
const GONE = 410;

/** What the server does by itself is audited as its own. */
const SYSTEM = { actor: 'client', id: '0', firstName: 'System', lastName: 'Field push' };

/** Makes one attempt of a delivery, and writes down what came of it. */
@Injectable()
export class PushDeliveries {
  constructor(
    private readonly sender: PushSender,
    private readonly store: DeliveryStore,
    private readonly circuits: CircuitStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** Sends and concludes. A delivery that is not retried is done for good with this attempt, whatever comes of it. */
  async attempt(push: SigningFieldPush, delivery: Delivery, isRetried: boolean): Promise<Attempted> {
    const attempted = await this.send(push, delivery, isRetried);
    await retryingCollisions(async () => {
      // Nothing else follows from a success, and one statement is a transaction by itself.
      if (attempted.verdict.isSuccess) await this.finish(this.database, attempted);
      else await this.database.transaction((transaction) => this.conclude(transaction, attempted));
    });
    return attempted;
  }

  /** Sends without a transaction; the caller has `conclude` follow. */
  async send(push: SigningFieldPush, delivery: Delivery, isRetried: boolean): Promise<Attempted> {
    const startedAt = this.clock.now();
    const request = {
      url: push.url,
      headers: signedHeaders(delivery.webhookId, startedAt, delivery.body, this.secretsOf(push)),
      body: delivery.body,
      timeoutMs: push.timeoutMs,
    };
    const sent = isRetried ? await this.sender.send(request) : await this.sendOnceMore(request);
    const verdict = judgeReply(sent.reply);
    const status = 'status' in sent.reply ? sent.reply.status : null;
    this.metrics.pushAttempted(isRetried ? 'durable' : 'interactive', outcomeOf(verdict), sent.durationMs / 1_000);
    faultPoint('push-answered-before-recording');
    return { push, delivery, startedAt, sent, verdict, status, isRetried };
  }

  /** An agent waits: a connection that broke before anything was answered is tried once more, at once, within the same time. */
  private async sendOnceMore(request: PushRequest): Promise<Sent> {
    const sent = await this.sender.send(request);
    const leftMs = request.timeoutMs - sent.durationMs;
    if (!sent.isUnanswered || leftMs <= 0) return sent;
    const again = await this.sender.send({ ...request, timeoutMs: leftMs });
    return { ...again, durationMs: sent.durationMs + again.durationMs };
  }

  /** Writes down what came of an attempt, and what follows from it for the push; a delivery that is gone is left alone. */
  async conclude(transaction: Transaction, attempted: Attempted): Promise<void> {
    const finished = await this.finish(transaction, attempted);
    if (!finished) return;
    const { push, delivery, sent, status } = attempted;
    const now = this.clock.now();
    if (finished.state === 'pending' && delivery.attempts + 1 >= GIVES_WAY_AFTER) {
      await this.store.giveWay(transaction, delivery.id);
    }
    const askedRest = askedRestUntil(status, retryAfterOf(sent), now);
    if (askedRest !== null) await this.circuits.putOff(transaction, push.id, askedRest);
    else if (!finished.isAnswered) await this.countFailure(transaction, push.id, now);
    if (status === GONE) await this.switchOff(transaction, push.id);
  }

  /** What becomes of the delivery by the attempt; undefined when it is gone. */
  private async finish(
    queryable: Queryable,
    { delivery, startedAt, sent, verdict, status, isRetried }: Attempted,
  ): Promise<Conclusion | undefined> {
    const attempts = delivery.attempts + 1;
    const isOver = verdict.isSuccess || status === GONE || !isRetried;
    const availableAt = isOver ? null : nextAttemptAt(attempts, this.clock.now(), retryAfterOf(sent), Math.random());
    const attempt = {
      deliveryId: delivery.id,
      attempts,
      startedAt,
      durationMs: sent.durationMs,
      status,
      error: verdict.isSuccess ? null : redacted(verdict.error),
      // What an internal host says is nobody's business here (field-push.md FN-2).
      answer: 'text' in sent.reply && !sent.isInternal ? redacted(sent.reply.text) : null,
    };
    const state = verdict.isSuccess ? 'delivered' : availableAt === null ? 'failed' : 'pending';
    const conclusion = { state, availableAt, isAnswered: verdict.isSuccess || verdict.isReceivers } as const;
    return (await this.store.finish(queryable, attempt, conclusion)) ? conclusion : undefined;
  }

  private async countFailure(transaction: Transaction, pushId: string, now: Date): Promise<void> {
    const failures = await this.circuits.countFailure(transaction, pushId, now);
    const until = failures === undefined ? null : circuitOpenUntil(failures, now);
    if (until === null) return;
    await this.circuits.open(transaction, pushId, until);
    this.logger.warn({ pushId, until }, 'a receiver of field pushes keeps failing and is left alone for a while');
  }

  private async switchOff(transaction: Transaction, pushId: string): Promise<void> {
    if (!(await this.store.switchOff(transaction, pushId))) return;
    this.logger.warn({ pushId }, 'a receiver of field pushes answered 410 and its push was switched off');
    recordAudit(transaction, {
      actor: SYSTEM,
      remoteAddress: null,
      requestId: null,
      action: 'edit',
      object: 'fieldPush',
      objectId: pushId,
      detail: { members: ['active'], reason: 'the receiver answered 410' },
    });
  }

  private secretsOf({ encryptedSecret, encryptedPreviousSecret }: SigningFieldPush): string[] {
    return [encryptedSecret, encryptedPreviousSecret]
      .filter((encrypted) => encrypted !== null)
      .map((encrypted) => this.secrets.decrypt(PUSH_SECRET_PURPOSE, encrypted));
  }
}

function retryAfterOf({ reply }: Sent): string | undefined {
  return 'status' in reply ? reply.retryAfter : undefined;
}

function outcomeOf(verdict: Verdict): 'accepted' | 'refused' | 'failed' {
  if (verdict.isSuccess) return 'accepted';
  return verdict.isReceivers ? 'refused' : 'failed';
}
