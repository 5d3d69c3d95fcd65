import { hash } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { BlobStore } from '#attachments/blob-store.js';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { CASES, HMAC_KEY_PURPOSE } from '#inbound-accounts/inbound-account.js';
import { canonicalForm } from '#mail-message/desk/desk-signature.js';
import { decideDeskHeaders } from '#mail-message/desk/decide-desk-headers.rules.js';
import { isWellSigned, trustOfMessage, type Trust } from '#mail-message/desk/trust.rules.js';
import { MessageUnreadable, type ReadMessage } from '#mail-message/message.js';
import { readMessageHeaders } from '#mail-message/read-headers.rules.js';
import { MessageReader } from '#mail-message/message-reader.js';
import { ownMarkOf } from '#mail-message/own-mark.js';
import { checkSender } from '#mail-message/sender/check-sender.js';
import { isInNetworks } from '#mail-message/sender/networks.js';
import { PASS, type SenderEvidence } from '#mail-message/sender/sender-evidence.js';
import { findRecordKeys, type KeyedMessage } from '#record-key/find-record-keys.rules.js';
import { RecordKeys } from '#record-key/record-keys.js';
import { ReplyAddresses } from '#mail-sending/reply-addresses.js';
import { withAddressedRecord } from '#record-mail/addressed-record.rules.js';
import { recordReference, type Opener } from '#record-mail/record-reference.rules.js';
import { Secrets } from '#runtime/secrets.js';
import { traced } from '#runtime/tracing.js';
import { toStorable } from '#wire/storable.rules.js';
import { degrade, unreadMessage } from './degrade.rules.js';
import type { JournalEntry } from './journal.js';
import { subjectCore } from './loop.rules.js';
import { partiesOf, recipientAccount, type Parties } from './parties.rules.js';
import type { ReadMail } from './read-mail.js';
import { UsedSignatureStore } from './used-signature.store.js';

/** Where our own systems are: mail that comes from there was not sent by a stranger's server, so that SPF says nothing. */
const OWN_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

const NOT_CHECKED: SenderEvidence = {
  source: 'none',
  dkim: [],
  reason: 'it was handed over within our own networks, and nobody has signed it',
};

const NOT_READ: SenderEvidence = { source: 'none', dkim: [], reason: 'the mail could not be read' };

/** Everything about a mail that can be known without what is stored: its message, its sender, its headers in force. */
@Injectable()
export class MailReadings implements OnApplicationShutdown {
  private readonly reader = new MessageReader();

  constructor(
    private readonly blobs: BlobStore,
    private readonly signatures: UsedSignatureStore,
    private readonly configuration: ConfigurationCache,
    private readonly secrets: Secrets,
    private readonly recordKeys: RecordKeys,
    private readonly replyAddresses: ReplyAddresses,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }

  /**
   * `mailbox`: the account that it came in by. Of what cannot be read within the limits, or must not be tried again because of a
   * `fault`, the headers (MN-5). Throws `DamagedBlob` when the bytes are not what came. Nothing is used up by what is only explained.
   */
  async read(
    entry: JournalEntry,
    mailbox: MailAccount,
    { fault, isExplained = false }: { readonly fault?: string | undefined; readonly isExplained?: boolean } = {},
  ): Promise<ReadMail> {
    const raw = entry.content ?? (await this.bytesOf(entry));
    const snapshot = this.configuration.snapshot();
    let { message, fault: unreadable } = await this.message(raw, entry, mailbox, fault);
    // Whom it is for decides what counts, not in whose mailbox it was found.
    const account = recipientAccount(mailbox, entry.envelopeTo, message, snapshot);
    if (account.headers.prefix !== mailbox.headers.prefix)
      ({ message, fault: unreadable } = await this.message(raw, entry, account, fault));
    const addressed = await this.replyAddresses.find(addressesOf(entry, message));
    const needsWords =
      account.table !== CASES ||
      takesFieldsFromText(account) ||
      addressed !== undefined ||
      findRecordKeys(keyedBy(message)).length > 0;
    if (needsWords && unreadable === undefined) message = await this.withWords(message);
    const sender =
      unreadable === undefined
        ? await traced('check sender', () => evidenceOf(raw, entry, mailbox, message))
        : NOT_READ;
    const trust = await this.trustOf(entry, account, message, sender, isExplained);
    const open: Opener = (text, carrier) => this.recordKeys.open(text, carrier);
    const mail = toReadMail({ entry, account, message, sender, trust, fault: unreadable, open }, snapshot);
    return { ...mail, reference: withAddressedRecord(mail.reference, addressed, mail.parties.author?.address) };
  }

