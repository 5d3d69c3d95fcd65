import { describe, expect, it } from '@jest/globals';
import type { Actor, ActorRecord } from '#auth/actor.js';
import type { ClientId, ContactId, CustomerId, UserId } from '#runtime/ids.js';
import { cleanFileName, isBlockedFile, isUsableBy, UNATTACHED_LIFETIME_MS } from './attachment.rules.js';

const UPLOADED_AT = new Date('2026-03-01T10:00:00.000Z');
const NOW = new Date('2026-03-01T11:00:00.000Z');

const CRM: Actor = { kind: 'client', id: '7' as ClientId, clientId: 'crm', name: 'CRM', scopes: new Set() };

const ANN: Actor = {
  kind: 'customer',
  id: '8' as CustomerId,
  contactId: '9' as ContactId,
  firstName: 'Ann',
  lastName: 'Lee',
  departmentId: undefined,
  scopes: new Set(),
};

const ANN_THROUGH_CRM: Actor = { ...ANN, actingClient: { id: CRM.id, clientId: 'crm' } };

const USER_WITH_THE_ID_OF_ANN: Actor = {
  kind: 'user',
  id: '8' as UserId,
  firstName: 'Pat',
  lastName: 'Doe',
  departmentId: undefined,
  privileges: new Set(),
  scopes: new Set(),
};

function uploader(actor: ActorRecord['actor'], id: string): ActorRecord {
  return { actor, id, firstName: '', lastName: '' };
}

const UPLOAD_OF_ANN = {
  uploader: uploader('customer', '8'),
  state: 'uploaded',
  isAttached: false,
  createdAt: UPLOADED_AT,
} as const;

const UPLOAD_OF_CRM = { ...UPLOAD_OF_ANN, uploader: uploader('client', '7') };

describe('T-4 an upload', () => {
  it.each([
    { case: 'is usable by its uploader', attachment: UPLOAD_OF_ANN, actor: ANN, usable: true },
    {
      case: 'is usable by its uploader through a client',
      attachment: UPLOAD_OF_ANN,
      actor: ANN_THROUGH_CRM,
      usable: true,
    },
    {
      case: 'of a client is usable by those it acts for',
      attachment: UPLOAD_OF_CRM,
      actor: ANN_THROUGH_CRM,
      usable: true,
    },
    { case: 'of a client is not usable by others', attachment: UPLOAD_OF_CRM, actor: ANN, usable: false },
    {
      case: 'is not usable by the client that acts for its uploader',
      attachment: UPLOAD_OF_ANN,
      actor: CRM,
      usable: false,
    },
    {
      case: 'is not usable by an actor of another kind with the same id',
      attachment: UPLOAD_OF_ANN,
      actor: USER_WITH_THE_ID_OF_ANN,
      usable: false,
    },
    {
      case: 'is not usable before its bytes are there',
      attachment: { ...UPLOAD_OF_ANN, state: 'announced' as const },
      actor: ANN,
      usable: false,
    },
    {
      case: 'is not usable a second time',
      attachment: { ...UPLOAD_OF_ANN, isAttached: true },
      actor: ANN,
      usable: false,
    },
  ])('$case', ({ attachment, actor, usable }) => {
    expect(isUsableBy(attachment, actor, NOW)).toBe(usable);
  });

  it('T-7 is usable until 24 h have passed, and not longer', () => {
    const expiry = UPLOADED_AT.getTime() + UNATTACHED_LIFETIME_MS;
    expect(isUsableBy(UPLOAD_OF_ANN, ANN, new Date(expiry - 1))).toBe(true);
    expect(isUsableBy(UPLOAD_OF_ANN, ANN, new Date(expiry))).toBe(false);
  });
});

describe('T-5 a file is blocked by its last extension', () => {
  it.each([
    { name: 'setup.exe', blocked: true },
    { name: 'SETUP.EXE', blocked: true },
    { name: 'invoice.pdf.exe', blocked: true },
    { name: '.exe', blocked: true },
    { name: 'setup.exe.', blocked: true },
    { name: 'setup.exe . . ', blocked: true },
    { name: 'setup.e\u202exe', blocked: true },
    { name: 'setup.exe\u0000', blocked: true },
    { name: 'backup.tar.gz', blocked: true },
    { name: 'setup.exe.pdf', blocked: false },
    { name: 'exe', blocked: false },
    { name: 'notanexe', blocked: false },
    { name: 'data.gz', blocked: false },
  ])('$name: $blocked', ({ name, blocked }) => {
    expect(isBlockedFile(name, ['Exe', 'tar.gz'])).toBe(blocked);
  });

  it('and by none when the setting is empty', () => {
    expect(isBlockedFile('setup.exe', [])).toBe(false);
  });
});

describe('H-4 the file name of a part', () => {
  it.each([
    { case: 'keeps what is harmless', sent: 'Übersicht (1) €.pdf', stored: 'Übersicht (1) €.pdf' },
    { case: 'loses a Unix path', sent: '../../etc/passwd', stored: 'passwd' },
    { case: 'loses a Windows path', sent: 'C:\\Users\\ann\\photo.jpg', stored: 'photo.jpg' },
    { case: 'loses control characters', sent: 'a\r\nSet-Cookie: b\u0000.txt', stored: 'aSet-Cookie: b.txt' },
    { case: 'loses what turns the direction of text', sent: 'gpj\u202egnp.exe', stored: 'gpjgnp.exe' },
    { case: 'loses half characters', sent: 'a\ud83d.txt', stored: 'a.txt' },
    { case: 'is never empty', sent: '', stored: 'attachment' },
    { case: 'is never a path alone', sent: 'folder/', stored: 'attachment' },
    { case: 'is never dots alone', sent: '..', stored: 'attachment' },
    {
      case: 'is cut to 255 characters before its extension',
      sent: `${'ä'.repeat(300)}.pdf`,
      stored: `${'ä'.repeat(251)}.pdf`,
    },
    { case: 'is cut where there is no extension', sent: '😀'.repeat(300), stored: '😀'.repeat(255) },
  ])('$case', ({ sent, stored }) => {
    expect(cleanFileName(sent)).toBe(stored);
  });
});
