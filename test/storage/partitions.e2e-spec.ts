import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActivityPartitions } from '#activities/activity-partitions.js';
import { ActivityStore } from '#activities/activity.store.js';
import { Database, type Statement } from '#storage/database.js';
import { anActivity } from '../support/activity.js';
import { createdId, postActivity } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';

const CRM = { client: 'crm' };

describe('activities are partitioned by id', () => {
  let server: TestServer;
  let partitions: ActivityPartitions;

  beforeAll(async () => {
    server = await startServer({ environment: { CASEMGR_LOG_LEVEL: 'silent' } });
    partitions = server.application.get(ActivityPartitions, { strict: false });
  });

  afterAll(async () => {
    await server.close();
  });

  async function partitionsOf(table: string): Promise<string[]> {
    const rows = await server.database.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::text::regclass ORDER BY inhrelid`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  async function partitionOf(table: string, key: string, id: string): Promise<string | undefined> {
    const sql = `SELECT tableoid::regclass::text AS name FROM ${table} WHERE ${key} = $1::bigint`;
    return (await server.database.query<{ name: string }>(sql, [id]))[0]?.name;
  }

  async function nextId(id: number): Promise<void> {
    await server.database.query(`SELECT setval('activities_id_seq', $1::bigint, false)`, [id]);
  }

  async function post(): Promise<string> {
    return createdId(await postActivity(server, CRM, anActivity({ actor: 'client' })));
  }

  it('two partitions are there ahead of the ids', async () => {
    expect(await partitionsOf('activities')).toEqual([
      'activities_default',
      'activities_p0',
      'activities_p1',
      'activities_p2',
    ]);
    await nextId(20_000_000);
    await partitions.makeAhead();
    await partitions.makeAhead();
    for (const table of ['activities', 'activity_emails']) {
      expect(await partitionsOf(table)).toEqual(
        ['default', 'p0', 'p1', 'p2', 'p3', 'p4'].map((end) => `${table}_${end}`),
      );
    }
  });

  it('one that is made by a worker takes activities in like the first ones', async () => {
    const schemaOf = async (partition: string): Promise<unknown> =>
      server.database.query(
        `SELECT replace(indexdef, $1, 'partition') AS line FROM pg_indexes WHERE tablename = $1
         UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::text::regclass AND contype <> 'n'
         UNION ALL SELECT format('%s is compressed by %s', attname, attcompression) FROM pg_attribute
           WHERE attrelid = $1::text::regclass AND attcompression <> ''
         ORDER BY line`,
        [partition],
      );
    expect(await schemaOf('activities_p4')).toEqual(await schemaOf('activities_p0'));
    expect(await schemaOf('activity_emails_p4')).toEqual(await schemaOf('activity_emails_p0'));
    await nextId(40_000_000);
    const id = await post();
    expect(await partitionOf('activities', 'id', id)).toBe('activities_p4');
    expect(await partitionOf('activity_emails', 'activity_id', id)).toBe('activity_emails_p4');
  });

  it('an activity beyond all partitions is taken in and read all the same, and its partition is not made any more', async () => {
    await nextId(990_000_000);
    const id = await post();
    expect(await partitionOf('activities', 'id', id)).toBe('activities_default');
    expect((await server.request('GET', `/core/casemgr/v3/activity/${id}`, { as: CRM })).status).toBe(200);
    await partitions.makeAhead();
    expect(await partitionsOf('activities')).not.toContain('activities_p99');
    expect(await partitionsOf('activities')).toContain('activities_p100');
  });

  describe('with many activities', () => {
    beforeAll(async () => {
      await nextId(1_000);
      const template = await post();
      for (const first of [2_000, 10_000_000, 20_000_000]) {
        await copy(template, first, 3_000);
      }
      await server.database.query('ANALYZE activities, activity_emails');
    });

    async function copy(template: string, first: number, count: number): Promise<void> {
      const columns = `case_id, department_id, customer_id, mode, type, subtype, status, substatus, priority, language, secure,
        sent_on_behalf, queue_id, created_by, last_modified_by`;
      await server.database.query(
        `WITH ids AS (SELECT generate_series($2::bigint, $2::bigint + $3::bigint - 1) AS id),
          made AS (INSERT INTO activities (id, ${columns})
            SELECT ids.id, ${columns} FROM activities a, ids WHERE a.id = $1::bigint)
        INSERT INTO activity_emails (activity_id, sent_at) SELECT id, now() FROM ids`,
        [template, first, count],
      );
    }

    /** The statement that reads activities by their ids, as it is sent. */
    async function statementOfGet(ids: readonly string[]): Promise<string> {
      const sent: string[] = [];
      class Listening extends Database {
        override async query<Row>(sql: string | Statement): Promise<Row[]> {
          sent.push(typeof sql === 'string' ? sql : sql.text);
          return [];
        }
      }
      const store = new ActivityStore(Object.create(Listening.prototype) as Database);
      await store.find({ kind: 'partition' }, ids, undefined, { withEmail: true, withContent: true });
      const [statement] = sent;
      if (!statement) throw new Error('Nothing was sent');
      return statement;
    }

    it.each([
      { mode: 'force_custom_plan', ids: ['20000007'] },
      { mode: 'force_generic_plan', ids: ['20000007'] },
      { mode: 'force_custom_plan', ids: ['20000007', '20000008'] },
      { mode: 'force_generic_plan', ids: ['20000007', '20000008'] },
    ])('a look-up by id touches one partition (%j)', async ({ mode, ids }) => {
      const text = await statementOfGet(ids);
      const [type, value] = ids.length === 1 ? ['bigint', ids.join()] : ['bigint[]', `'{${ids.join()}}'`];
      const plan = await server.database.transaction(async (transaction) => {
        await transaction.query(`SET LOCAL plan_cache_mode = ${mode}`);
        await transaction.query(`PREPARE look_up (${type}) AS ${text}`);
        const rows = await transaction.query<Record<string, string>>(
          `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE look_up (${value})`,
        );
        await transaction.query('DEALLOCATE look_up');
        return rows.map((row) => row['QUERY PLAN'] ?? '');
      });
      const touched = plan.filter(
        (line) => /\bon activit\w+_(p\d+|default)\b/.test(line) && !line.includes('never executed'),
      );
      expect(touched.map((line) => /activit\w+_(p\d+|default)/.exec(line)?.[0]).sort()).toEqual([
        'activities_p2',
        'activity_emails_p2',
      ]);
    });

    it('a span of time can be detached, and what is left goes on (docs/operations.md)', async () => {
      await server.database.query('ALTER TABLE activity_emails DETACH PARTITION activity_emails_p1');
      await server.database.query('ALTER TABLE activities DETACH PARTITION activities_p1');
      const status = async (id: number) =>
        (await server.request('GET', `/core/casemgr/v3/activity/${id}`, { as: CRM })).status;
      expect([await status(2_001), await status(10_000_001), await status(20_000_001)]).toEqual([200, 404, 200]);
      const [kept] = await server.database.query<{ count: string }>('SELECT count(*) FROM activities_p1');
      expect(kept?.count).toBe('3000');
      await post();
      await partitions.makeAhead();
    });
  });
});
