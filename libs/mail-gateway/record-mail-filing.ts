import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { Acknowledgements, type RecordAnswer } from '#mail-sending/acknowledgements.js';
import {
  decideRecordMail,
  type FoundRecord,
  type RecordMailDecision,
  type RecordMailFacts,
} from '#record-mail/decide-record-mail.rules.js';
import { messageKey } from '#mail-message/message-key.js';
import { remarksOnNumber } from '#record-mail/named-number.rules.js';
import { RecordMailStore, type RecordMailFile } from '#record-mail/record-mail.store.js';
import type { RecordTable } from '#record-tables/record-table.js';
import type { RecordAuthor } from '#records/record.js';
import { RecordWriting, type RecordOutcome, type RecordWrite } from '#records/record-writing.js';
import { Clock } from '#runtime/clock.js';
import { unavailable } from '#runtime/errors/failure.js';
import type { AuditedBy } from '#storage/audit.store.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database, violatedUnique, type Transaction } from '#storage/database.js';
import { isAnswered } from './automatic-answer.rules.js';
import { activityDate, fateOf, type ReadMail } from './decide-mail.rules.js';
import { referencedIds } from './find-case.rules.js';
import type { JournalEntry, Outcome } from './journal.js';
import { JournalStore } from './journal.store.js';
import type { MailFacts } from './mail-facts.js';
import {
  isRecordMail,
  recordMailDetails,
  recordOutcomeOf,
  rulesFor,
  tableOfKey,
  toRecordAccount,
  toRecordMail,
} from './record-mail.rules.js';

/** What was decided on a mail about records, and by what it was found. */
export interface RecordMailRuling {
  readonly decision: RecordMailDecision;
  readonly foundBy: 'record-key' | 'references' | 'new';
  /** Whether the sender has the address of a user. */
  readonly isOfUser: boolean;
}

/** What of it cannot be written: the mail is discarded, with the reason, and nothing else is written. */
class NotWritten extends Error {
  constructor(
    readonly reason: string,
    readonly isOfUser: boolean,
  ) {
    super(reason);
    this.name = 'NotWritten';
  }
}

const OUTDATED = Symbol('outdated');
const MOST_ATTEMPTS = 8;

