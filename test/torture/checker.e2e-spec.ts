import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDatabase } from '../../apps/torture/check.js';
import { findViolations } from '../../apps/torture/invariants.js';
import { readStoredState } from '../../apps/torture/stored-state.store.js';
import type { Queryable } from '#storage/database.js';
import { LedgeredServer } from '../support/torture.js';

let ledgered: LedgeredServer;
let blobFolder: string;

beforeAll(async () => {
  ledgered = await LedgeredServer.start();
  blobFolder = join(ledgered.server.dataFolder, 'blobs');
  await ledgered.send(
    { idempotencyKey: 'the key of the first' },
    { format: 'xml', sender: 'new@new.example', customer: undefined },
    { format: 'multipart', contents: [Buffer.from('the first file'), Buffer.from('the second')] },
    { actor: 'customer', isUploadedFirst: true, contents: [Buffer.from('sent ahead')] },
    { fault: 'unknown receiver' },
  );
});

afterAll(async () => {
  await ledgered.close();
});

/** What the checker says of the database as a transaction sees it that is then rolled back. */
async function violationsAfter(corruption: string): Promise<string[]> {
  let found: string[] = [];
  const undo = new Error('undo');
  await ledgered.server.database
    .transaction(async (transaction) => {
      // So that what foreign keys forbid can be tried as well.
      await transaction.query("SET LOCAL session_replication_role = 'replica'");
      await transaction.query(corruption);
      found = await violationsIn(transaction);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found;
}

async function violationsIn(queryable: Queryable): Promise<string[]> {
  const state = await readStoredState(queryable, blobFolder);
  return findViolations(await ledgered.entries(), state).map(({ invariant, what }) => `${invariant}: ${what}`);
}

async function aFile(): Promise<string> {
  const entries = await readdir(blobFolder, { recursive: true, withFileTypes: true });
  const file = entries.find((entry) => entry.isFile());
  if (!file) throw new Error('There is no file');
  return join(file.parentPath, file.name);
}

const FIRST = '(SELECT min(id) FROM activities)';
const OF_NEW = "(SELECT customer_id FROM contact_points WHERE email_address = 'new@new.example')";

const COPY_FIRST = `
  INSERT INTO activities (id, case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus, priority,
    language, secure, sent_on_behalf, subject, contact_point_data, queue_id, created_by, last_modified_by)
  SELECT 999999, case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus, priority,
    language, secure, sent_on_behalf`;

describe('the checker', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(ledgered.observations).toMatchObject({ violations: [], unknown: 0 });
    expect(await violationsIn(ledgered.server.database)).toEqual([]);
    const environment = { CASEMGR_DATA: ledgered.server.dataFolder, CASEMGR_DEMO: 'false' };
    expect(await checkDatabase(ledgered.server.database, environment, await ledgered.entries())).toEqual([]);
  });

  const corruptions: readonly [string, string, RegExp][] = [
    [
      'an activity is deleted',
      `DELETE FROM activities WHERE id = ${FIRST}`,
      /^I1 .*acknowledged as activity \d+, which is not there/,
    ],
    [
      'an activity is doubled',
      `${COPY_FIRST}, subject, contact_point_data, queue_id, created_by, last_modified_by FROM activities WHERE id = ${FIRST}`,
      /^I2 .* has 2 activities/,
    ],
    [
      'a refused activity is there',
      `${COPY_FIRST}, 'Torture given-5', contact_point_data, queue_id, created_by, last_modified_by FROM activities WHERE id = ${FIRST}`,
      /^I3 .*given-5 has 1 activities/,
    ],
    [
      'an activity is there that nobody sent',
      `${COPY_FIRST}, 'Torture x', contact_point_data, queue_id, created_by, last_modified_by FROM activities WHERE id = ${FIRST}`,
      /^I2 .*asked for by nobody/,
    ],
    [
      'content is altered',
      `UPDATE activity_emails SET content_text = content_text || '.' WHERE activity_id = ${FIRST}`,
      /^I1 .*content is/,
    ],
    ['content is gone', `DELETE FROM activity_emails WHERE activity_id = ${FIRST}`, /^I4 .*without its content/],
    [
      'an activity is in another department',
      `UPDATE activities SET department_id = (SELECT max(id) FROM departments) WHERE id = ${FIRST}`,
      /^I1 .*department is/,
    ],
    [
      'an activity is of another customer',
      `UPDATE activities SET customer_id = ${OF_NEW} WHERE id = ${FIRST}`,
      /^I1 .*customer is/,
    ],
    [
      'a contact is gone',
      `DELETE FROM contacts WHERE id = (SELECT contact_id FROM activities WHERE id = ${FIRST})`,
      /^I4 .*without its customer and contact/,
    ],
    [
      'a case is gone',
      `DELETE FROM cases WHERE id = (SELECT case_id FROM activities WHERE id = ${FIRST})`,
      /^I4 .*without its case/,
    ],
    [
      'a case has no activity',
      `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by) SELECT department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by FROM cases LIMIT 1`,
      /^I4 .*case \d+ has no activity/,
    ],
    [
      'a customer lacks its address',
      `DELETE FROM contact_points WHERE customer_id = ${OF_NEW}`,
      /^I4 .*was created without contact, address or activity/,
    ],
    [
      'an address came from nowhere',
      `UPDATE contact_points SET email_address = 'other@new.example', email_key = 'other@new.example' WHERE customer_id = ${OF_NEW}`,
      /^I4 .*other@new.example was added and nothing came from it/,
    ],
    [
      'an attachment row is gone',
      `DELETE FROM attachments WHERE file_name = 'given-3-0.bin'`,
      /^I4 .*does not have its 2 attachments/,
    ],
    [
      'an attachment is off its activity',
      `UPDATE attachments SET activity_id = 888888 WHERE file_name = 'given-3-0.bin'`,
      /^I4 .*on an activity that is not there/,
    ],
    [
      'an attachment has another digest',
      `UPDATE attachments SET sha256 = repeat('0', 64) WHERE file_name = 'given-4-0.bin'`,
      /^I1 .*files is/,
    ],
    [
      'attachments have changed places',
      `UPDATE attachments SET position = 9 WHERE file_name = 'given-3-0.bin'`,
      /^I1 .*files is/,
    ],
    [
      'an audit entry is gone',
      `ALTER TABLE audit_entries DISABLE TRIGGER USER; DELETE FROM audit_entries WHERE object = 'activity' AND object_id = ${FIRST}::text`,
      /^I9 .*has 0 entries instead of 1/,
    ],
    [
      'an audit entry is about nothing',
      `ALTER TABLE audit_entries DISABLE TRIGGER USER; UPDATE audit_entries SET object_id = '777777' WHERE object = 'activity' AND object_id = ${FIRST}::text`,
      /^I9 .*777777, which is not there/,
    ],
    [
      'an outbox entry was never written',
      `DELETE FROM outbox_witness WHERE object_id = ${FIRST}::text`,
      /^I4 .*outbox: .*0 entries instead of 1/,
    ],
    [
      'an outbox entry was written twice',
      `INSERT INTO outbox_witness SELECT object_id FROM outbox_witness WHERE object_id = ${FIRST}::text`,
      /^I4 .*outbox: .*2 entries instead of 1/,
    ],
    [
      'a key stands for another activity',
      `UPDATE idempotency_keys SET answer = '{"headers": {"location": "/core/casemgr/v3/activity/1"}}' WHERE status = 201`,
      /^I2 .*the key 'the key of the first' stands for activity 1/,
    ],
  ];

  it.each(corruptions)('finds it when %s', async (_what, corruption, expected) => {
    expect(await violationsAfter(corruption)).toContainEqual(expect.stringMatching(expected));
  });

  it('finds a file that is gone', async () => {
    const path = await aFile();
    await rename(path, `${blobFolder}.kept`);
    const found = await violationsIn(ledgered.server.database);
    await rename(`${blobFolder}.kept`, path);
    expect(found).toEqual([expect.stringMatching(/^I4 .*without its file/)]);
  });

  it('finds a file that has changed by a byte', async () => {
    const path = await aFile();
    await rename(path, `${blobFolder}.kept`);
    await writeFile(path, 'other bytes');
    const found = await violationsIn(ledgered.server.database);
    await rename(`${blobFolder}.kept`, path);
    expect(found).toEqual([expect.stringMatching(/^I4 .*other bytes than were sent/)]);
  });

  it('finds a file that is nobody’s, and finds it no more when it was swept', async () => {
    const orphan = join(blobFolder, '00', '00', '00000000-0000-4000-8000-000000000000');
    await mkdir(join(blobFolder, '00', '00'), { recursive: true });
    await writeFile(orphan, 'of a process that was killed');
    expect(await violationsIn(ledgered.server.database)).toEqual([expect.stringMatching(/^I4 .*nobody's/)]);
    const environment = { CASEMGR_DATA: ledgered.server.dataFolder, CASEMGR_DEMO: 'false' };
    expect(await checkDatabase(ledgered.server.database, environment, await ledgered.entries())).toEqual([]);
  });
});
