import { maximumMailBytes, type MailAccount } from '#configuration/mail-account.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { REPLIES, type SmtpReply } from './smtp-reply.js';

/**
 * Whether mail to an address is taken in (mail-gateway.md MM-1, MN-2). `others`: the recipients that were accepted before it
 * for the same message; `announcedBytes`: SIZE of MAIL FROM.
 */
export function judgeRecipient(
  address: string,
  others: readonly string[],
  announcedBytes: number | undefined,
  snapshot: PartitionSnapshot,
): MailAccount | SmtpReply {
  const account = snapshot.findMailAccountByAddress(address);
  if (!account) return isOurDomain(address, snapshot) ? REPLIES.unknownRecipient() : REPLIES.relayingDenied();
  const limit = maximumMailBytes(account, snapshot.settings);
  if (announcedBytes !== undefined && announcedBytes > limit) return REPLIES.tooLarge(limit);
  // One message has one answer: recipients that would have to answer differently are sent to apart.
  const [first] = others.flatMap((other) => snapshot.findMailAccountByAddress(other) ?? []);
  if (first && maximumMailBytes(first, snapshot.settings) !== limit) return REPLIES.otherLimit();
  return account;
}

/** The largest mail that any account takes: what SIZE announces. */
export function largestMailBytes({ mailAccounts, settings }: PartitionSnapshot): number {
  return Math.max(0, ...mailAccounts.map((account) => maximumMailBytes(account, settings)));
}

function isOurDomain(address: string, { mailAccounts }: PartitionSnapshot): boolean {
  const domain = domainOf(address);
  return mailAccounts.some(({ alias }) => domainOf(alias.emailAddress) === domain);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