  private async message(
    raw: Uint8Array,
    { envelopeFrom, sha256 }: JournalEntry,
    { headers: { prefix } }: MailAccount,
    fault: string | undefined,
  ): Promise<{ readonly message: ReadMessage; readonly fault: string | undefined }> {
    const options = { prefix, ownMark: ownMarkOf(this.secrets), ...(envelopeFrom !== undefined && { envelopeFrom }) };
    const unread = (reason: string) => ({
      message: unreadMessage(readMessageHeaders(raw, options), raw, sha256, reason),
      fault: reason,
    });
    if (fault !== undefined) return unread(fault);
    try {
      return { message: await traced('read mail', () => this.reader.read(raw, options)), fault: undefined };
    } catch (error) {
      if (error instanceof MessageUnreadable) return unread(`it cannot be read: ${error.message}`);
      throw error;
    }
  }

  /** To tell apart what a mail quotes takes longer than to read it, so only what may be about a record or has fields waits for it (RK-3, RI-8). */
  private async withWords(message: ReadMessage): Promise<ReadMessage> {
    try {
      return { ...message, ...(await this.reader.wordsOf(message)) };
    } catch (error) {
      if (!(error instanceof MessageUnreadable)) throw error;
      return { ...message, defects: [...message.defects, 'what it quotes could not be told apart'] };
    }
  }

