/** What the address says that a mail comes to, beside the keys that it carries: records-by-email.md RK-3, RO-13. */
import { addressKey } from '#email-address/email-address.rules.js';
import type { AddressedRecord } from '#mail-sending/outgoing-mail.js';
import type { RecordReference } from './record-reference.rules.js';

/** A key counts before the address, but for one that is only quoted; the address makes a Message-ID as good as a key. */
export function withAddressedRecord(
  keyed: RecordReference | undefined,
  addressed: AddressedRecord | undefined,
  sender: string | undefined,
): RecordReference | undefined {
  if (!addressed) return keyed;
  const { tableNumber, recordId, recipientKeys } = addressed;
  const isSame = keyed?.tableNumber === tableNumber && keyed.recordId === recordId;
  if (keyed && keyed.by !== 'quoted' && !isSame) return keyed;
  const isForwarded = sender !== undefined && !recipientKeys.includes(addressKey(sender));
  if (keyed && isSame) return { ...keyed, evidence: 'key', isForwarded: keyed.isForwarded !== false && isForwarded };
  return { tableNumber, recordId, evidence: 'key', by: 'address', isForwarded };
}
