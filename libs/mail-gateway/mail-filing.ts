import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '#attachments/blob-store.js';
import { accountActor } from '#auth/actor.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { CASES } from '#inbound-accounts/inbound-account.js';
import type { Commit } from '#intake/commit.store.js';
import type { AcceptedAttachment } from '#intake/decision.js';
import { Intake } from '#intake/intake.js';
import { Stages } from '#intake/stages.js';
import type { MessageAttachment } from '#mail-message/message.js';
import { AutomaticAnswers } from '#mail-sending/automatic-answers.js';
import type { RecordMailFile } from '#record-mail/record-mail.store.js';
import { SenderStore, type KnownSender } from '#record-mail/sender.store.js';
import { Clock } from '#runtime/clock.js';
import { faultPoint } from '#runtime/fault-point.js';
import { Logger } from '#runtime/logger.js';
import { currentTracer } from '#runtime/tracing.js';
import { Database } from '#storage/database.js';
import { answeredMail } from './automatic-answer.rules.js';
import { asksForSender, NOBODY } from './case-mail.rules.js';
import { decideBefore, decideMail, isBounce, type EndedMail, type MailDecision } from './decide-mail.rules.js';
import { isOurTrouble, MOST_ATTEMPTS } from './failure.rules.js';
import { referencedIds } from './find-case.rules.js';
import type { Fate, JournalEntry, Outcome } from './journal.js';
import { JournalStore } from './journal.store.js';
import type { MailFacts } from './mail-facts.js';
import { MailFactsStore } from './mail-facts.store.js';
import { MailReadings } from './mail-readings.js';
import type { ReadMail } from './read-mail.js';
import { RecordMailDecider } from './record-mail-decider.js';
import { JustFiled, NotOurs, RecordMailFiling } from './record-mail-filing.js';

export const NO_ACCOUNT = 'its account does not exist any more, or is switched off';

/** The mail becomes no activity: ends the commit before anything is written. */
class NotFiled extends Error {
  constructor(readonly decision: Exclude<MailDecision, { kind: 'file' | 'narrow' }>) {
    super('The mail becomes no activity');
    this.name = 'NotFiled';
  }
}

