import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { KnownAddress } from '#intake/facts.js';
import type { KnownSender } from '#record-mail/sender.store.js';
import type { ActivityId, CaseId, ContactId, CustomerId, DepartmentId } from '#runtime/ids.js';

/** An address point that says whether it is only claimed (casemgr.md C-3). */
export interface OwnedAddress extends KnownAddress {
  readonly isVerified: boolean;
}

/** A case that a mail may belong to. */
export interface CandidateCase {
  readonly id: CaseId;
  readonly customerId: CustomerId;
  readonly departmentId: DepartmentId;
  /** The first contact of its customer, and its main address, for what nobody in particular has sent. */
  readonly contactId: ContactId | null;
  readonly address: string | null;
  readonly externalId: string | null;
}

/** Where a Message-ID has been seen before. */
export interface Thread {
  readonly key: string;
  /** `sent`: of a mail that we, or our own systems, have sent. `referenced`: named by a mail, never seen itself. */
  readonly origin: 'sent' | 'received' | 'referenced';
  readonly case: CandidateCase;
  /** Whether the sender has a part in the case: its customer, or one with an activity in it. */
  readonly isParticipant: boolean;
}

/** The case that a record key names, in whatever department. */
export interface KeyedCase {
  readonly case: CandidateCase;
  readonly isParticipant: boolean;
}

/** The customer that a record key names, or the one that it was merged into. */
export interface KeyedCustomer {
  readonly customerId: CustomerId;
  readonly contactId: ContactId | null;
  readonly address: string | null;
  /** Whether the sender is this customer. */
  readonly isSender: boolean;
}

/** Everything stored that the decision on one mail needs. */
export interface MailFacts {
  readonly snapshot: PartitionSnapshot;
  readonly sender: KnownSender;
  /** Who has the customer's address, the department's own before shared customers. */
  readonly owners: readonly OwnedAddress[];
  readonly keyedCase: KeyedCase | undefined;
  readonly keyedCustomer: KeyedCustomer | undefined;
  readonly externalCase: CandidateCase | undefined;
  /**
   * Of the first Message-ID that is known in the department: a case that the sender has a part in before others; one that the mail
   * is in before one that only refers to it; the newest.
   */
  readonly thread: Thread | undefined;
  /** The mail that this one repeats. */
  readonly original: { readonly id: string; readonly activityId: ActivityId | null } | undefined;
  /** Whether the account has had another mail with the same Message-ID. */
  readonly isMessageIdReused: boolean;
  /** Earlier mails that say the same, of the same sender, in the last minutes. */
  readonly sameBodyCount: number;
  /** Whether the journal row is still ours to settle. */
  readonly isHeld: boolean;
}
