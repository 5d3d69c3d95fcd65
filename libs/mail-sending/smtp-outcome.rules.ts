/** What the next mail server has said to a mail: records-by-email.md RO-2. */
import { addressKey } from '#email-address/email-address.rules.js';
import { cleanText, shortened } from '#mail-message/clean-text.rules.js';

const LONGEST_REASON = 500;

/** What became of one attempt, recipient by recipient. */
export interface SmtpOutcome {
  /** Taken by the server. */
  readonly accepted: readonly string[];
  /** Refused for good. */
  readonly refused: readonly string[];
  /** To be tried again. */
  readonly deferred: readonly string[];
  /** Null when everybody was accepted. */
  readonly reason: string | null;
}

/** As nodemailer throws it, and as it reports single recipients. */
interface SmtpError {
  readonly message: string;
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly recipient?: string;
  readonly rejectedErrors?: readonly SmtpError[];
}

interface SentInfo {
  readonly rejectedErrors?: readonly SmtpError[] | undefined;
}

/** At least one recipient was accepted. */
export function judgeSent(recipients: readonly string[], { rejectedErrors = [] }: SentInfo): SmtpOutcome {
  return judge(recipients, rejectedErrors, undefined);
}

/** Nobody was accepted. */
export function judgeFailure(recipients: readonly string[], error: unknown): SmtpOutcome {
  const failure = error instanceof Error ? (error as SmtpError) : { message: String(error) };
  return judge(recipients, failure.rejectedErrors ?? [], failure);
}

/** Nobody was asked: the mail cannot be made, and could not be made later either. */
export function judgeUnmade(recipients: readonly string[], error: unknown): SmtpOutcome {
  const { reason } = judgeFailure(recipients, error);
  return { accepted: [], refused: recipients, deferred: [], reason };
}

function judge(
  recipients: readonly string[],
  rejected: readonly SmtpError[],
  failure: SmtpError | undefined,
): SmtpOutcome {
  const errors = new Map(rejected.map((error) => [addressKey(error.recipient ?? ''), error]));
  const errorOf = (recipient: string) => errors.get(addressKey(recipient)) ?? failure;
  const isRefused = (recipient: string): boolean => {
    const error = errorOf(recipient);
    return error !== undefined && isFinal(error);
  };
  const failed = recipients.filter((recipient) => errorOf(recipient) !== undefined);
  const [first = failure] = failed.flatMap((recipient) => errorOf(recipient) ?? []);
  return {
    accepted: recipients.filter((recipient) => errorOf(recipient) === undefined),
    refused: failed.filter(isRefused),
    deferred: failed.filter((recipient) => !isRefused(recipient)),
    reason: first ? shortened(cleanText(first.message), LONGEST_REASON) : null,
  };
}

/** Commands whose replies are about the mail; what a server says at the greeting or to a login is about us. */
const ABOUT_THE_MAIL = /^(?:MAIL FROM|RCPT TO|DATA)/;

function isFinal({ code, command = '', responseCode }: SmtpError): boolean {
  // Not even asked: an envelope that cannot be said, a message that is larger than the server announces to take.
  if (responseCode === undefined) return code === 'EMESSAGE' || (code === 'EENVELOPE' && command === 'API');
  return responseCode >= 500 && ABOUT_THE_MAIL.test(command);
}