/** Read → facts → decide → commit, for one mail of the journal; what is decided and its journal row are one commit. */
@Injectable()
export class MailFiling {
  constructor(
    private readonly readings: MailReadings,
    private readonly facts: MailFactsStore,
    private readonly senders: SenderStore,
    private readonly intake: Intake,
    private readonly stages: Stages,
    private readonly journal: JournalStore,
    private readonly decider: RecordMailDecider,
    private readonly recordMails: RecordMailFiling,
    private readonly answers: AutomaticAnswers,
    private readonly blobs: BlobStore,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * The outcome, or undefined when another has settled the mail meanwhile. Throws what should be tried again. `others` is waited
   * for once the mail is read.
   */
  async file(entry: JournalEntry, others: () => Promise<void>): Promise<Outcome | undefined> {
    faultPoint('mail-taken-before-reading');
    const ended = `the process has ended ${MOST_ATTEMPTS} times while it was worked on`;
    // Once more by its headers alone, and if that ends the process too, not at all.
    if (entry.attempts > MOST_ATTEMPTS + 1) return this.settleUnread(entry, 'failed', ended);
    return this.fileAs(entry, entry.attempts > MOST_ATTEMPTS ? ended : undefined, others);
  }

  /** Makes of a mail that cannot be worked on what its headers allow, or nothing (MN-5). */
  async giveUp(entry: JournalEntry, reason: string): Promise<Outcome | undefined> {
    try {
      return await this.fileAs(entry, reason, () => Promise.resolve());
    } catch (error) {
      if (isOurTrouble(error)) throw error;
      return this.settleUnread(entry, 'failed', reason);
    }
  }

  private async fileAs(
    entry: JournalEntry,
    fault: string | undefined,
    others: () => Promise<void>,
  ): Promise<Outcome | undefined> {
    const account = this.configuration.snapshot().findMailAccount(entry.account);
    if (!account) return this.settleUnread(entry, 'held', NO_ACCOUNT);
    const mail = await this.readings.read(entry, account, { fault });
    await others();
    return this.fileRead(entry, mail);
  }

  /** What would become of a mail that is in no journal; nothing is written. */
  async explain(mail: ReadMail): Promise<Exclude<MailDecision, { kind: 'narrow' }>> {
    const decision = decideMail(mail, { ...(await this.readFacts(mail)), isHeld: true });
    return decision.kind === 'narrow' ? this.explain(decision.mail) : decision;
  }

  /** What would end it, whatever it is about. */
  async explainBefore(mail: ReadMail): Promise<EndedMail | undefined> {
    return decideBefore(mail, { ...(await this.readFacts(mail)), isHeld: true });
  }

  private async fileRead(entry: JournalEntry, mail: ReadMail): Promise<Outcome | undefined> {
    return this.decider.isFor(mail) ? this.fileWithRecord(entry, mail, []) : this.fileInCase(entry, mail);
  }

  private async fileWithRecord(
    entry: JournalEntry,
    mail: ReadMail,
    remarks: readonly string[],
  ): Promise<Outcome | undefined> {
    const facts = await this.stages.run('facts', () => this.readFacts(mail));
    const ended = decideBefore(mail, facts);
    if (ended) return ended.kind === 'lost' ? undefined : this.settle(entry, mail, ended);
    const files = await this.keepFiles(mail.body.attachments);
    faultPoint('mail-read-before-commit');
    const settled = await this.recordMails
      .file(entry, mail, facts, files.flatMap(asRecordFile), remarks)
      .catch((error: unknown) => {
        if (error instanceof NotOurs) return undefined;
        if (error instanceof JustFiled) return error;
        throw error;
      });
    faultPoint('mail-committed-before-next');
    const isJustFiled = settled instanceof JustFiled;
    if (isJustFiled || settled?.isActivity !== true) await this.discard(files);
    return isJustFiled ? this.fileWithRecord(entry, mail, remarks) : settled?.outcome;
  }

  private async fileInCase(entry: JournalEntry, mail: ReadMail): Promise<Outcome | undefined> {
    let files: readonly AcceptedAttachment[] | undefined;
    let outcome: Outcome | undefined;
    try {
      await this.intake.commitDecided(async () => {
        const decision = await this.decide(mail);
        if (decision.kind !== 'file') throw new NotFiled(decision);
        files ??= await this.keepFiles(mail.body.attachments);
        outcome = decision.accepted.mail?.fate.outcome as Outcome;
        faultPoint('mail-read-before-commit');
        return this.toCommit(entry, mail.account.id, { ...decision.accepted, attachments: files });
      });
      faultPoint('mail-committed-before-next');
      return outcome;
    } catch (error) {
      if (error instanceof NotFiled) {
        if (files) await this.discard(files);
        const { decision } = error;
        if (decision.kind === 'record') return this.fileWithRecord(entry, mail, decision.remarks);
        return decision.kind === 'lost' ? undefined : await this.settle(entry, mail, decision);
      }
      throw error;
    }
  }

  private async decide(mail: ReadMail): Promise<Exclude<MailDecision, { kind: 'narrow' }>> {
    const facts = await this.stages.run('facts', () => this.readFacts(mail));
    const decision = await this.stages.run('decide', async () => decideMail(mail, facts));
    return decision.kind === 'narrow' ? this.decide(decision.mail) : decision;
  }

  private async readFacts(mail: ReadMail): Promise<MailFacts> {
    const snapshot = this.configuration.snapshot();
    const [stored, sender] = await Promise.all([this.readStored(mail, snapshot), this.readSender(mail, snapshot)]);
    return { ...stored, sender };
  }

  /** Most mail goes without: who a sender is matters only where groups or a guest have rights. */
  private async readSender(mail: ReadMail, snapshot: PartitionSnapshot): Promise<KnownSender> {
    const { author } = mail.parties;
    if (!asksForSender(mail, CASES, snapshot)) return NOBODY;
    return this.senders.read(this.database, author && addressKey(author.address), mail.account.access.guestUser);
  }

  private async readStored(mail: ReadMail, snapshot: PartitionSnapshot): Promise<Omit<MailFacts, 'sender'>> {
    const { entry, account, message, parties, values } = mail;
    const customerKey = parties.customer && addressKey(parties.customer.address);
    const authorKey = parties.author && addressKey(parties.author.address);
    return this.facts.read(
      {
        entry: { id: entry.id, holder: entry.holder, account: account.id },
        departmentId: account.alias.departmentId,
        customerKey,
        senderKey: isBounce(mail) ? undefined : mail.isTrusted ? customerKey : authorKey,
        authorKey,
        externalId: values.externalId,
        reference: mail.reference,
        references: lookedUp(message),
        messageId: mail.messageId,
        dedupKey: mail.dedupKey,
        contentHash: message.contentHash,
        bodyHash: mail.bodyHash,
        receivedAt: entry.receivedAt,
      },
      snapshot,
    );
  }

  private toCommit(entry: JournalEntry, accountId: string, accepted: Commit['accepted']): Commit {
    return {
      accepted,
      actor: accountActor(accountId),
      grantHolderId: undefined,
      at: this.clock.now(),
      remoteAddress: entry.remoteAddress ?? '',
      requestId: `mail-${entry.id}`,
      traceparent: currentTracer()?.traceparent(),
      idempotency: undefined,
      editSessionId: undefined,
    };
  }

  /** Before the row that names them, as all blobs; what is kept for nothing is left to the sweep. */
  private async keepFiles(attachments: readonly MessageAttachment[]): Promise<readonly AcceptedAttachment[]> {
    const files: AcceptedAttachment[] = [];
    for (const { name, contentType, contentId, inline, content } of attachments) {
      const { key, size, sha256 } = await this.blobs.write(Readable.from([content]), content.length);
      const file = { partName: name, fileName: name, contentType, contentId, size, sha256, blobKey: key };
      files.push({ kind: 'file', file, inline, contentId });
    }
    return files;
  }

  private async discard(files: readonly AcceptedAttachment[]): Promise<void> {
    for (const file of files) {
      if (file.kind !== 'file') continue;
      await this.blobs.delete(file.file.blobKey).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'a file of a mail is left to the sweep');
      });
    }
  }

  private async settle(
    entry: JournalEntry,
    mail: ReadMail,
    { fate, isTold }: Extract<MailDecision, { kind: 'settle' }>,
  ): Promise<Outcome | undefined> {
    if (!isTold) return this.settleUntold(entry, fate);
    const { defaultLanguage } = this.configuration.snapshot().settings;
    return this.database.transaction(async (transaction) => {
      if (!(await this.journal.settle(transaction, entry, fate, this.clock.now()))) return undefined;
      await this.answers.answer(transaction, answeredMail(mail, defaultLanguage), { answer: 'refused' });
      return fate.outcome;
    });
  }

  private async settleUntold(entry: JournalEntry, fate: Fate): Promise<Outcome | undefined> {
    const isSettled = await this.journal.settle(this.database, entry, fate, this.clock.now());
    return isSettled ? fate.outcome : undefined;
  }

  private async settleUnread(entry: JournalEntry, outcome: Outcome, reason: string): Promise<Outcome | undefined> {
    return this.settleUntold(entry, {
      outcome,
      reason,
      remarks: [],
      messageId: undefined,
      subject: undefined,
      sender: undefined,
      customerKey: undefined,
      contentHash: undefined,
      bodyHash: undefined,
      dedupKey: undefined,
      originalActivityId: undefined,
      account: entry.account,
      departmentId: entry.departmentId,
    });
  }
}

function asRecordFile(attachment: AcceptedAttachment): RecordMailFile[] {
  if (attachment.kind !== 'file') return [];
  const { file, inline, contentId } = attachment;
  return [{ ...file, inline, contentId }];
}

/** A bounce is about the mail that it names; all others refer to what they answer. */
function lookedUp(message: ReadMail['message']): readonly string[] {
  const original = message.bounce?.originalMessageId;
  return original === undefined ? referencedIds(message) : [original];
}
