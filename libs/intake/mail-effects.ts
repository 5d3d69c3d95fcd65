import type { MailDetails } from '#activities/mail-details.js';
import type { CaseSubstatus } from '#activities/status-table.rules.js';

/** What follows from the commit of a mail whose sender is told what has become of it; its object is the activity. */
export const MAIL_TO_ACKNOWLEDGE = 'mail.acknowledge';

/** What only a mail does, besides becoming an activity: the members that the commit of mails reads (mail-gateway.md §2, §6). */
export interface MailEffects {
  /** The row of the journal that the activity settles, so that there is exactly one for it. */
  readonly entry: { readonly id: string; readonly holder: string };
  readonly fate: {
    readonly outcome: string;
    readonly reason: string | undefined;
    readonly remarks: readonly string[];
    readonly messageId: string | undefined;
    readonly subject: string | undefined;
    readonly sender: string | undefined;
    readonly customerKey: string | undefined;
    readonly contentHash: string | undefined;
    readonly bodyHash: string | undefined;
    readonly dedupKey: string | undefined;
    readonly account: string;
    readonly departmentId: string;
  };
  readonly activity: { readonly mode: 'inbound' | 'outbound'; readonly status: string; readonly substatus: string };
  readonly case: {
    /** Of the case that it goes into, as they were when that was decided; undefined for a new one. */
    readonly customerId: string | undefined;
    readonly departmentId: string | undefined;
    /** Of a new one: the case that it is linked to, as far as that has room for it. */
    readonly relatedCaseId: string | undefined;
    /** Whether it opens a case that is resolved or closed. */
    readonly isContinued: boolean;
    readonly status: CaseSubstatus | undefined;
    readonly labels: readonly string[];
    readonly language: string | undefined;
    readonly externalId: string | undefined;
    readonly customAttributes: Readonly<Record<string, readonly string[]>>;
  };
  /** Added to those of a customer who is known. */
  readonly customerAttributes: Readonly<Record<string, readonly string[]>>;
  /** Keys of the customer's addresses that a bounce says are not reached. */
  readonly undeliverable: readonly string[];
  /** Key of the address that it has come from, when that is verified: it is reached, whatever a bounce has said before. */
  readonly reached: string | null;
  readonly messageIds: readonly { readonly key: string; readonly origin: 'sent' | 'received' | 'referenced' }[];
  /** Whether its sender is told what has become of it (records-by-email.md RO-12). */
  readonly isTold: boolean;
  readonly details: MailDetails;
  /** What two mails of one transaction must not have in common. */
  readonly exclusiveKeys: readonly string[];
}
