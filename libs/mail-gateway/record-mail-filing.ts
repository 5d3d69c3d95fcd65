import { Injectable } from '@nestjs/common';
import { accountActor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { AutomaticAnswers } from '#mail-sending/automatic-answers.js';
import type { RecordMailDecision } from '#record-mail/decide-record-mail.rules.js';
import { messageKey } from '#mail-message/message-key.js';
import { RecordMailStore, type RecordMailFile } from '#record-mail/record-mail.store.js';
import { Clock } from '#runtime/clock.js';
import { unavailable } from '#runtime/errors/failure.js';
import { faultPoint } from '#runtime/fault-point.js';
import { recordAudit, type AuditedBy } from '#storage/audit.store.js';
import { Database, violatedUnique, type Transaction } from '#storage/database.js';
import { Collision } from '#writes/writes.js';
import { answeredMail, isTold } from './automatic-answer.rules.js';
import { CustomerMail } from './customer-mail.js';
import { activityDate, fateOf } from './decide-mail.rules.js';
import { referencedIds } from './find-case.rules.js';
import type { JournalEntry, Outcome } from './journal.js';
import { JournalStore } from './journal.store.js';
import type { MailFacts } from './mail-facts.js';
import type { ReadMail } from './read-mail.js';
import { RecordMailDecider } from './record-mail-decider.js';
import { NotWritten, RecordMailWriting, type Refusals } from './record-mail-writing.js';
import { recordMailDetails, recordOutcomeOf } from './record-mail.rules.js';

const OUTDATED = Symbol('outdated');
const MOST_ATTEMPTS = 8;

/** What has become of a mail, and whether an activity shows it. */
export interface Settled {
  readonly outcome: Outcome;
  readonly isActivity: boolean;
}

/** Makes of a mail about a record what it is: the record, its entries and files, the activity and the journal row are one commit. */
@Injectable()
export class RecordMailFiling {
  constructor(
    private readonly decider: RecordMailDecider,
    private readonly store: RecordMailStore,
    private readonly writing: RecordMailWriting,
    private readonly customers: CustomerMail,
    private readonly journal: JournalStore,
    private readonly answers: AutomaticAnswers,
    private readonly configuration: ConfigurationCache,
    private readonly configurationStore: ConfigurationStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The outcome, or undefined when another has settled the mail meanwhile. `handed`: remarks of whoever looked at it before. */
  async file(
    entry: JournalEntry,
    mail: ReadMail,
    facts: Pick<MailFacts, 'isMessageIdReused' | 'original'>,
    files: readonly RecordMailFile[],
    handed: readonly string[],
  ): Promise<Settled | undefined> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const snapshot = this.configuration.snapshot();
      try {
        const settled = await this.database.transaction((transaction) =>
          this.fileIn(transaction, { entry, mail, facts, files, handed, snapshot }),
        );
        if (settled !== OUTDATED) return settled;
        await this.configuration.refresh();
      } catch (error) {
        if (error instanceof NotWritten) {
          return await this.database.transaction((transaction) =>
            this.settle(transaction, { entry, mail, facts, snapshot }, 'discarded', error),
          );
        }
        if (violatedUnique(error) === 'mail_messages_dedup_key') throw new JustFiled();
        if (!(error instanceof Collision)) throw error;
      }
    }
    throw unavailable();
  }

  private async fileIn(
    transaction: Transaction,
    { entry, mail, facts, files, handed, snapshot }: Filing,
  ): Promise<Settled | undefined | typeof OUTDATED> {
    if (!(await this.configurationStore.holdRevision(transaction, snapshot.revision))) return OUTDATED;
    const { decision, foundBy, userId, isKnown, linkReader } = await this.decider.decide(
      transaction,
      mail,
      snapshot,
      handed,
    );
    const now = this.clock.now();
    const outcome = recordOutcomeOf(decision, mail);
    if (!('table' in decision))
      return this.settle(transaction, { entry, mail, facts, snapshot }, outcome, {
        ...decision,
        isKnown,
      });
    const actor = accountActor(mail.account.id);
    const by: AuditedBy = { actor, remoteAddress: entry.remoteAddress ?? '', requestId: `mail-${entry.id}` };
    const { departmentId, id: aliasId, emailAddress } = mail.account.alias;
    const activityId = await this.store.newActivityId(transaction);
    await this.store.insertFiles(transaction, activityId, files, { departmentId, actor, at: now });
    const write = { mail, decision, userId, isKnown, linkReader, activityId, by, snapshot };
    const written = await this.writing.write(transaction, write);
    await this.customers.noteReached(transaction, { mail, actor, by, at: now });
    const remarks = [...decision.remarks, ...written.remarks];
    const fieldOutcomes = 'fieldOutcomes' in decision ? withRefusals(decision.fieldOutcomes, written.refused) : [];
    const { defaultActivityPriority, defaultLanguage } = snapshot.settings;
    const fate = { ...fateOf(mail, facts, outcome, mail.fault, remarks), dedupKey: mail.dedupKey };
    await this.store.insertActivity(transaction, {
      id: activityId,
      customerId: written.owner?.customerId ?? null,
      contactId: written.owner?.contactId ?? null,
      departmentId,
      aliasId,
      subject: fate.subject ?? null,
      from: mail.message.from[0]?.address ?? null,
      receiver: emailAddress,
      to: mail.message.to.map(({ address }) => address),
      cc: mail.message.cc.map(({ address }) => address),
      replyTo: mail.message.replyTo[0]?.address ?? null,
      text: mail.body.text ?? null,
      html: mail.body.html ?? null,
      date: activityDate(mail),
      priority: defaultActivityPriority,
      language: defaultLanguage,
      attachmentCount: files.length,
      details: recordMailDetails(mail, foundBy, fate.remarks, fieldOutcomes, {
        table: decision.table.name,
        id: written.id,
      }),
      actor,
      at: now,
    });
    recordAudit(transaction, {
      ...by,
      action: 'create',
      object: 'activity',
      objectId: activityId,
      detail: { table: decision.table.name, recordId: written.id, ...(userId !== undefined && { userId }) },
    });
    if (!written.owner) {
      const keys = [mail.messageId, ...referencedIds(mail.message)].map(messageKey);
      await this.store.rememberMessageIds(transaction, written.id, keys, now);
    }
    const isSettled = await this.journal.settle(transaction, entry, fate, now, activityId);
    if (!isSettled) throw new NotOurs();
    // Whoever takes no part in the record, or has not been verified, is not given a key of it.
    const isParticipant = 'isVerified' in decision && decision.isVerified;
    if ((outcome === 'created' || outcome === 'updated') && isTold(mail, outcome, isParticipant))
      await this.answers.answer(transaction, answeredMail(mail, defaultLanguage), {
        answer: outcome,
        record: { table: Number(decision.table.id), id: written.id },
        activity: {
          id: activityId,
          customerId: written.owner?.customerId ?? null,
          contactId: written.owner?.contactId ?? null,
        },
      });
    faultPoint('before-commit');
    return { outcome, isActivity: true };
  }

  /** It becomes nothing; whoever is a user or a customer may be told. */
  private async settle(
    transaction: Transaction,
    { entry, mail, facts, snapshot }: Omit<Filing, 'files' | 'handed'>,
    outcome: Outcome,
    { reason, remarks, isKnown }: Pick<NotWritten, 'reason' | 'remarks' | 'isKnown'>,
  ): Promise<Settled | undefined> {
    const { fault } = mail;
    const fate = fateOf(mail, facts, fault === undefined ? outcome : 'failed', fault ?? reason, remarks);
    if (!(await this.journal.settle(transaction, entry, fate, this.clock.now()))) return undefined;
    if (isTold(mail, fate.outcome, isKnown))
      await this.answers.answer(transaction, answeredMail(mail, snapshot.settings.defaultLanguage), {
        answer: 'refused',
      });
    return { outcome: fate.outcome, isActivity: false };
  }
}

