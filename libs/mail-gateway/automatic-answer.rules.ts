/** Who is told what has become of a mail: records-by-email.md RO-12 and RO-14, after RFC 3834. */
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { ReadMessage } from '#mail-message/message.js';
import type { JournalEntry, Outcome } from './journal.js';
import { isDaemon, type Parties } from './parties.rules.js';

interface Answered {
  readonly account: Pick<MailAccount, 'acknowledge'> & { readonly records: Pick<MailAccount['records'], 'answers'> };
  readonly entry: Pick<JournalEntry, 'envelopeFrom' | 'isBelated'>;
  readonly message: Pick<ReadMessage, 'automatic' | 'bounce'>;
  readonly parties: Pick<Parties, 'author' | 'isAuthorOurs' | 'direction'>;
  readonly isAuthenticated: boolean;
}

/** Only somebody who is known to have written it, now, about what the account answers. */
export function isAnswered({ account, entry, message, parties, isAuthenticated }: Answered, outcome: Outcome): boolean {
  const { author, isAuthorOurs, direction } = parties;
  const isWritten = message.automatic === undefined && message.bounce === undefined && entry.envelopeFrom !== '';
  const isFromSomebody = author !== undefined && !isAuthorOurs && !isDaemon(author.address);
  const isWanted = isAnsweredBy(account, outcome) && direction === 'in' && !entry.isBelated;
  return isWanted && isWritten && isFromSomebody && isAuthenticated;
}

function isAnsweredBy({ acknowledge, records: { answers } }: Answered['account'], outcome: Outcome): boolean {
  switch (outcome) {
    case 'created':
      return acknowledge || answers.created;
    case 'updated':
      return answers.updated;
    case 'discarded':
      return answers.refused;
    default:
      return false;
  }
}