/** Makes of a mail about a record what it is: the record, its entries and files, the activity and the journal row are one commit. */
@Injectable()
export class RecordMailFiling {
  constructor(
    private readonly store: RecordMailStore,
    private readonly writing: RecordWriting,
    private readonly journal: JournalStore,
    private readonly acknowledgements: Acknowledgements,
    private readonly configuration: ConfigurationCache,
    private readonly configurationStore: ConfigurationStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  isFor(mail: ReadMail): boolean {
    return isRecordMail(mail, this.configuration.snapshot());
  }

  /** What would become of it; nothing is written. */
  async explain(mail: ReadMail): Promise<RecordMailRuling> {
    return this.database.transaction((transaction) => this.rule(transaction, mail, this.configuration.snapshot()));
  }

  /** The outcome, or undefined when another has settled the mail meanwhile. */
  async file(
    entry: JournalEntry,
    mail: ReadMail,
    facts: Pick<MailFacts, 'isMessageIdReused'>,
    files: readonly RecordMailFile[],
  ): Promise<Outcome | undefined> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const snapshot = this.configuration.snapshot();
      try {
        const settled = await this.database.transaction((transaction) =>
          this.fileIn(transaction, { entry, mail, facts, files, snapshot }),
        );
        if (settled !== OUTDATED) return settled;
        await this.configuration.refresh();
      } catch (error) {
        if (error instanceof NotWritten) {
          const { reason, isOfUser } = error;
          return await this.database.transaction((transaction) =>
            this.settle(transaction, { entry, mail, facts, snapshot }, 'discarded', reason, isOfUser),
          );
        }
        // The same mail was filed at the same time: the next look at the facts sees it.
        if (violatedUnique(error) !== 'mail_messages_dedup_key') throw error;
        const fate = fateOf(mail, facts, 'duplicate', undefined);
        return (await this.journal.settle(this.database, entry, { ...fate, dedupKey: undefined }, this.clock.now()))
          ? 'duplicate'
          : undefined;
      }
    }
    throw unavailable();
  }

  private async fileIn(
    transaction: Transaction,
    { entry, mail, facts, files, snapshot }: Filing,
  ): Promise<Outcome | undefined | typeof OUTDATED> {
    if (!(await this.configurationStore.holdRevision(transaction, snapshot.revision))) return OUTDATED;
    const { decision, foundBy, isOfUser } = await this.rule(transaction, mail, snapshot);
    const now = this.clock.now();
    const outcome = recordOutcomeOf(decision, mail);
    if (!('table' in decision))
      return this.settle(transaction, { entry, mail, facts, snapshot }, outcome, decision.reason, isOfUser);
    const actor = accountActor(mail.account.id);
    const by: AuditedBy = { actor, remoteAddress: entry.remoteAddress ?? '', requestId: `mail-${entry.id}` };
    const { departmentId, id: aliasId, emailAddress } = mail.account.alias;
    const activityId = await this.store.newActivityId(transaction);
    await this.store.insertFiles(transaction, activityId, files, { departmentId, actor, at: now });
    const written = await this.write(transaction, { mail, decision, isOfUser, activityId, by, snapshot });
    const remarks = [...decision.remarks, ...written.remarks];
    const fieldOutcomes = 'fieldOutcomes' in decision ? withRefusals(decision.fieldOutcomes, written.refused) : [];
    const { defaultActivityPriority, defaultLanguage } = snapshot.settings;
    const fate = fateOf(mail, facts, outcome, undefined, remarks);
    await this.store.insertActivity(transaction, {
      id: activityId,
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
    await recordAudit(transaction, {
      ...by,
      action: 'create',
      object: 'activity',
      objectId: activityId,
      detail: { table: decision.table.name, recordId: written.id },
    });
    const keys = [mail.messageId, ...referencedIds(mail.message)].map(messageKey);
    await this.store.rememberMessageIds(transaction, written.id, keys, now);
    const isSettled = await this.journal.settle(transaction, entry, fate, now, activityId);
    if (!isSettled) throw new NotOurs();
    // Whoever takes no part in the record, or has not been verified, is not given a key of it.
    const isParticipant = 'isVerified' in decision && decision.isVerified;
    if (isParticipant && (outcome === 'created' || outcome === 'updated'))
      await this.answer(transaction, mail, snapshot, outcome, {
        outcome,
        record: { table: Number(decision.table.id), id: written.id },
      });
    return outcome;
  }

  /** It becomes nothing; of those whose mail is refused, users alone are told, so that nobody else can find out what is there. */
  private async settle(
    transaction: Transaction,
    { entry, mail, facts, snapshot }: Omit<Filing, 'files'>,
    outcome: Outcome,
    reason: string,
    isOfUser: boolean,
  ): Promise<Outcome | undefined> {
    const fate = fateOf(mail, facts, outcome, reason);
    if (!(await this.journal.settle(transaction, entry, fate, this.clock.now()))) return undefined;
    if (isOfUser && outcome === 'discarded')
      await this.answer(transaction, mail, snapshot, outcome, { outcome: 'refused' });
    return outcome;
  }

  private async answer(
    transaction: Transaction,
    mail: ReadMail,
    { settings }: PartitionSnapshot,
    outcome: Outcome,
    answer: RecordAnswer,
  ): Promise<void> {
    const { author } = mail.parties;
    if (!author || !isAnswered(mail, outcome)) return;
    const { messageId } = mail.message;
    const { id: aliasId } = mail.account.alias;
    const answered = { aliasId, address: author.address, language: settings.defaultLanguage, messageId };
    await this.acknowledgements.answer(transaction, answered, answer);
  }

  private async rule(transaction: Transaction, mail: ReadMail, snapshot: PartitionSnapshot): Promise<RecordMailRuling> {
    const { author } = mail.parties;
    if (!author)
      return { decision: { kind: 'hold', reason: 'it does not say who it is from' }, foundBy: 'new', isOfUser: false };
    const account = toRecordAccount(mail, snapshot);
    const { userId, guestId, isCustomer, thread } = await this.store.read(transaction, {
      senderKey: addressKey(author.address),
      guestUser: account.access.guestUser,
      messageKeys: referencedIds(mail.message).map(messageKey),
    });
    const remarks: string[] = [];
    const keyed = await this.keyed(transaction, mail, snapshot, remarks);
    const found = keyed ?? (await this.threaded(transaction, mail, snapshot, thread));
    const kind = `record of ${found?.table.name ?? mail.account.table}`;
    remarks.push(...remarksOnNumber(mail.message.subject, kind, found?.record.id));
    const facts: RecordMailFacts = {
      found,
      userId: userId ?? undefined,
      guestId: guestId ?? undefined,
      isCustomer,
      groups: snapshot.groups,
      remarks,
    };
    const decision = decideRecordMail(toRecordMail(mail, author.address), account, facts);
    return {
      decision,
      foundBy: keyed ? 'record-key' : found ? 'references' : 'new',
      isOfUser: facts.userId !== undefined,
    };
  }

  private async keyed(
    transaction: Transaction,
    mail: ReadMail,
    snapshot: PartitionSnapshot,
    remarks: string[],
  ): Promise<FoundRecord | undefined> {
    const { reference } = mail;
    const table = tableOfKey(mail, snapshot);
    if (!reference || !table) return undefined;
    const record = await this.writing.lock(transaction, table, reference.recordId);
    if (!record) {
      remarks.push(`its key names record ${reference.recordId} of ${table.name}, which is not there any more`);
      return undefined;
    }
    if (mail.account.table !== table.name)
      remarks.push(`its key is of another table than the account's: ${table.name}`);
    const { evidence, isForwarded } = reference;
    return { table, record, evidence, isForwarded, rules: rulesFor(table, mail, snapshot) };
  }

  /** By a Message-ID that somebody else has made: within the account's own table. */
  private async threaded(
    transaction: Transaction,
    mail: ReadMail,
    snapshot: PartitionSnapshot,
    thread: { readonly recordId: string; readonly tableId: string } | null,
  ): Promise<FoundRecord | undefined> {
    const table = thread ? snapshot.findRecordTableById(thread.tableId) : undefined;
    if (!thread || !table?.active || table.name !== mail.account.table) return undefined;
    const record = await this.writing.lock(transaction, table, thread.recordId);
    return (
      record && {
        table,
        record,
        evidence: 'foreign-message-id',
        isForwarded: false,
        rules: rulesFor(table, mail, snapshot),
      }
    );
  }

  private async write(
    transaction: Transaction,
    { mail, decision, isOfUser, activityId, by, snapshot }: Writing,
  ): Promise<Written> {
    if (decision.kind === 'link') {
      await this.writing.link(transaction, decision.record.id, [activityId]);
      return { id: decision.record.id, remarks: [], refused: [] };
    }
    const { table, values, filesField, rightsIn, isVerified } = decision;
    const hasFiles = mail.body.attachments.some(({ inline }) => !inline);
    const write: RecordWrite = {
      table,
      rightsIn,
      snapshot,
      author: authorOf(mail),
      by,
      values,
      ...(filesField !== undefined && hasFiles && { filesOfActivity: { field: filesField, activityId } }),
      source: { messageId: mail.messageId, activityId, verified: isVerified },
      activityIds: [activityId],
      ...(decision.kind === 'update' && decision.isReopened && { state: 'open' as const }),
      onRefusal: 'leave out',
    };
    const outcome =
      decision.kind === 'create'
        ? await this.writing.create(transaction, write)
        : await this.writing.update(transaction, decision.record, write);
    if (outcome.kind !== 'written') throw new NotWritten(reasonOf(outcome, table), isOfUser);
    if (decision.kind === 'create' && decision.follows)
      await this.writing.link(transaction, decision.follows.id, [activityId]);
    return {
      id: outcome.id,
      remarks: outcome.refused.map(({ field, reason }) => `${field} was left out: ${reason}`),
      refused: outcome.refused,
    };
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
  readonly facts: Pick<MailFacts, 'isMessageIdReused'>;
  readonly files: readonly RecordMailFile[];
  readonly snapshot: PartitionSnapshot;
}

interface Writing {
  readonly mail: ReadMail;
  readonly decision: Extract<RecordMailDecision, { readonly table: RecordTable }>;
  readonly isOfUser: boolean;
  readonly activityId: string;
  readonly by: AuditedBy;
  readonly snapshot: PartitionSnapshot;
}

type Refusals = Extract<RecordOutcome, { kind: 'written' }>['refused'];

interface Written {
  readonly id: string;
  readonly remarks: readonly string[];
  readonly refused: Refusals;
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

function reasonOf(outcome: Exclude<RecordOutcome, { kind: 'written' }>, { name }: RecordTable): string {
  if (outcome.kind === 'denied') return `records of ${name} may not be written`;
  const lacking = outcome.refused.filter(({ why }) => why === 'required').map(({ field }) => field);
  return lacking.length > 0
    ? `a record of ${name} needs what the mail does not have: ${lacking.join(', ')}`
    : `a record of ${name} takes nothing of what the mail has`;
}

function authorOf({ parties: { author } }: ReadMail): RecordAuthor {
  const { address = '', name = '' } = author ?? {};
  return { actor: 'sender', address, name: name === '' ? null : name };
}

function accountActor(account: string): ActorRecord {
  return { actor: 'inboundAccount', id: account, firstName: 'Inbound', lastName: 'Mail' };
}
