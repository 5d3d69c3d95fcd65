import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FieldOutcome, HeaderOutcome } from '#activities/mail-details.js';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Clock } from '#runtime/clock.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { MailDecision } from './decide-mail.rules.js';
import type { HandedOver } from './http-door.js';
import type { JournalEntry } from './journal.js';
import { MailFiling, NO_ACCOUNT } from './mail-filing.js';
import { RecordMailDecider } from './record-mail-decider.js';
import { recordOutcomeOf } from './record-mail.rules.js';
import { MailReadings } from './mail-readings.js';
import type { ReadMail } from './read-mail.js';

/** Ids that no journal row has. */
const NO_ENTRY = { id: '0', holder: '00000000-0000-0000-0000-000000000000' } as const;

/** Tells what would become of a mail, by running what processes it up to the commit (mail-gateway.md MD-6). */
@Injectable()
export class MailExplainer {
  constructor(
    private readonly readings: MailReadings,
    private readonly filing: MailFiling,
    private readonly recordMails: RecordMailDecider,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  async explain(handed: HandedOver): Promise<AnswerTree> {
    const { raw, account, envelopeTo, handover } = handed;
    const entry: JournalEntry = {
      ...NO_ENTRY,
      ...handover,
      account: account.id,
      departmentId: account.alias.departmentId,
      envelopeTo,
      sha256: createHash('sha256').update(raw).digest('hex'),
      size: raw.length,
      content: raw,
      blobKey: undefined,
      receivedAt: this.clock.now(),
      attempts: 1,
      released: false,
      releasedBy: null,
    };
    return this.explainEntry(entry, account);
  }

  /** Of a mail of the journal, as it came in: by its door, from its address, at its time. */
  async explainKept(entry: JournalEntry): Promise<AnswerTree> {
    const account = this.configuration.snapshot().findMailAccount(entry.account);
    if (!account) return { outcome: 'held', reason: NO_ACCOUNT };
    return this.explainEntry({ ...entry, holder: NO_ENTRY.holder }, account);
  }

  private async explainEntry(entry: JournalEntry, account: MailAccount): Promise<AnswerTree> {
    const mail = await this.readings.read(entry, account, { isExplained: true });
    if (this.recordMails.isFor(mail)) return this.explainRecord(mail, []);
    const decision = await this.filing.explain(mail);
    return decision.kind === 'record' ? this.explainRecord(mail, decision.remarks) : this.toTree(mail, decision);
  }

  private async explainRecord(mail: ReadMail, remarks: readonly string[]): Promise<AnswerTree> {
    const ended = await this.filing.explainBefore(mail);
    if (ended) return this.toTree(mail, ended);
    const { decision, foundBy } = await this.recordMails.explain(mail, remarks);
    const fields = 'fieldOutcomes' in decision ? decision.fieldOutcomes : [];
    return {
      outcome: recordOutcomeOf(decision, mail),
      reason: mail.fault ?? ('reason' in decision ? decision.reason : null),
      remarks: 'remarks' in decision ? [...decision.remarks] : [],
      account: { id: mail.account.id },
      internetMessageId: mail.messageId,
      trusted: mail.isTrusted,
      authenticated: mail.isAuthenticated,
      headerOutcomes: headersTree(mail.headerOutcomes),
      record:
        'table' in decision
          ? { table: decision.table.name, id: 'record' in decision ? decision.record.id : null, foundBy }
          : null,
      fieldOutcomes: fieldsTree(fields),
      values: 'values' in decision ? (Object.fromEntries(decision.values) as AnswerTree) : null,
    };
  }

  private toTree(mail: ReadMail, decision: Exclude<MailDecision, { kind: 'record' | 'narrow' }>): AnswerTree {
    const { message, account, parties, values } = mail;
    const common = {
      account: { id: account.id },
      department: this.configuration.snapshot().findDepartmentById(account.alias.departmentId)?.name ?? null,
      internetMessageId: mail.messageId,
      direction: parties.direction,
      automatic: message.automatic ?? null,
      trusted: mail.isTrusted,
      authenticated: mail.isAuthenticated,
      authentication: JSON.parse(JSON.stringify(mail.authentication ?? null)) as AnswerTree,
      headerOutcomes: headersTree(mail.headerOutcomes),
      values: JSON.parse(JSON.stringify(values)) as AnswerTree,
    };
    if (decision.kind !== 'file') {
      const fate = decision.kind === 'settle' ? decision.fate : undefined;
      return {
        outcome: fate?.outcome ?? null,
        reason: fate?.reason ?? null,
        remarks: [...(fate?.remarks ?? [])],
        ...common,
      };
    }
    const { accepted, foundCase } = decision;
    const { ownership, mail: effects } = accepted;
    return {
      outcome: effects?.fate.outcome ?? null,
      reason: effects?.fate.reason ?? null,
      remarks: [...(effects?.fate.remarks ?? [])],
      ...common,
      headerOutcomes: headersTree(effects?.details.headerOutcomes ?? []),
      fieldOutcomes: fieldsTree(effects?.details.fieldOutcomes ?? []),
      customer: {
        emailAddress: accepted.contactAddress,
        ...(ownership.kind === 'new-customer'
          ? { outcome: 'created' }
          : { outcome: 'found', id: ownership.customerId }),
      },
      case: {
        foundBy: foundCase.by,
        ...(foundCase.case ? { outcome: 'found', id: foundCase.case.id } : { outcome: 'created' }),
      },
      activity: { ...(effects?.activity ?? {}), attachments: mail.body.attachments.length },
    };
  }
}

function fieldsTree(outcomes: readonly FieldOutcome[]): AnswerTree {
  return outcomes.map(({ field, label, outcome, reason }) => ({ field, label, outcome, reason: reason ?? null }));
}

function headersTree(outcomes: readonly HeaderOutcome[]): AnswerTree[] {
  return outcomes.map(({ header, outcome, reason }) => ({ header, outcome, reason: reason ?? null }));
}
