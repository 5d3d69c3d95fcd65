import { describe, expect, it } from '@jest/globals';
import { Failure, unavailable } from '#runtime/errors/failure.js';
import { DEFAULT_SETTINGS } from '#settings/settings.js';
import { ByteGate } from './byte-gate.js';
import { degrade } from './degrade.rules.js';
import { afterFailure, MOST_ATTEMPTS } from './failure.rules.js';
import { loopReason, subjectCore } from './loop.rules.js';
import { Meeting } from './meeting.js';
import { isTooSlow } from './smtp/message-stream.js';
import { replyTo, REPLIES } from './smtp/smtp-reply.js';

const KB = 1024;

describe('MM-5: what of a mail fits', () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    maximumBodySizeForRetrieverKB: 1,
    maximumEmailSizeForRetrieverMB: 1,
    maximumAttachmentsPerActivity: 2,
    blockedFileExtensions: ['exe'],
  };
  const file = (name: string, size = 1) => ({
    name,
    contentType: 'application/octet-stream',
    inline: false,
    content: new Uint8Array(size),
  });
  const judge = (body: Partial<Parameters<typeof degrade>[0]>) =>
    degrade({ text: undefined, html: undefined, attachments: [], ...body }, settings);

  it('is everything when it fits exactly', () => {
    const fits = judge({ text: 'x'.repeat(KB), attachments: [file('a', KB * KB - KB)] });
    expect(fits).toMatchObject({ contentBytes: KB, attachmentBytes: KB * KB - KB, remarks: [] });
    expect(fits.attachments).toHaveLength(1);
  });

  it('is no attachment one byte beyond the largest email', () => {
    const tooLarge = judge({ text: 'x'.repeat(KB), attachments: [file('a', KB * KB - KB + 1)] });
    expect(tooLarge.attachments).toEqual([]);
    expect(tooLarge.text).toHaveLength(KB);
    expect(tooLarge.remarks).toHaveLength(1);
  });

  it('is the beginning of a text that is too long, cut between characters, and the whole as a file', () => {
    const cut = judge({ text: `x${'ä'.repeat(KB)}`, html: '<p>' });
    expect(cut.text).toBe(`x${'ä'.repeat(511)}`);
    expect(cut.html).toBeUndefined();
    expect(cut.attachments.map(({ name }) => name)).toEqual(['body.txt', 'body.html']);
  });

  it('is neither a blocked file nor one too many', () => {
    const left = judge({ attachments: [file('a.exe'), file('b'), file('c'), file('d')] });
    expect(left.attachments.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(left.remarks).toEqual([
      'left out, because files of their type are blocked: a.exe',
      '1 attachments beyond the first 2 were left out',
    ]);
  });
});

describe('ML-3: a loop', () => {
  const mail = { loop: undefined, isFromUs: false, isOutboundCopy: false, mayRepeat: false, sameBodyCount: 0 };
  it.each([
    ['no mail by itself', {}, undefined],
    ['what the message shows', { loop: { reason: 'over 30 Received' } }, 'loop: over 30 Received'],
    ['that, also in a copy of ours', { loop: { reason: 'x' }, isOutboundCopy: true }, 'loop: x'],
    ['a mail from us', { isFromUs: true }, 'loop: it is from an address of ours'],
    ['no copy of what we send', { isFromUs: true, isOutboundCopy: true, sameBodyCount: 9 }, undefined],
    ['not the second one', { sameBodyCount: 1 }, undefined],
    ['not the tenth one of who may repeat', { sameBodyCount: 9, mayRepeat: true }, undefined],
    [
      'a mail from us, also of who may repeat',
      { isFromUs: true, mayRepeat: true },
      'loop: it is from an address of ours',
    ],
    [
      'the third one',
      { sameBodyCount: 2 },
      'loop: the same text from the same sender for the third time in ten minutes',
    ],
  ])('is %s', (_, evidence, reason) => {
    expect(loopReason({ ...mail, ...evidence })).toBe(reason);
  });
});

describe('ML-3: the subject of what goes round', () => {
  it.each([
    ['Away', 'away'],
    ['Re: AW: re[2]: Fwd : Away', 'away'],
    ['回复：Away', 'away'],
    ['Regarding: Away', 'regarding: away'],
    ['Re:', ''],
    ['Re: '.repeat(1_000), ''],
  ])('of %s is %s', (subject, core) => {
    expect(subjectCore(subject)).toBe(core);
  });
});

describe('MN-5: a mail that could not be worked on', () => {
  const NOW = new Date('2026-11-21T12:00:00Z');
  const broken = new Error('broken');

  it('is tried again later, and set aside in the end', () => {
    expect(afterFailure(1, broken, NOW)).toEqual({
      kind: 'again',
      counts: true,
      from: new Date(NOW.getTime() + 1_000),
    });
    expect(afterFailure(MOST_ATTEMPTS, broken, NOW)).toMatchObject({
      kind: 'give up',
      reason: expect.stringMatching('broken') as unknown,
    });
  });

  it.each([
    ['the database', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['a full disk', unavailable(new Error('full'))],
    ['a fault inside', new Failure('500-100')],
  ])('waits without end for %s', (_, error) => {
    expect(afterFailure(1_000, error, NOW)).toMatchObject({ kind: 'again', counts: false });
  });
});

describe('MN-2: the reply to a fault', () => {
  it.each([
    ['of ours', new Error('bug'), 451],
    ['of the disk', unavailable(Object.assign(new Error('full'), { code: 'ENOSPC' })), 452],
    ['of the reserve of the disk', unavailable(new Error('/data has only 5 bytes left')), 452],
    ['of the database', unavailable(), 451],
    ['that has one', REPLIES.unknownRecipient(), 550],
  ])('%s is never a 5xx of its own', (_, error, code) => {
    expect(replyTo(error).responseCode).toBe(code);
  });
});

describe('a message on its way', () => {
  it.each([
    [0, 14_000, false],
    [20_000, 16_000, false],
    [1_000, 16_000, true],
    [1_000_000_000, 601_000, true],
  ])('with %d bytes after %d ms is too slow: %s', (bytes, elapsedMs, expected) => {
    expect(isTooSlow(bytes, elapsedMs)).toBe(expected);
  });
});

describe('the meeting of mails that are worked on together', () => {
  it('begins when all have arrived or left, each once', async () => {
    const meeting = new Meeting(3, 60_000);
    const [one, two, three] = [meeting.join(), meeting.join(), meeting.join()];
    const begun: string[] = [];
    void one.arrive().then(() => begun.push('one'));
    two.leave();
    two.leave();
    await Promise.resolve();
    expect(begun).toEqual([]);
    await three.arrive();
    expect(begun).toEqual(['one']);
  });

  it('does not wait for long', async () => {
    const { arrive } = new Meeting(2, 1).join();
    await arrive();
  });
});

describe('the gate', () => {
  it('lets in what fits, in order, and what is too large alone', async () => {
    const gate = new ByteGate(10);
    const entered: string[] = [];
    const enter = async (name: string, bytes: number) => {
      const leave = await gate.enter(bytes);
      entered.push(name);
      return leave;
    };
    const [small, other] = await Promise.all([enter('small', 4), enter('other', 6)]);
    const large = enter('large', 50);
    const last = enter('last', 1);
    small();
    await Promise.resolve();
    expect(entered).toEqual(['small', 'other']);
    other();
    (await large)();
    (await last)();
    expect(entered).toEqual(['small', 'other', 'large', 'last']);
  });
});
