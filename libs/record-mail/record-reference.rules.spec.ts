import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inMessageId, inSubject } from '#record-key/find-record-keys.rules.js';
import {
  CASE_TABLE,
  openRecordKey,
  recordSecretOf,
  sealRecordKey,
  type RecordKeyCarrier,
} from '#record-key/record-key.rules.js';
import { recordReference } from './record-reference.rules.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const OURS = recordSecretOf(1, randomBytes(32), { firstDay: 0, lastDay: undefined });
const OTHERS = recordSecretOf(1, randomBytes(32), { firstDay: 0, lastDay: undefined });
const NORA = 'nora@new.example';

function key(recordId: string, carrier: RecordKeyCarrier, secret = OURS, recipient: string | undefined = NORA): string {
  return sealRecordKey(secret, { tableNumber: CASE_TABLE, recordId, recipient }, carrier, NOW);
}

function reference(parts: object, sender = NORA) {
  const message = { subject: '', recordKeys: [], inReplyTo: [], references: [], ...parts };
  return recordReference(message, sender, (text, carrier) => openRecordKey([OURS], text, carrier, NOW));
}

function messageId(recordId: string): string {
  return `${inMessageId(key(recordId, 'message-id'), 'x')}@desk.example`;
}

describe('the record that a mail is about', () => {
  it('is the one of the first good key (RK-3)', () => {
    const text = `${inSubject(key('1', 'subject', OTHERS))} ${inSubject(key('2', 'subject'))}`;
    expect(reference({ unquotedText: text, subject: inSubject(key('3', 'subject')) })).toEqual({
      tableNumber: CASE_TABLE,
      recordId: '2',
      evidence: 'key',
      by: 'text',
      isForwarded: false,
    });
  });

  it('is known by our Message-ID alone when the subject was rewritten and headers were stripped (RK-3, RU-2)', () => {
    expect(reference({ inReplyTo: [messageId('7')] })).toMatchObject({ recordId: '7', evidence: 'own-message-id' });
  });

  it('has a key, when a quoted one names the same record as the Message-ID (RU-2)', () => {
    const same = { references: [messageId('7')], text: `> ${inSubject(key('7', 'subject'))}` };
    expect(reference(same)).toMatchObject({ recordId: '7', evidence: 'key', by: 'message-id' });
    const other = { references: [messageId('7')], text: `> ${inSubject(key('8', 'subject'))}` };
    expect(reference(other)).toMatchObject({ recordId: '7', evidence: 'own-message-id' });
  });

  it('is none for a key in the wrong place, or of another installation (RK-2, RK-6)', () => {
    expect(reference({ subject: inSubject(key('1', 'header')) })).toBeUndefined();
    expect(reference({ recordKeys: [key('1', 'header', OTHERS)] })).toBeUndefined();
  });

  it('says that a mail was passed on, unless the key was for nobody in particular (RK-7)', () => {
    const subject = inSubject(key('1', 'subject'));
    expect(reference({ subject }, 'colleague@new.example')).toMatchObject({ isForwarded: true });
    const general = sealRecordKey(
      OURS,
      { tableNumber: CASE_TABLE, recordId: '1', recipient: undefined },
      'subject',
      NOW,
    );
    expect(reference({ subject: inSubject(general) }, 'colleague@new.example')).toMatchObject({
      isForwarded: undefined,
    });
  });
});
