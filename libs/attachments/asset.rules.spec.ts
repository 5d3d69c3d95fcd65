import { describe, expect, it } from '@jest/globals';
import type { WireTree } from '#wire/tree.js';
import { readAnnouncement, readDownloadRequest } from './asset.rules.js';

const LIMITS = { maximumBytes: 1000, blockedFileExtensions: ['exe'] };

const PHOTO = { app: 'email', type: 'attachment.inbound', name: 'photo.jpg', contentType: 'image/jpeg', size: 1000 };

/** Codes and attributes of the refusals, in order. */
function faults(tree: WireTree): string[] {
  const read = readAnnouncement(tree, LIMITS);
  return 'refusals' in read ? read.refusals.map(({ code, attribute }) => `${code} ${attribute}`) : [];
}

describe('T-1 an announcement', () => {
  it('is read as it was sent', () => {
    const { name, contentType, size } = PHOTO;
    expect(readAnnouncement(PHOTO, LIMITS)).toEqual({ announcement: { name, contentType, size } });
  });

  it('is read the same from XML, where a size is text', () => {
    expect(readAnnouncement({ ...PHOTO, size: '1000' }, LIMITS)).toEqual(readAnnouncement(PHOTO, LIMITS));
  });

  it.each([
    { case: 'an empty file', change: { size: 0 } },
    { case: 'every character that a name may have', change: { name: 'aZ09@:._-& \u00e4\u4e2d😀' } },
    { case: 'a name of 255 characters', change: { name: '😀'.repeat(255) } },
    { case: 'a content type with parameters', change: { contentType: 'text/plain; charset="utf-8"' } },
    { case: 'a vendor content type', change: { contentType: 'application/vnd.ms-excel.sheet+xml' } },
  ])('may be of $case', ({ change }) => {
    expect(faults({ ...PHOTO, ...change })).toEqual([]);
  });

  it.each<{ case: string; change: Record<string, WireTree>; fault: string }>([
    { case: 'another app', change: { app: 'task' }, fault: '400-152 app' },
    { case: 'an outbound attachment', change: { type: 'attachment.outbound' }, fault: '400-152 type' },
    { case: 'no name', change: { name: null }, fault: '400-146 name' },
    { case: 'an empty name', change: { name: '' }, fault: '400-152 name' },
    { case: 'a blank name', change: { name: '  ' }, fault: '400-152 name' },
    { case: 'a name of 256 characters', change: { name: 'a'.repeat(256) }, fault: '400-152 name' },
    { case: 'a path', change: { name: '../photo.jpg' }, fault: '400-152 name' },
    { case: 'a name with a line break', change: { name: 'photo\r\n.jpg' }, fault: '400-152 name' },
    { case: 'a name that turns direction', change: { name: 'exe\u202egpj.jpg' }, fault: '400-152 name' },
    { case: 'a name with half a character', change: { name: 'a\ud83d.jpg' }, fault: '400-152 name' },
    { case: 'a name that is no text', change: { name: ['photo.jpg'] }, fault: '400-152 name' },
    { case: 'a blocked extension (T-5)', change: { name: 'photo.EXE' }, fault: '400-152 name' },
    { case: 'no media type', change: { contentType: 'jpeg' }, fault: '400-152 contentType' },
    { case: 'a media type with a line break', change: { contentType: 'a/b;\r\nx: y' }, fault: '400-152 contentType' },
    { case: 'no size', change: { size: null }, fault: '400-146 size' },
    { case: 'a negative size', change: { size: -1 }, fault: '400-152 size' },
    { case: 'a fraction', change: { size: 1.5 }, fault: '400-152 size' },
    { case: 'a size in words', change: { size: 'many' }, fault: '400-152 size' },
    { case: 'one byte more than allowed', change: { size: 1001 }, fault: '400-152 size' },
    { case: 'a size beyond all numbers', change: { size: '9'.repeat(400) }, fault: '400-152 size' },
    { case: 'an unknown member (B-19)', change: { owner: 'ann' }, fault: '400-147 owner' },
  ])('is refused with $case', ({ change, fault }) => {
    expect(faults({ ...PHOTO, ...change })).toEqual([fault]);
  });

  it('names the largest allowed size when it is exceeded', () => {
    const read = readAnnouncement({ ...PHOTO, size: 1001 }, LIMITS);
    expect(read).toMatchObject({ refusals: [{ reason: expect.stringContaining('1000 bytes') }] });
  });

  it.each([
    [{ name: 'photo.exe' }, 'T-5'],
    [{ size: 1001 }, 'Z-2'],
    [{ name: '' }, 'T-1'],
  ])('names one clause for %j', (change, clause) => {
    const read = readAnnouncement({ ...PHOTO, ...change }, LIMITS);
    expect(read).toMatchObject({ refusals: [{ clause, reason: expect.not.stringMatching(/\([A-Z]-\d\)/) }] });
  });

  it('is refused with all that is wrong, unknown members first', () => {
    expect(faults({ size: -1, name: '', owner: 'ann' })).toEqual([
      '400-147 owner',
      '400-146 app',
      '400-146 type',
      '400-152 name',
      '400-146 contentType',
      '400-152 size',
    ]);
  });

  it.each<{ tree: WireTree }>([{ tree: [] }, { tree: [PHOTO] }, { tree: 'photo' }, { tree: null }, { tree: 7 }])(
    'B-18 is one object, not $tree',
    ({ tree }) => {
      expect(faults(tree)).toEqual(['400-152 asset']);
    },
  );
});

describe('T-6 a request for a download', () => {
  it('names the file', () => {
    expect(readDownloadRequest({ app: 'email', type: 'attachment.inbound', altId: 'x' })).toEqual(
      expect.objectContaining({ altId: 'x' }),
    );
  });

  it('is refused without altId', () => {
    const read = readDownloadRequest({ app: 'email', type: 'attachment.inbound' });
    expect(read).toMatchObject({ refusals: [{ code: '400-146', attribute: 'altId' }] });
  });
});
