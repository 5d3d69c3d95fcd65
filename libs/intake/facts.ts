import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { StoredAttachment } from '#attachments/attachment.store.js';
import type { CaseId, ContactId, ContactPointId, CustomerId, DepartmentId } from '#runtime/ids.js';

/** An email contact point of somebody. */
export interface KnownAddress {
  readonly id: ContactPointId;
  readonly customerId: CustomerId;
  readonly contactId: ContactId;
  readonly emailAddress: string;
}

export interface KnownCase {
  readonly id: CaseId;
  readonly customerId: CustomerId;
  readonly departmentId: DepartmentId;
}

/** The customer for whom a customer creates an activity: itself, or the one that granted it. */
export interface KnownCustomer {
  readonly id: CustomerId;
  /** Null for a shared customer (C-8). */
  readonly departmentId: DepartmentId | null;
  /** The primary address first, then by age (C-3). */
  readonly addresses: readonly KnownAddress[];
}

/** Everything stored that the decision on one email needs; what was not asked for is empty. */
export interface Facts {
  readonly snapshot: PartitionSnapshot;
  /**
   * Who has the addresses of `from` and of the `customer` element, by address key, in the scopes where they count, the
   * department's own before shared ones (C-1, C-8).
   */
  readonly owners: ReadonlyMap<string, readonly KnownAddress[]>;
  readonly case: KnownCase | undefined;
  readonly attachments: ReadonlyMap<string, StoredAttachment>;
  readonly customer: KnownCustomer | undefined;
}

/** A file that came in the same multipart request; its bytes are in the blob store already (H-4). */
export interface SentFile {
  /** The name of the part, which `altId` may refer to. */
  readonly partName: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly contentId: string | undefined;
  readonly size: number;
  readonly sha256: string;
  readonly blobKey: string;
}
