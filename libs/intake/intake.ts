import { Injectable } from '@nestjs/common';
import { actorRecord, type Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Clock } from '#runtime/clock.js';
import { unavailable } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import type { CustomerId } from '#runtime/ids.js';
import { currentTracer } from '#runtime/tracing.js';
import { CommitQueue } from './commit-queue.js';
import { OutdatedDecision, type Commit, type Committed } from './commit.store.js';
import { decideIncomingEmail } from './decide-incoming-email.rules.js';
import type { AcceptedEmail, Decision } from './decision.js';
import { FactsStore } from './facts.store.js';
import type { SentFile } from './facts.js';
import type { IncomingEmail } from './incoming-email.js';
import { Stages } from './stages.js';

/** An email that has been decoded, on its way in. */
export interface Arrival {
  readonly email: IncomingEmail;
  readonly files: readonly SentFile[];
  readonly actor: Actor;
  /** The customer for whom a customer creates the activity; undefined for users and clients. */
  readonly customerId: CustomerId | undefined;
  readonly remoteAddress: string;
  readonly requestId: string;
  readonly idempotency?: Commit['idempotency'];
  readonly editSessionId?: Commit['editSessionId'];
}

/** One conflict is normal when two requests create the same customer; this many mean that something is wrong. */
const MOST_ATTEMPTS = 8;

/** The main job: facts → decide → commit, again from the facts when they changed in between. */
@Injectable()
export class Intake {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly facts: FactsStore,
    private readonly commits: CommitQueue,
    private readonly clock: Clock,
    private readonly stages: Stages,
  ) {}

  /** Takes an email in, exactly once; returns only when it is committed. Throws the failure of the first stage that refuses. */
  async take(arrival: Arrival): Promise<Committed> {
    const committed = this.commitDecided(async () => {
      const decision = await this.decide(arrival, { keepsTrail: false });
      if (decision.kind === 'refuse') throw failureOf(decision.refusals);
      return this.toCommit(arrival, decision.accepted);
    });
    return committed.catch((error: unknown) => {
      throw error instanceof OutdatedDecision ? unavailable(error) : error;
    });
  }

  /**
   * Commits what `decide` makes of the facts, and has it decide again when they changed in between; every door ends here.
   * What `decide` throws ends it, and so does `OutdatedDecision` when it happens again and again. Returns only when it is committed.
   */
  async commitDecided(decide: () => Promise<Commit>): Promise<Committed> {
    for (let attempt = 1; ; attempt += 1) {
      const { revision } = this.configuration.snapshot();
      const commit = await decide();
      try {
        const committed = await this.stages.run('commit', () => this.commits.commit(commit, revision));
        this.stages.completed(commit.actor);
        return committed;
      } catch (error) {
        if (!(error instanceof OutdatedDecision) || attempt === MOST_ATTEMPTS) throw error;
        await this.configuration.refresh();
      }
    }
  }

  /** Decides and writes nothing; what `explain` shows is what `take` would do. */
  async decide(arrival: Arrival, options: { readonly keepsTrail: boolean }): Promise<Decision> {
    const { email, files, actor, customerId } = arrival;
    const snapshot = this.configuration.snapshot();
    const facts = await this.stages.run('facts', () => this.facts.read(email, actor, customerId, snapshot));
    const given = {
      email,
      files,
      actor,
      isOnBehalf: isOnBehalf(arrival),
      facts,
      now: this.clock.now(),
      keepsTrail: options.keepsTrail,
    };
    return this.stages.run('decide', async () => decideIncomingEmail(given));
  }

  private toCommit(arrival: Arrival, accepted: AcceptedEmail): Commit {
    const { actor, remoteAddress, requestId, idempotency, editSessionId } = arrival;
    return {
      accepted,
      actor: actorRecord(actor),
      grantHolderId: accepted.sentByCustomerId,
      at: this.clock.now(),
      remoteAddress,
      requestId,
      traceparent: currentTracer()?.traceparent(),
      idempotency,
      editSessionId,
    };
  }
}

/** A customer that acts for another one (casemgr.md C-4). */
export function isOnBehalf({ actor, customerId }: Pick<Arrival, 'actor' | 'customerId'>): boolean {
  return actor.kind === 'customer' && customerId !== undefined && customerId !== actor.id;
}
