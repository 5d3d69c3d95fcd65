/** Delivery status notifications, RFC 3464 (mail-gateway.md ML-2). */
import { readHeaderBlock, valuesOf, type HeaderField } from '../header-block.rules.js';
import { readMailboxes } from '../mailbox.rules.js';
import type { Bounce, BouncedRecipient } from '../message.js';
import type { MimePart } from './mime-parts.rules.js';

const MOST_RECIPIENTS = 200;

/** What a report says, or undefined for a mail that is none. `headers` are those of the whole mail. */
export function readBounce(parts: readonly MimePart[], headers: readonly HeaderField[]): Bounce | undefined {
  const report = parts.find(
    ({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status',
  );
  const recipients = report ? reportedRecipients(report.content()) : failedRecipients(headers);
  if (!report && recipients.length === 0) return undefined;
  const originalMessageId = originalId(parts);
  return { ...(originalMessageId !== undefined && { originalMessageId }), recipients };
}

/** Groups of fields, an empty line between them; the first group is about the report, each other one about a recipient. */
function reportedRecipients(content: Uint8Array): BouncedRecipient[] {
  const recipients: BouncedRecipient[] = [];
  let rest = content;
  while (rest.length > 0 && recipients.length < MOST_RECIPIENTS) {
    const { fields, bodyStart } = readHeaderBlock(rest);
    const [recipient = valuesOf(fields, 'original-recipient')[0]] = valuesOf(fields, 'final-recipient');
    const address = recipient === undefined ? undefined : addressOf(recipient);
    if (address !== undefined) {
      const [action = ''] = valuesOf(fields, 'action');
      const [status = ''] = valuesOf(fields, 'status');
      recipients.push({
        address,
        action: /^[a-z-]*/i.exec(action)?.[0].toLowerCase() ?? '',
        status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(status)?.[0] ?? '',
      });
    }
    rest = rest.subarray(bodyStart);
  }
  return recipients;
}

/** Exim writes no report of that form for its own refusals, but this header. */
function failedRecipients(headers: readonly HeaderField[]): BouncedRecipient[] {
  return readMailboxes(valuesOf(headers, 'x-failed-recipients').join(', '))
    .mailboxes.slice(0, MOST_RECIPIENTS)
    .map(({ address }) => ({ address, action: 'failed', status: '' }));
}

/** `rfc822; joe@example.com` */
function addressOf(recipient: string): string | undefined {
  return readMailboxes(recipient.replace(/^[^;]{0,40};/, '')).mailboxes[0]?.address;
}

function originalId(parts: readonly MimePart[]): string | undefined {
  const original = parts.findLast(({ type }) => ORIGINALS.has(type));
  const [id] = original ? valuesOf(readHeaderBlock(original.content()).fields, 'message-id') : [];
  return id === undefined ? undefined : /<\s*([^<>\s]{1,998})\s*>/.exec(id)?.[1];
}

const ORIGINALS = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']);
