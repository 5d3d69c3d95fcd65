/** Everything that intake leaves behind, as the database and the blob folder have it. */
export interface StoredState {
  readonly activities: readonly StoredActivity[];
  readonly attachments: readonly StoredAttachment[];
  /** Ids of activities, once for each audit entry that says that one was created. */
  readonly auditedActivityIds: readonly string[];
  /** Ids of activities, once for each outbox entry that was ever committed. */
  readonly postedActivityIds: readonly string[];
  readonly casesWithoutActivity: readonly string[];
  /** Customers that intake has created and that lack a contact, a contact point or an activity. */
  readonly halfCustomers: readonly string[];
  /** Addresses that intake has added and no activity came from. */
  readonly addressesWithoutActivity: readonly string[];
  readonly keptAnswers: readonly KeptAnswer[];
  readonly files: ReadonlyMap<string, StoredFile>;
}

export interface StoredActivity {
  readonly id: string;
  readonly subject: string | null;
  readonly department: string | null;
  readonly sender: string | null;
  readonly caseId: string;
  /** Whether the case is there, and is of the same customer and department. */
  readonly isInItsCase: boolean;
  /** Whether customer and contact are there, and belong together. */
  readonly isOfACustomer: boolean;
  readonly customerExternalId: string | null;
  /** Whether the customer has the sender's address. */
  readonly isOfItsSender: boolean;
  /** Null when the content is missing. */
  readonly textSha256: string | null;
  readonly attachmentCount: number;
}

export interface StoredAttachment {
  readonly id: string;
  readonly activityId: string | null;
  /** Whether the activity that it names is there. */
  readonly isOnAnActivity: boolean;
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly blobKey: string | null;
}

/** The answer that an idempotency key stands for. */
export interface KeptAnswer {
  readonly key: string;
  readonly activityId: string;
}

export interface StoredFile {
  readonly size: number;
  readonly sha256: string;
}
