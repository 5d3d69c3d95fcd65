import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchPostgres } from './postgres-cluster.js';
import { CONTENT } from './requests.js';

const run = promisify(execFile);

/** One transaction, one statement, one round trip for the very rows that one activity leaves: the opponent to beat. */
const SCRIPT = `
WITH new_case AS (
  INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
  VALUES (1000, 1000, 'open', 'medium', 'Laptop does not start', 'email', '{"actor":"client","id":"1000"}', '{"actor":"client","id":"1000"}')
  RETURNING id
), new_activity AS (
  INSERT INTO activities (case_id, department_id, customer_id, contact_id, mode, type, subtype, status, substatus, priority,
    language, secure, sent_on_behalf, subject, contact_point_data, queue_id, alias_id, created_by, last_modified_by)
  SELECT id, 1000, 1000, 1000, 'inbound', 'email', 'general', 'awaiting_assignment', 'ready_for_assignment', '4', 'en', false,
    false, 'Laptop does not start', 'ann@example.org', 1000, 1000, '{"actor":"client","id":"1000"}', '{"actor":"client","id":"1000"}'
  FROM new_case RETURNING id
), new_email AS (
  INSERT INTO activity_emails (activity_id, sent_at, from_address, receiver_address, content_text)
  SELECT id, now(), 'ann@example.org', 'support@example.com', '${CONTENT}' FROM new_activity
), audited AS (
  INSERT INTO audit_entries (actor, action, object, object_id, remote_address, request_id, detail)
  SELECT '{"actor":"client","id":"1000"}', 'create', 'activity', id::text, '127.0.0.1', 'request', '{}' FROM new_activity
)
INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'intake', 'activity.created', id::text FROM new_activity;
`;

/** Transactions per second with 16 clients and prepared statements. */
export async function pgbench(postgres: BenchPostgres, seconds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-pgbench-'));
  try {
    const script = join(folder, 'activity.sql');
    await writeFile(script, SCRIPT);
    const { hostname, port, username, pathname } = new URL(postgres.url);
    const args = ['-n', '-M', 'prepared', '-c', '16', '-j', '2', '-T', String(seconds), '-f', script];
    const connection = ['-h', hostname, '-p', port || '5432', '-U', username, pathname.slice(1)];
    const { stdout } = await run(join(postgres.programs, 'pgbench'), [...args, ...connection]);
    const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
    if (rate === undefined) throw new Error(`pgbench printed no rate:\n${stdout}`);
    return Number(rate);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
