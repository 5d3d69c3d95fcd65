/** What came of one x-desk header (mail-gateway.md MX-11). */
export interface HeaderOutcome {
  readonly header: string;
  readonly outcome: string;
  readonly reason?: string | undefined;
}

/** What the sender says about itself; nobody has checked it (mail-gateway.md MX-9). */
export interface ReportedPlace {
  readonly ipAddress?: string | undefined;
  readonly lat?: number | undefined;
  readonly lng?: number | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly countryCode?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** What came of a line of a mail that begins with the label of a field (records-by-email.md RI-9). */
export interface FieldOutcome {
  readonly field: string;
  readonly label: string;
  readonly outcome: 'applied' | 'no_right' | 'invalid' | 'duplicate' | 'empty';
  readonly reason?: string | undefined;
}

/** What an email activity knows besides from the mail that it came by (mail-gateway.md MX-17). */
export interface MailDetails {
  /** Of the journal row. */
  readonly messageId: string;
  /** The Message-ID header, without `<>`. */
  readonly internetMessageId?: string | undefined;
  /** How its case was found (mail-gateway.md MF-1). */
  readonly foundBy: string;
  readonly reported?: ReportedPlace | undefined;
  readonly headerOutcomes: readonly HeaderOutcome[];
  /** The record of a table of its own that it is about. */
  readonly record?: { readonly table: string; readonly id: string } | undefined;
  readonly fieldOutcomes?: readonly FieldOutcome[] | undefined;
  /** Whether the sender is who it says, as far as that was checked (mail-gateway.md MM-7). */
  readonly authentication?: unknown;
  /** Whether it is certain that the sender is who it says (records-by-email.md RU-4). */
  readonly senderVerified?: boolean | undefined;
  readonly remarks: readonly string[];
}
