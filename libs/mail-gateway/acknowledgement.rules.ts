/** Who is told that a mail has come: records-by-email.md RO-12, after RFC 3834. */
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { ReadMessage } from '#mail-message/message.js';
import type { JournalEntry, Outcome } from './journal.js';
import { isDaemon, type Parties } from './parties.rules.js';

interface Acknowledged {
  readonly account: Pick<MailAccount, 'acknowledge'>;
  readonly entry: Pick<JournalEntry, 'envelopeFrom' | 'isBelated'>;
  readonly message: Pick<ReadMessage, 'automatic' | 'bounce'>;
  readonly parties: Pick<Parties, 'author' | 'isAuthorOurs' | 'direction'>;
  readonly isAuthenticated: boolean;
}

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
