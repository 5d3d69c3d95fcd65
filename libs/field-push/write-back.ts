import { Injectable } from '@nestjs/common';
import { actorRecord, type Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { readPushedRecord } from '#field-pushes/push-record.store.js';
import type { FieldValues } from '#field-pushes/push-value.js';
import type { RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database, type Transaction } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { auditedBy } from '#writes/audited-by.js';
import { EditRecords } from './edit-records.js';
import { applicable, readAnswerFields, type Situation, type Skipped } from './write-back.rules.js';
import { TakenAddress, WriteBackStore } from './write-back.store.js';

/** One answer that said yes. */
export interface Answered {
  readonly pushId: string;
  readonly answer: WireObject;
}

export interface WrittenBack {
  readonly values: FieldValues;
  readonly skipped: readonly Skipped[];
  /** Why an answer was refused as a whole. */
  readonly faults: readonly string[];
}

export interface WriteBackRequest {
  readonly context: RequestContext;
  readonly object: PushedObject;
  /** Null for a draft, of which nothing is stored but in its edit session. */
  readonly recordId: string | null;
  readonly atSending: FieldValues;
  /** Of a draft: what it holds now. */
  readonly draft: FieldValues;
  readonly answers: readonly Answered[];
  readonly isEditedSince: Situation['isEditedSince'];
}

const NOTHING: WrittenBack = { values: {}, skipped: [], faults: [] };

/** An answer that cannot be applied as a whole. */
class RefusedAnswer extends Error {}

/**
 * Applies what receivers answered, within the rights of the agent, each answer as a whole or not at all (field-push.md FR-2).
 * What is written here is not noted as a change: no push follows from a push (FW-4).
 */
@Injectable()
export class WriteBack {
  constructor(
    private readonly records: EditRecords,
    private readonly store: WriteBackStore,
    private readonly configuration: ConfigurationCache,
    private readonly configurationStore: ConfigurationStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async apply(request: WriteBackRequest): Promise<WrittenBack> {
    let all = NOTHING;
    for (const answered of request.answers) {
      const one = await this.applyOne(request, answered, all.values);
      all = {
        values: { ...all.values, ...one.values },
        skipped: [...all.skipped, ...one.skipped],
        faults: [...all.faults, ...one.faults],
      };
    }
    return all;
  }

  /** `applied`: by the answers before, which two pushes that answer each other must not undo. */
  private async applyOne(
    request: WriteBackRequest,
    { pushId, answer }: Answered,
    applied: FieldValues,
  ): Promise<WrittenBack> {
    const snapshot = this.configuration.snapshot();
    const read = readAnswerFields(request.object, answer, (id) => snapshot.findCustomAttributeById(id));
    if ('fault' in read) return { ...NOTHING, faults: [read.fault] };
    try {
      const written = await this.database.transaction((transaction) =>
        this.write(transaction, request, { pushId, values: read.values, applied }),
      );
      return { ...written, skipped: [...read.skipped, ...written.skipped], faults: [] };
    } catch (error) {
      if (error instanceof TakenAddress)
        return { ...NOTHING, faults: ['an address in the answer belongs to another customer'] };
      if (error instanceof RefusedAnswer) return { ...NOTHING, faults: [error.message] };
      throw error;
    }
  }

  private async write(
    transaction: Transaction,
    { context, object, recordId, atSending, draft, isEditedSince }: WriteBackRequest,
    { pushId, values, applied }: { pushId: string; values: FieldValues; applied: FieldValues },
  ): Promise<Omit<WrittenBack, 'faults'>> {
    const { customAttributes: attributes, settings, revision } = this.configuration.snapshot();
    if (recordId !== null) await this.hold(transaction, context.actor, object, recordId, revision);
    const record = recordId === null ? undefined : await readPushedRecord(transaction, object, recordId, attributes);
    const current = record?.values ?? { ...draft, ...applied };
    const situation = { object, current, atSending, isEditedSince };
    const decided = applicable(values, situation);
    await this.refuseStrangers(transaction, context.actor, decided.values);
    const members = Object.keys(decided.values);
    if (recordId === null || members.length === 0) return decided;
    const writing = {
      id: recordId,
      values: decided.values,
      attributes,
      by: actorRecord(context.actor),
      at: this.clock.now(),
      isDepartmentalized: settings.customerDepartmentalization,
    };
    if (object === 'ticket') await this.store.writeCase(transaction, writing);
    else await this.store.writeCustomer(transaction, writing);
    await recordAudit(transaction, {
      ...auditedBy(context),
      action: 'edit',
      object: object === 'ticket' ? 'case' : 'customer',
      objectId: recordId,
      detail: { source: 'field push', push: pushId, members },
    });
    return decided;
  }

  private async hold(
    transaction: Transaction,
    actor: Actor,
    object: PushedObject,
    recordId: string,
    revision: string,
  ): Promise<void> {
    const isHeld = await this.configurationStore.holdRevision(transaction, revision);
    if (!isHeld) throw new RefusedAnswer('the configuration has changed; send the values again');
    const isThere = await this.records.lock(transaction, actor, object, recordId);
    if (!isThere) throw new RefusedAnswer('the record is not there any more');
  }

  /** People and companies that an answer names must exist, for the agent. */
  private async refuseStrangers(transaction: Transaction, actor: Actor, values: FieldValues): Promise<void> {
    const { owner_id: ownerId, organization_id: organizationId } = values;
    if (typeof ownerId === 'number' && !(await this.store.isActiveUser(transaction, ownerId))) {
      throw new RefusedAnswer('owner_id in the answer is not a user');
    }
    const reader = this.records.customerReader(actor);
    const isKnown =
      typeof organizationId !== 'string' || (await this.store.isCorporateCustomer(transaction, reader, organizationId));
    if (!isKnown) throw new RefusedAnswer('organization_id in the answer is not a corporate customer');
  }
}
