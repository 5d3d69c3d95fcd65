import { Injectable } from '@nestjs/common';
import { addressKey } from '#email-address/email-address.rules.js';
import { Load } from '#http/load.js';
import { unavailable } from '#runtime/errors/failure.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Metrics } from '#runtime/metrics.js';
import { Gatherer, type Waiting } from '#storage/gatherer.js';
import { CommitStore, OutdatedDecision, type Commit, type Committed } from './commit.store.js';

/** Emails in one transaction; above it a batch gains little and makes its first email wait for its last. */
const MOST_IN_A_BATCH = 64;

/** Bytes of content in one transaction, so that large emails do not gather into huge statements. */
const MOST_BYTES_IN_A_BATCH = 4 * 1024 * 1024;

const WRITERS = 2;

/** Emails that wait; more of them than this would wait too long, so that they are asked to come again. */
const MOST_WAITING = 2_000;

interface Order {
  readonly commit: Commit;
  readonly revision: string;
}

/**
 * Gathers commits into one transaction each: what costs a commit is its round trip and its flush to disk, and both are paid
 * once for all of them. An email is acknowledged only when the transaction that carries it has been committed.
 */
@Injectable()
export class CommitQueue {
  private readonly gatherer = new Gatherer<Order, Committed>({
    atOnce: WRITERS,
    choose: chooseBatch,
    spoiledBy,
    run: (orders) => this.write(orders),
  });

  constructor(
    private readonly store: CommitStore,
    private readonly metrics: Metrics,
    load: Load,
  ) {
    load.watch(() => this.oldestWaitMs);
    metrics.gauge({
      name: 'casemgr_commit_queue_length',
      help: 'Emails that wait for a transaction',
      read: () => this.length,
    });
    metrics.gauge({
      name: 'casemgr_commit_queue_oldest_seconds',
      help: 'How long the first of them has waited',
      read: () => this.oldestWaitMs / 1000,
    });
  }

  /** Commits that wait for a writer. */
  get length(): number {
    return this.gatherer.length;
  }

  /** How long the oldest of them has waited, in milliseconds. */
  get oldestWaitMs(): number {
    return this.gatherer.oldestWaitMs;
  }

  /** Throws 503-100 when too many wait, `OutdatedDecision` when what was decided on no longer holds. */
  async commit(commit: Commit, revision: string): Promise<Committed> {
    if (this.gatherer.length >= MOST_WAITING) throw unavailable();
    return this.gatherer.add({ commit, revision });
  }

  private async write(orders: readonly Order[]): Promise<PromiseSettledResult<Committed>[]> {
    const [first] = orders;
    if (!first) return [];
    try {
      const commits = orders.map(({ commit }) => commit);
      faultPoint('before-commit');
      const committed = await this.store.commit(commits, first.revision);
      this.metrics.batchCommitted(orders.length);
      faultPoint('after-commit-before-answer');
      return committed.map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      if (orders.length === 1 || !isWorthSplitting(error)) {
        return orders.map(() => ({ status: 'rejected', reason: error }));
      }
      return this.writeOneByOne(orders);
    }
  }

  /** One email that cannot be written must not keep the others of its batch from being written. */
  private async writeOneByOne(orders: readonly Order[]): Promise<PromiseSettledResult<Committed>[]> {
    const outcomes: PromiseSettledResult<Committed>[] = [];
    for (const order of orders) outcomes.push(...(await this.write([order])));
    return outcomes;
  }
}

/** A refused row, a deadlock or a value out of range; anything else would fail for each of them as well. */
function isWorthSplitting(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return error instanceof OutdatedDecision || (typeof code === 'string' && /^(22|23|40|54)/.test(code));
}

/** The oldest first: of one revision, requests or mails, and no two that would create or continue the same thing. */
function chooseBatch(waiting: readonly Waiting<Order>[]): ReadonlySet<number> {
  const chosen = new Set<number>();
  const taken = new Set<string>();
  let bytes = 0;
  const [first] = waiting;
  const revision = first?.item.revision;
  const isOfMails = first !== undefined && isMail(first.item);
  for (const [place, { item }] of waiting.entries()) {
    if (chosen.size === MOST_IN_A_BATCH || bytes > MOST_BYTES_IN_A_BATCH) break;
    const keys = exclusiveKeys(item.commit);
    const fits = item.revision === revision && isMail(item) === isOfMails && !keys.some((key) => taken.has(key));
    if (!fits) continue;
    chosen.add(place);
    bytes += item.commit.accepted.contentBytes;
    for (const key of keys) taken.add(key);
  }
  return chosen;
}

/** What two emails of one transaction must not both do. */
function exclusiveKeys(commit: Commit): string[] {
  const { caseId, ownership, mail } = commit.accepted;
  const changes = Object.keys(mail?.customerAttributes ?? {}).length > 0;
  return [
    ...createdKeys(commit),
    ...(caseId === undefined ? [] : [`case ${caseId}`]),
    ...(changes && 'customerId' in ownership ? [`customer ${ownership.customerId}`] : []),
  ];
}

/** What can be made only once: whoever wants to make it after somebody else has decided on facts that are no more. */
function createdKeys({ accepted: { ownership, contactAddress, mail } }: Commit): string[] {
  const address = ownership.kind === 'known' ? [] : [`address ${ownership.addressScope} ${addressKey(contactAddress)}`];
  return [...address, ...(mail?.exclusiveKeys ?? [])];
}

/** A crowd of first emails from one address would fail one by one; after the first of them the others look again at once. */
function spoiledBy(done: readonly Order[]): ((waiting: Order) => Error | undefined) | undefined {
  const created = new Set(done.flatMap(({ commit }) => createdKeys(commit)));
  if (created.size === 0) return undefined;
  return ({ commit }) =>
    createdKeys(commit).some((key) => created.has(key))
      ? new OutdatedDecision(new Error('somebody else has just made it'))
      : undefined;
}

function isMail({ commit }: Order): boolean {
  return commit.accepted.mail !== undefined;
}
