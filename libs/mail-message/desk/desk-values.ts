/** What the desk headers of a mail ask for, once they are found valid (mail-gateway.md §6). */
export interface DeskValues {
  /** MX-1. */
  readonly customer?: { readonly address: string; readonly firstName?: string; readonly lastName?: string };
  /** MX-2, MX-6: values by the configured name of the attribute. */
  readonly customerCustom: Readonly<Record<string, readonly string[]>>;
  readonly caseCustom: Readonly<Record<string, readonly string[]>>;
  /** MX-3: each once, whatever its case; to be added. */
  readonly labels: readonly string[];
  /** MX-4. */
  readonly status?: DeskStatus;
  /** MX-5. */
  readonly externalId?: string;
  /** MX-7: BCP 47. */
  readonly language?: string;
  /** MX-8; undefined means in. */
  readonly direction?: 'in' | 'out';
  /** MX-9: what the sender says about where the message was written. */
  readonly reported?: DeskReport;
}

export type DeskStatus = 'new' | 'open' | 'pending' | 'resolved' | 'closed';

export interface DeskReport {
  readonly ipAddress?: string;
  /** Decimal degrees. */
  readonly lat?: number;
  readonly lng?: number;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string;
  readonly userAgent?: string;
}

/** MX-11: what became of a header; never a reason to refuse the mail. */
export interface HeaderOutcome {
  /** In lower case, with the prefix. */
  readonly header: string;
  readonly outcome:
    'applied' | 'ignored_untrusted' | 'invalid' | 'unknown' | 'duplicate' | 'unsupported_key' | 'conflict';
  readonly reason?: string;
}
