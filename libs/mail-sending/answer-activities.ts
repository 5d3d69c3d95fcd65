import { Injectable } from '@nestjs/common';
import { ACTIVITY_TABLE, columnsOfState, nextState } from '#activities/status-table.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CASE_TABLE } from '#record-key/record-key.rules.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import type { AnsweredMail, ToldAnswer } from './answer-notice.rules.js';
import { ComposePlaces } from './compose-places.js';
import { ComposeStore } from './compose.store.js';
import type { Notice } from './notices.rules.js';
import { OUTGOING_MAIL_ACTOR } from './system-actor.js';

/** By the one table: completed, because nobody has to work on it. */
const RECORDED = columnsOfState(nextState(ACTIVITY_TABLE, 'record', undefined) ?? '');

/** Shows automatic answers where what they tell of is shown (records-by-email.md RO-16). */
@Injectable()
export class AnswerActivities {
  constructor(
    private readonly store: ComposeStore,
    private readonly places: ComposePlaces,
  ) {}

  /** The id of the activity. What it belongs to stays as it is: not even its last modification changes. */
  async add(
    transaction: Transaction,
    { aliasId, address, language }: AnsweredMail,
    { record, activity }: ToldAnswer,
    { subject, text }: Notice,
    snapshot: PartitionSnapshot,
    at: Date,
  ): Promise<string> {
    const alias = snapshot.findAliasById(aliasId);
    if (!alias) throw new Error(`Alias ${aliasId} is not there`);
    const caseId = record.table === CASE_TABLE ? record.id : null;
    const { customerId, contactId } = activity;
    const id = await this.store.create(
      transaction,
      {
        composition: {
          aliasId,
          to: [address],
          cc: [],
          bcc: [],
          subject,
          text,
          html: null,
          isSecure: false,
          priority: snapshot.settings.defaultActivityPriority,
          language,
          customAttributes: {},
          attachments: undefined,
        },
        state: RECORDED,
        caseId,
        departmentId: alias.departmentId,
        customerId,
        contactId,
        answeredId: activity.id,
        userId: null,
        from: alias.emailAddress,
      },
      { by: OUTGOING_MAIL_ACTOR, at },
    );
    await this.places.link(transaction, { record }, id);
    recordAudit(transaction, {
      actor: OUTGOING_MAIL_ACTOR,
      remoteAddress: null,
      requestId: null,
      action: 'create',
      object: 'activity',
      objectId: id,
      detail: { caseId, customerId, record },
    });
    return id;
  }
}