/** The same mail was filed at the same time, and nothing of this one: the next look at the facts sees it. */
export class JustFiled extends Error {
  constructor() {
    super('The same mail has just been filed');
    this.name = 'JustFiled';
  }
}

/** Another has settled the mail meanwhile: nothing of what was done stays. */
export class NotOurs extends Error {
  constructor() {
    super('Another has settled the mail');
    this.name = 'NotOurs';
  }
}

interface Filing {
  readonly entry: JournalEntry;
  readonly mail: ReadMail;
  readonly facts: Pick<MailFacts, 'isMessageIdReused' | 'original'>;
  readonly files: readonly RecordMailFile[];
  readonly handed: readonly string[];
  readonly snapshot: PartitionSnapshot;
}

type FieldOutcomes = Extract<RecordMailDecision, { kind: 'create' }>['fieldOutcomes'];

/** A value that looked well and could not be written, such as a link to what is not there. */
function withRefusals(outcomes: FieldOutcomes, refused: Refusals): FieldOutcomes {
  return outcomes.map((outcome) => {
    const refusal = refused.find(({ field }) => field === outcome.field);
    const isUndone = refusal !== undefined && outcome.outcome === 'applied';
    return isUndone ? { ...outcome, outcome: 'invalid', reason: refusal.reason } : outcome;
  });
}
