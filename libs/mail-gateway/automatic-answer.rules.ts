/** Who is told what has become of a mail: records-by-email.md RO-12, after RFC 3834. */
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { AccountAnswer } from '#inbound-accounts/inbound-account.js';
import type { ReadMessage } from '#mail-message/message.js';
import type { AnsweredMail } from '#mail-sending/answer-notice.rules.js';
import type { JournalEntry, Outcome } from './journal.js';
import { isDaemon, type Parties } from './parties.rules.js';
import type { ReadMail } from './read-mail.js';

interface Answered {
  readonly account: Pick<MailAccount, 'answers'>;
  readonly entry: Pick<JournalEntry, 'envelopeFrom' | 'isBelated'>;
  readonly message: Pick<ReadMessage, 'automatic' | 'bounce'>;
  readonly parties: Pick<Parties, 'author' | 'isAuthorOurs' | 'direction'>;
  readonly isAuthenticated: boolean;
}

const ANSWER_TO: Readonly<Partial<Record<Outcome, AccountAnswer>>> = {
  created: 'created',
  updated: 'updated',
  held: 'refused',
  discarded: 'refused',
};

/**
 * Only somebody who is known to have written it, now, about what the account answers. `mayKnow`: whether the sender takes part in
 * what was made or added to, and so is given a key of it; of a refusal, whether it is a user or a customer.
 */
export function isTold(
  { account, entry, message, parties, isAuthenticated }: Answered,
  outcome: Outcome,
  mayKnow: boolean,
): boolean {
  const { author, isAuthorOurs, direction } = parties;
  const answer = ANSWER_TO[outcome];
  const isWanted = answer !== undefined && account.answers[answer] && direction === 'in' && !entry.isBelated;
  const isWritten = message.automatic === undefined && message.bounce === undefined && entry.envelopeFrom !== '';
  const isFromSomebody = author !== undefined && !isAuthorOurs && !isDaemon(author.address);
  return isWanted && isWritten && isFromSomebody && isAuthenticated && mayKnow;
}

/** What an answer to the mail is made of. */
export function answeredMail({ account, parties, message }: ReadMail, language: string): AnsweredMail {
  return {
    aliasId: account.alias.id,
    address: parties.author?.address ?? '',
    language,
    messageId: message.messageId,
  };
}
