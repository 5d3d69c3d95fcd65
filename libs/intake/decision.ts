import type { NewCustomer } from '#customers/new-customer.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { AliasId, CaseId, ContactId, ContactPointId, CustomerId, DepartmentId, QueueId } from '#runtime/ids.js';
import type { Check } from './checklist.js';
import type { SentFile } from './facts.js';
import type { MailEffects } from './mail-effects.js';

/** Whose activity it is, and what has to be made for that (casemgr.md §3.4). */
export type Ownership =
  | { readonly kind: 'known'; readonly customerId: CustomerId; readonly contactId: ContactId }
  | {
      readonly kind: 'new-address';
      readonly customerId: CustomerId;
      readonly contactId: ContactId;
      readonly addressScope: string;
    }
  | {
      readonly kind: 'new-customer';
      readonly customer: NewCustomer;
      readonly departmentId: DepartmentId | null;
      readonly addressScope: string;
      /** An address that another customer merely claims, and that the new one takes over (casemgr.md C-3). */
      readonly takenContactPointId?: ContactPointId | undefined;
    };

export type AcceptedAttachment =
  | {
      readonly kind: 'upload';
      readonly altId: string;
      readonly inline: boolean;
      readonly contentId: string | undefined;
    }
  | {
      readonly kind: 'file';
      readonly file: SentFile;
      readonly inline: boolean;
      readonly contentId: string | undefined;
    };

/** What a commit writes; nothing in it is a default any more. */
export interface AcceptedEmail {
  readonly departmentId: DepartmentId;
  readonly departmentName: string;
  /** Undefined for what nobody has to work on. */
  readonly queueId: QueueId | undefined;
  readonly aliasId: AliasId | undefined;
  readonly messageCenterId: string | undefined;
  readonly issueTypeId: string | undefined;
  readonly ownership: Ownership;
  /** Undefined: a new case. */
  readonly caseId: CaseId | undefined;
  /** The customer's address as stored, or as written when it is new: that of the sender, unless a mail says otherwise. */
  readonly contactAddress: string;
  readonly from: string | undefined;
  readonly receiver: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: string | undefined;
  readonly subject: string | undefined;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly date: Date;
  readonly secure: boolean;
  /** The customer who acts for another one (C-4). */
  readonly sentByCustomerId: CustomerId | undefined;
  readonly attachments: readonly AcceptedAttachment[];
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
  readonly priority: string;
  readonly language: string;
  readonly contentBytes: number;
  readonly attachmentBytes: number;
  /** Only of what came by mail. */
  readonly mail?: MailEffects | undefined;
}

export type Decision =
  | { readonly kind: 'accept'; readonly accepted: AcceptedEmail; readonly checks: readonly Check[] }
  | {
      readonly kind: 'refuse';
      readonly refusals: readonly [Refusal, ...Refusal[]];
      readonly checks: readonly Check[];
    };
