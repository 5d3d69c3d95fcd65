import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { entities, migrations } from '../../ormconfig.js';
import { StaffMembers1763700000940 } from '#storage/migrations/1763700000940-staff-members.js';
import { openEmptyDataSource, type EmptyDataSource } from '../support/empty-data-source.js';

/** Every column, constraint, index and function that migrations have made, as text that does not depend on the order of creation. */
async function describeSchema(dataSource: DataSource): Promise<string[]> {
  const rows: { line: string }[] = await dataSource.query(`
    SELECT format('%s.%s %s %s default %s identity %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END, pg_get_expr(d.adbin, d.adrelid), a.attidentity) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'
        AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT format('%s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass AND contype <> 'n'
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL
    SELECT format('%s %s', oid::regprocedure, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

/** What TypeORM would change to make the database equal to the entities. */
async function driftOf(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}

async function undoAllMigrations(dataSource: DataSource): Promise<void> {
  const executed: unknown[] = await dataSource.query('SELECT name FROM migrations');
  expect(executed).toHaveLength(migrations.length);
  while (executed.pop() !== undefined) await dataSource.undoLastMigration();
}

describe('migrations', () => {
  let opened: EmptyDataSource;
  let dataSource: DataSource;

  beforeAll(async () => {
    opened = await openEmptyDataSource();
    dataSource = opened.dataSource;
    await dataSource.runMigrations();
  });

  afterAll(async () => {
    await opened.close();
  });

  it('make a table for every entity, and no table without one', async () => {
    const rows: { tablename: string }[] = await dataSource.query(
      `SELECT relname AS tablename FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations'`,
    );
    expect(rows.map(({ tablename }) => tablename).sort()).toEqual(
      dataSource.entityMetadatas.map(({ tableName }) => tableName).sort(),
    );
    expect(dataSource.entityMetadatas).toHaveLength(entities.length);
  });

  it('leave nothing for TypeORM to change', async () => {
    expect(await driftOf(dataSource)).toEqual([]);
  });

  it('would show a difference if there were one', async () => {
    await dataSource.query('ALTER TABLE departments DROP COLUMN active');
    try {
      expect(await driftOf(dataSource)).toEqual([expect.stringContaining('"active"')]);
    } finally {
      await dataSource.query('ALTER TABLE departments ADD COLUMN active boolean NOT NULL DEFAULT true');
    }
  });

  it('give what receivers have set of customers the form in which staff set it, and back (CUST-25)', async () => {
    const before = {
      ...{ pin: '1', description: 'x', labels: ['a'], language: 'zh-cn', organizationId: '7', ownerId: '8' },
      level: { value: 'vip' },
    };
    const after = {
      ...{ pin: '1', description: 'x', labels: ['a'], language: { value: 'zh-cn' }, organization: { id: '7' } },
      ...{ owner: { user: { id: '8' } }, level: { value: 'vip' } },
    };
    const untouched = { pin: '2' };
    const runner = dataSource.createQueryRunner();
    const stored = async (): Promise<unknown[]> => {
      const rows = (await runner.query('SELECT details FROM customers ORDER BY id')) as { details: unknown }[];
      return rows.map(({ details }) => details);
    };
    const migration = new StaffMembers1763700000940();
    try {
      for (const details of [before, untouched]) {
        await runner.query(`INSERT INTO customers (type, details) VALUES ('individual', $1::jsonb)`, [
          JSON.stringify(details),
        ]);
      }
      await migration.up(runner);
      expect(await stored()).toEqual([after, untouched]);
      await migration.down(runner);
      expect(await stored()).toEqual([before, untouched]);
    } finally {
      await runner.query('DELETE FROM customers');
      await runner.release();
    }
  });

  it('go up, down and up again to the same schema, and leave nothing behind when down', async () => {
    await undoAllMigrations(dataSource);
    expect(await describeSchema(dataSource)).toEqual([]);
    await dataSource.runMigrations();
    const migratedAgain = await describeSchema(dataSource);

    const fresh = await openEmptyDataSource();
    try {
      await fresh.dataSource.runMigrations();
      expect(migratedAgain).toEqual(await describeSchema(fresh.dataSource));
    } finally {
      await fresh.close();
    }
  });

  it('RO-12: keep what accounts have said about answers', async () => {
    const undoTo = async (name: string): Promise<void> => {
      const find = async (): Promise<unknown[]> => dataSource.query('SELECT 1 FROM migrations WHERE name = $1', [name]);
      while ((await find()).length > 0) await dataSource.undoLastMigration();
    };
    await undoTo('AccountAnswers1763700000900');
    await dataSource.query(`
      WITH department AS (INSERT INTO departments (name) VALUES ('Service') RETURNING id),
      alias AS (
        INSERT INTO aliases (department_id, name, email_address)
        SELECT d.id, n, n || '@desk.example' FROM department d, unnest(ARRAY['a', 'b', 'c']) AS n
        RETURNING id, name
      )
      INSERT INTO inbound_accounts (id, alias_id, acknowledge, table_name, records, access, headers, retention_days)
      SELECT name, id, name <> 'c', CASE WHEN name = 'b' THEN 'asset' ELSE 'case' END,
        '{"answers": {"created": false, "updated": true, "refused": false}, "parsing": null}', '{}', '{}', 365
      FROM alias`);
    await dataSource.runMigrations();
    const accounts = 'SELECT id, answers, records FROM inbound_accounts ORDER BY id';
    const told = { created: true, updated: true, refused: false };
    expect(await dataSource.query(accounts)).toEqual([
      { id: 'a', answers: told, records: { parsing: null } },
      { id: 'b', answers: told, records: { parsing: null } },
      { id: 'c', answers: { ...told, created: false }, records: { parsing: null } },
    ]);
    await undoTo('AccountAnswers1763700000900');
    const stored: unknown = await dataSource.query('SELECT acknowledge, records FROM inbound_accounts ORDER BY id');
    expect(stored).toEqual([
      { acknowledge: true, records: { answers: told, parsing: null } },
      { acknowledge: false, records: { answers: told, parsing: null } },
      { acknowledge: false, records: { answers: { ...told, created: false }, parsing: null } },
    ]);
    await dataSource.runMigrations();
  });
});