  private async bytesOf({ blobKey = '', size, sha256 }: JournalEntry): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const blob = await this.blobs.read({ key: blobKey, size, sha256 });
    for await (const chunk of blob as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  private async trustOf(
    entry: JournalEntry,
    { headers: { trust } }: MailAccount,
    message: ReadMessage,
    sender: SenderEvidence,
    isExplained: boolean,
  ): Promise<Trust> {
    const { receivedAt } = entry;
    const remoteAddress = isPassedOn(entry) ? undefined : entry.remoteAddress;
    const evidence = {
      isAuthenticated: isSubmitted(entry),
      ...(remoteAddress !== undefined && { remoteAddress }),
      sender,
      message,
      receivedAt,
      isSignatureSeen: false,
    };
    const hmacKeys = trust.encryptedHmacKeys.map((key) => this.secrets.decrypt(HMAC_KEY_PURPOSE, key));
    const policy = { ...trust, hmacKeys };
    const isSignatureSeen = isWellSigned(evidence, policy) && (await this.isSignedForOther(message, isExplained));
    return trustOfMessage({ ...evidence, isSignatureSeen }, policy);
  }

  /** A signature is used up before anything is decided, so that of copies that come at once one is believed. */
  private async isSignedForOther({ deskSignature, contentHash }: ReadMessage, isExplained: boolean): Promise<boolean> {
    if (!deskSignature) return false;
    const signed = { signedHash: hash('sha256', canonicalForm(deskSignature.signed), 'base64url'), contentHash };
    return isExplained ? this.signatures.isOfOther(signed) : (await this.signatures.use(signed)).isOfOther;
  }
}

/** Where a mail has come to, by its envelope, its way and its author. */
function addressesOf({ envelopeTo }: JournalEntry, { deliveredTo, to, cc }: ReadMessage): string[] {
  const named = [...to, ...cc].map(({ address }) => address);
  return [...(envelopeTo === undefined ? [] : [envelopeTo]), ...deliveredTo, ...named];
}

/** Checks who sent a mail: by its signatures, and by its connection when that came from outside. */
async function evidenceOf(
  raw: Uint8Array,
  entry: JournalEntry,
  { authservId }: MailAccount,
  { isSigned }: ReadMessage,
): Promise<SenderEvidence> {
  const { remoteAddress, clientName, envelopeFrom, submittedBy } = entry;
  const isBorder =
    submittedBy === undefined && remoteAddress !== undefined && !isInNetworks(remoteAddress, OWN_NETWORKS);
  if (!isBorder && authservId === null && !isSigned) return NOT_CHECKED;
  return checkSender(raw, {
    hostName: hostname(),
    ...(isBorder && { connection: { remoteAddress, helo: clientName ?? '', mailFrom: envelopeFrom ?? '' } }),
    ...(authservId !== null && { authservId }),
  });
}

interface Reading {
  readonly entry: JournalEntry;
  readonly account: MailAccount;
  readonly message: ReadMessage;
  readonly sender: SenderEvidence;
  readonly trust: Trust;
  readonly fault: string | undefined;
  readonly open: Opener;
}

function toReadMail(
  { entry, account, message, sender, trust, fault, open }: Reading,
  snapshot: PartitionSnapshot,
): ReadMail {
  const desk = decideDeskHeaders(message.desk, trust, {
    attributes: snapshot.customAttributes,
    isOwnAddress: (address) => snapshot.isOwnAddress(address),
  });
  const parties = partiesOf(message, desk.values, trust.trusted, snapshot);
  const messageId = message.messageId ?? `${message.contentHash}@content`;
  return {
    entry,
    account,
    message,
    fault,
    body: degrade(
      { text: toStorable(message.text), html: toStorable(message.html), attachments: message.attachments },
      snapshot.settings,
    ),
    parties,
    reference: recordReference(keyedBy(message), parties.author?.address, open),
    values: desk.values,
    headerOutcomes: desk.outcomes,
    isTrusted: trust.trusted,
    isFromSystem: isFromSystem(trust),
    isAuthenticated: isAuthenticated(entry, trust, sender),
    isSubmitted: isSubmitted(entry),
    isDomainVerified: isDomainVerified(sender),
    authentication: { ...sender, trusted: trust.trusted, trustedBy: trust.by ?? null },
    messageId,
    bodyHash: bodyHashOf(message, parties),
    dedupKey: dedupKeyOf(message, messageId, parties),
  };
}

/** A bounce answers the mail that it is about. */
function keyedBy(message: ReadMessage): KeyedMessage {
  const { originalMessageId } = message.bounce ?? {};
  if (originalMessageId === undefined) return message;
  return { ...message, inReplyTo: [originalMessageId, ...message.inReplyTo] };
}

function takesFieldsFromText({ records: { mapping, parsing } }: MailAccount): boolean {
  return parsing !== null || mapping.text !== null;
}

/**
 * A pipe and an import pass on what strangers have written: who hands it over is known, and from where; who it is from, and from
 * where that came, is not (MX-15).
 */
function isPassedOn({ door }: JournalEntry): boolean {
  return door === 'pipe' || door === 'import';
}

/** Whether a client application stands behind a mail. */
function isSubmitted(entry: JournalEntry): boolean {
  return entry.submittedBy !== undefined && !isPassedOn(entry);
}

/** Whether a system that the account knows has sent a mail; `compat` knows nobody. */
function isFromSystem({ trusted, by }: Trust): boolean {
  return trusted && by !== 'compat';
}

/** DMARC says that the author's domain stands behind a mail; whoever a mail is believed from says it as well. */
function isAuthenticated(entry: JournalEntry, trust: Trust, sender: SenderEvidence): boolean {
  return isSubmitted(entry) || isFromSystem(trust) || isDomainVerified(sender);
}

function isDomainVerified({ dmarc }: SenderEvidence): boolean {
  return dmarc?.result === PASS;
}

/**
 * ML-3: what two mails have in common that go round. Answers to answers have ever more `Re:`; what is sent to many is addressed
 * to others each time.
 */
function bodyHashOf({ subject, text, html, to, filesHash }: ReadMessage, { customer }: Parties): string {
  const addresses = [customer?.address ?? '', ...to.map(({ address }) => address)].map(addressKey);
  return hashOf([subjectCore(subject), text ?? html ?? '', filesHash ?? '', ...addresses]);
}

/** MN-7: what no two mails of an account have in common, unless one repeats the other. */
function dedupKeyOf({ contentHash }: ReadMessage, messageId: string, { customer, direction }: Parties): string {
  return hashOf([messageId, customer ? addressKey(customer.address) : '', direction, contentHash]);
}

function hashOf(texts: readonly string[]): string {
  return hash('sha256', texts.map((text) => `${Buffer.byteLength(text)}:${text}`).join(''), 'base64url');
}
