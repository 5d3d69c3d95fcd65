/** Which record a mail is about, by what it carries: records-by-email.md RK-3, RU-2. */
import { isSentTo, type OpenedRecordKey, type RecordKeyCarrier } from '#record-key/record-key.rules.js';
import { findRecordKeys, type KeyedMessage, type RecordKeyPlace } from '#record-key/find-record-keys.rules.js';
import type { Evidence } from './matrix.rules.js';

export interface RecordReference {
  readonly tableNumber: number;
  readonly recordId: string;
  readonly evidence: Evidence;
  /** Where it was found. */
  readonly by: RecordKeyPlace | 'address';
  /** Whether the key was sent to somebody else than who writes now: the mail was passed on. Undefined: it does not say to whom. */
  readonly isForwarded: boolean | undefined;
}

/** Opens a key where it stands; `RecordKeys.open`. */
export type Opener = (text: string, carrier: RecordKeyCarrier) => OpenedRecordKey | undefined;

/**
 * The first good key names the record. Of the other keys only those count that name the same record: one that was sealed for
 * subject or header is better evidence than a Message-ID.
 */
export function recordReference(
  message: KeyedMessage,
  sender: string | undefined,
  open: Opener,
): RecordReference | undefined {
  const opened = findRecordKeys(message).flatMap(({ place, carrier, key }) => {
    const content = open(key, carrier);
    return content ? [{ place, carrier, content }] : [];
  });
  const [first] = opened;
  if (!first) return undefined;
  const { tableNumber, recordId } = first.content;
  const same = opened.filter(({ content }) => content.tableNumber === tableNumber && content.recordId === recordId);
  return {
    tableNumber,
    recordId,
    evidence: same.some(({ carrier }) => carrier !== 'message-id') ? 'key' : 'own-message-id',
    by: first.place,
    isForwarded: isForwarded(same, sender),
  };
}

function isForwarded(keys: readonly { readonly content: OpenedRecordKey }[], sender = ''): boolean | undefined {
  const marked = keys.filter(({ content }) => content.recipientMark !== 0);
  if (marked.length === 0 || sender === '') return undefined;
  return !marked.some(({ content }) => isSentTo(content, sender));
}
