import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { readHeaderBlock } from '#mail-message/header-block.rules.js';
import { cleanText } from '#mail-message/clean-text.rules.js';
import type { ReadMessage } from '#mail-message/message.js';
import { parseMessage } from '#mail-message/parse/parse-message.js';
import { messageOptions } from './compose-message.rules.js';
import type { MailContent, MailFile } from './outgoing-mail.js';

const FILE: MailFile = {
  fileName: 'plan.txt',
  contentType: 'text/plain',
  contentId: null,
  blobKey: 'k',
  size: 4,
  sha256: '',
};

const CONTENT: MailContent = {
  from: { name: 'Service', address: 'support@desk.example' },
  to: ['ann@example.org'],
  cc: [],
  replyTo: 'support+0123456789abcdefghjk@desk.example',
  subject: 'Re: Laptop',
  text: 'Try again.\n',
  html: '<p>Try again.</p>',
  files: [FILE],
  date: '2026-11-22T10:00:00.000Z',
  messageId: 'key.random@desk.example',
  inReplyTo: 'question@example.org',
  references: ['first@example.org', 'question@example.org'],
  automatic: null,
  recordKey: 'v1.key',
};

async function built(content: MailContent, sender = 'support@desk.example'): Promise<Buffer> {
  const files = content.files.map((file) => ({ file, content: Readable.from(['text']) }));
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail(
    messageOptions(content, { sender, recipients: content.to }, files, 'mark'),
  );
  return message as Buffer;
}

async function read(raw: Buffer): Promise<ReadMessage> {
  const bytes = new Uint8Array(raw);
  return parseMessage(bytes.buffer, { prefix: 'x-desk-', ownMark: 'mark' });
}

const namesOf = (raw: Buffer): string[] => readHeaderBlock(raw).fields.map(({ name }) => name);

describe('RO-3: a mail that goes out', () => {
  it('is from the alias under the name of its department, and refers to what it answers', async () => {
    const message = await read(await built(CONTENT));
    expect(message).toMatchObject({
      from: [{ name: 'Service', address: 'support@desk.example' }],
      to: [{ address: 'ann@example.org' }],
      replyTo: [{ address: 'support+0123456789abcdefghjk@desk.example' }],
      messageId: 'key.random@desk.example',
      inReplyTo: ['question@example.org'],
      references: ['first@example.org', 'question@example.org'],
      subject: 'Re: Laptop',
      text: 'Try again.\n',
      attachments: [{ name: 'plan.txt' }],
    });
    expect(message.automatic).toBeUndefined();
  });

  it('says that it is automatic when nobody has written it', async () => {
    const raw = await built({ ...CONTENT, automatic: 'auto-replied' }, '');
    expect((await read(raw)).automatic).toBe('auto-replied');
    expect(namesOf(raw)).toContain('x-auto-response-suppress');
  });

  it('is the same again at every attempt, but for the boundaries of its parts', async () => {
    const parts = (raw: Buffer) => raw.toString('latin1').replaceAll(/--_NmP-[\da-f]+-Part_\d/g, 'boundary');
    expect(parts(await built(CONTENT))).toBe(parts(await built(CONTENT)));
  });
});

const NAUGHTY = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'a\r\nBcc: eve@evil.example',
    'a\nX-Desk-Case-Status: closed',
    'a\r\n\r\n<script>',
    'a\u0000b',
    'a\u2028Bcc: eve@evil.example',
    'a\u0085Bcc: eve@evil.example',
    '=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=',
    '=?utf-8?Q?=0D=0ABcc=3A_eve=40evil.example?=',
    '=?utf-8?Q?x?= <eve@evil.example>',
    '" <eve@evil.example>, "',
    'a;b,c:d<e>f(g)h[i]j"k\\l',
    'ü'.repeat(120),
    '\u202egpj.exe',
    'long '.repeat(400),
  ),
);

const HEADERS = namesOf(await built({ ...CONTENT, cc: ['bob@example.org'] })).toSorted();

describe('RO-6: whatever stands in a field', () => {
  it('adds no header, no recipient and no end of the headers, and is read as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, async (name, subject, fileName, other) => {
        const file = { ...FILE, fileName, contentType: other, contentId: null };
        const content = {
          ...CONTENT,
          from: { name, address: CONTENT.from.address },
          cc: ['bob@example.org'],
          subject: `Re: ${subject}`,
          files: [file],
          references: [other, 'first@example.org'],
          recordKey: 'v1.key',
        };
        const raw = await built(content);
        expect(namesOf(raw).toSorted()).toEqual(HEADERS);
        const message = await read(raw);
        expect(message.to.map(({ address }) => address)).toEqual(['ann@example.org']);
        expect(message.cc.map(({ address }) => address)).toEqual(['bob@example.org']);
        expect(message.from.map(({ address }) => address)).toEqual(['support@desk.example']);
        expect(message.attachments).toHaveLength(1);
        expect(message.defects).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['=?utf-8?B?YWJj?=', 'Grüße', 'Ärger '.repeat(40).trim(), '你好'.repeat(50), 'plain'])(
    'is a subject that people see as it was written: %s',
    async (subject) => {
      expect((await read(await built({ ...CONTENT, subject }))).subject).toBe(cleanText(subject).normalize('NFC'));
    },
  );

  it.each(['Größe & Co', 'Desk, Support', 'Say "hi"', 'サポート', 'O’Neil'])(
    'is a name that people see: %s',
    async (name) => {
      const message = await read(await built({ ...CONTENT, from: { name, address: CONTENT.from.address } }));
      expect(message.from).toEqual([{ name, address: CONTENT.from.address }]);
    },
  );

  it('leaves out references and Content-IDs that are none', async () => {
    const file = { ...FILE, contentType: 'image/png', contentId: 'a>\r\nX: y' };
    const content = { ...CONTENT, inReplyTo: 'a b\r\nX: y', references: ['<>', 'a b'], files: [file] };
    const raw = await built(content);
    expect(namesOf(raw)).not.toEqual(expect.arrayContaining(['in-reply-to']));
    expect(raw.toString()).not.toContain('X: y');
  });
});
