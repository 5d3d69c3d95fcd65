/** What is known of where a mail comes from (mail-gateway.md MM-7); stored with the activity. */
export interface SenderEvidence {
  /** Our own check, or the header of a border server that is ours. */
  readonly source: 'checked' | 'authentication-results' | 'none';
  readonly spf?: { readonly result: string; readonly domain: string };
  readonly dkim: readonly DkimEvidence[];
  readonly dmarc?: { readonly result: string; readonly domain: string; readonly policy?: string };
  readonly arc?: { readonly result: string };
  /** Why there is less than could be. */
  readonly reason?: string;
}

export interface DkimEvidence {
  readonly result: string;
  /** `d=`. */
  readonly domain: string;
  /** Whether it is the domain of the From address, or the two belong together. */
  readonly aligned: boolean;
  /** Names of the headers that the signature covers, in lower case, each as often as it covers it; empty when another server checked. */
  readonly covers: readonly string[];
  /** Whether `l=` leaves out what follows. */
  readonly bodyLimited: boolean;
}

/** RFC 8601: pass is the only result that says anything for a mail. */
export const PASS = 'pass';
