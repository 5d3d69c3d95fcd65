/** Who a mail is from and whose it is: mail-gateway.md MM-1, MM-2, MX-1, MX-8. */
import type { MailAccount } from '#configuration/mail-account.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { namesOf } from '#mail-message/desk/decide-desk-headers.rules.js';
import type { DeskValues } from '#mail-message/desk/desk-values.js';
import type { MailAddress, ReadMessage } from '#mail-message/message.js';

export interface Person {
  readonly address: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

export interface Parties {
  /** Who wrote it, when exactly one mailbox says so. */
  readonly author: MailAddress | undefined;
  readonly isAuthorOurs: boolean;
  /** Undefined: nobody can be told. */
  readonly customer: Person | undefined;
  readonly direction: 'in' | 'out';
}

type Addresses = Pick<ReadMessage, 'from' | 'replyTo' | 'to' | 'cc'>;

/** `isTrusted`: whether the mail's own word counts, as its headers do. */
export function partiesOf(
  message: Addresses,
  values: Pick<DeskValues, 'customer' | 'direction'>,
  isTrusted: boolean,
  snapshot: PartitionSnapshot,
): Parties {
  const isOurs = (address: string): boolean => snapshot.isOwnAddress(address);
  const author = message.from.length === 1 ? message.from[0] : undefined;
  const direction = values.direction ?? 'in';
  const others = [...message.to, ...message.cc].filter(({ address }) => !isOurs(address));
  const replyTo = isTrusted && message.replyTo.length === 1 ? message.replyTo[0] : undefined;
  const sender = direction === 'out' ? others[0] : (replyTo ?? author);
  return {
    author,
    isAuthorOurs: author !== undefined && isOurs(author.address),
    customer: values.customer ?? (sender && { address: sender.address, ...namesOf(sender.name) }),
    direction,
  };
}

/**
 * The account of the alias that a mail came for: by the envelope, else by what its way or its author says, else the one of the
 * mailbox that it was found in. A blind copy names no address of ours at all (MX-14).
 */
export function recipientAccount(
  mailbox: MailAccount,
  envelopeTo: string | undefined,
  message: Pick<ReadMessage, 'deliveredTo' | 'to' | 'cc'>,
  snapshot: PartitionSnapshot,
): MailAccount {
  if (envelopeTo !== undefined) return snapshot.findMailAccountByAddress(envelopeTo) ?? mailbox;
  const addressees = [...message.to, ...message.cc].map(({ address }) => address);
  for (const addresses of [message.deliveredTo, addressees]) {
    if (addresses.some((address) => addressKey(address) === addressKey(mailbox.alias.emailAddress))) return mailbox;
    const [named] = addresses.flatMap((address) => snapshot.findMailAccountByAddress(address) ?? []);
    if (named) return named;
  }
  return mailbox;
}

const DAEMONS = new Set([
  'mailer-daemon',
  'postmaster',
  'noreply',
  'no-reply',
  'donotreply',
  'do-not-reply',
  'bounce',
  'bounces',
]);

/** An address that nobody reads: it makes no customer (ML-1). */
export function isDaemon(address: string): boolean {
  return DAEMONS.has(address.slice(0, address.lastIndexOf('@')).toLowerCase());
}
