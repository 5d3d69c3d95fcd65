/** Who is told that a mail has come: records-by-email.md RO-12, after RFC 3834. */
import type { Outcome } from './journal.js';
import type { ReadMail } from './decide-mail.rules.js';
import { isDaemon } from './parties.rules.js';

type Acknowledged = Pick<ReadMail, 'account' | 'message' | 'parties' | 'isAuthenticated'> & {
  readonly entry: Pick<ReadMail['entry'], 'envelopeFrom' | 'isBelated'>;
};

/** Only somebody who is known to have written it, to open a case, now. */
export function isAcknowledged(
  { account, entry, message, parties, isAuthenticated }: Acknowledged,
  outcome: Outcome,
): boolean {
  const { author, isAuthorOurs, direction } = parties;
  const isWritten = message.automatic === undefined && message.bounce === undefined && entry.envelopeFrom !== '';
  const isFromSomebody = author !== undefined && !isAuthorOurs && !isDaemon(author.address);
  const isWanted = account.acknowledge && outcome === 'created' && direction === 'in' && !entry.isBelated;
  return isWanted && isWritten && isFromSomebody && isAuthenticated;
}
