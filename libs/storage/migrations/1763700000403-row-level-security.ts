import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables with rows of departments and customers, and what a restricted reader sees of each (docs/row-level-security.md). */
const POLICIES: Readonly<Record<string, string>> = {
  activities: `department_id = ANY ((SELECT reader_departments())::bigint[])
    OR customer_id = ANY ((SELECT reader_customers())::bigint[])`,
  activity_emails: `EXISTS (SELECT FROM activities a WHERE a.id = activity_id)`,
  attachments: `EXISTS (SELECT FROM activities a WHERE a.id = activity_id)`,
  cases: `department_id = ANY ((SELECT reader_departments())::bigint[])
    OR customer_id = ANY ((SELECT reader_customers())::bigint[])
    OR EXISTS (SELECT FROM activities a WHERE a.case_id = cases.id)`,
  case_relations: `EXISTS (SELECT FROM cases s WHERE s.id = case_id) AND EXISTS (SELECT FROM cases s WHERE s.id = related_case_id)`,
  customers: `id = ANY ((SELECT reader_customers())::bigint[])
    OR ((SELECT reader_departments()) IS NOT NULL
      AND (department_id IS NULL OR department_id = ANY ((SELECT reader_departments())::bigint[])
      OR NOT (SELECT customers_are_departmental())))
    OR EXISTS (SELECT FROM activities a WHERE a.customer_id = customers.id OR a.sent_by_customer_id = customers.id)`,
  notes: `(SELECT reader_departments()) IS NOT NULL AND CASE object
    WHEN 'activity' THEN EXISTS (SELECT FROM activities a WHERE a.id = object_id)
    WHEN 'case' THEN EXISTS (SELECT FROM cases s WHERE s.id = object_id)
    WHEN 'customer' THEN EXISTS (SELECT FROM customers c WHERE c.id = object_id) ELSE false END`,
  contacts: `EXISTS (SELECT FROM customers c WHERE c.id = customer_id)`,
  contact_points: `EXISTS (SELECT FROM customers c WHERE c.id = customer_id)`,
  customer_grants: `EXISTS (SELECT FROM customers c WHERE c.id = holder_customer_id)
    AND EXISTS (SELECT FROM customers c WHERE c.id = on_customer_id)`,
};

/** Nobody reads these for anybody. */
const CLOSED_TABLES = ['signing_keys', 'oidc_payloads', 'revoked_tokens', 'idempotency_keys'];

/**
 * The second wall. Requests that only read do so in the role \`casemgr_reader\`, which sees the rows of \`casemgr.reader\`:
 * \`department:1000,1001\` or \`customer:1000\`; without it, none. Everything else goes on in the role of the application, which the
 * policies are not for. A database role is the whole server's, so it may be there already, and stays when this is undone.
 */
export class RowLevelSecurity1763700000403 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF to_regrole('casemgr_reader') IS NULL THEN
          BEGIN
            CREATE ROLE casemgr_reader NOLOGIN;
          EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL; -- another database on this server was migrated meanwhile
            WHEN insufficient_privilege THEN RAISE NOTICE 'the role casemgr_reader is to be made by an administrator';
          END;
        END IF;
      END $$;

      CREATE FUNCTION reader_departments() RETURNS bigint[] LANGUAGE sql STABLE AS $$
        SELECT string_to_array(
          substring(current_setting('casemgr.reader', true) FROM '^department:(\\d{1,18}(?:,\\d{1,18})*)$'), ',')::bigint[]
      $$;

      -- Itself, and those on whom it holds a grant; whether a grant holds today is for the application to say.
      CREATE FUNCTION reader_customers() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT array_agg(c.id) FROM (
          SELECT substring(current_setting('casemgr.reader', true) FROM '^customer:(\\d{1,18})$')::bigint AS id
        ) own CROSS JOIN LATERAL (
          SELECT own.id UNION SELECT g.on_customer_id FROM customer_grants g WHERE g.holder_customer_id = own.id
        ) c WHERE own.id IS NOT NULL
      $$;

      CREATE FUNCTION customers_are_departmental() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce((SELECT value = 'true' FROM settings WHERE name = 'customerDepartmentalization'), false)
      $$;
    `);
    for (const [table, condition] of Object.entries(POLICIES)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY readers ON ${table} FOR SELECT USING (${condition})`);
    }
    await runner.query(`
      DO $$
      DECLARE
        part regclass;
      BEGIN
        -- A partition that is read by its own name has no policy, and so shows nothing.
        FOR part IN SELECT inhrelid FROM pg_inherits
          WHERE inhparent IN ('activities'::regclass, 'activity_emails'::regclass) LOOP
          EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
        END LOOP;
        IF to_regrole('casemgr_reader') IS NOT NULL THEN
          BEGIN
            EXECUTE format('GRANT casemgr_reader TO %I', current_user);
          EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'casemgr_reader is to be granted to % by an administrator', current_user;
          END;
          GRANT USAGE ON SCHEMA public TO casemgr_reader;
          GRANT SELECT ON ALL TABLES IN SCHEMA public TO casemgr_reader;
          REVOKE ALL ON ${CLOSED_TABLES.join(', ')} FROM casemgr_reader;
          GRANT INSERT ON audit_entries TO casemgr_reader;
          ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO casemgr_reader;
        END IF;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        part regclass;
      BEGIN
        FOR part IN SELECT inhrelid FROM pg_inherits
          WHERE inhparent IN ('activities'::regclass, 'activity_emails'::regclass) LOOP
          EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', part);
        END LOOP;
        IF to_regrole('casemgr_reader') IS NOT NULL THEN
          ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM casemgr_reader;
          REVOKE ALL ON ALL TABLES IN SCHEMA public FROM casemgr_reader;
          REVOKE ALL ON SCHEMA public FROM casemgr_reader;
        END IF;
      END $$;
    `);
    for (const table of Object.keys(POLICIES).toReversed()) {
      await runner.query(`DROP POLICY readers ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query(`
      DROP FUNCTION customers_are_departmental();
      DROP FUNCTION reader_customers();
      DROP FUNCTION reader_departments();
    `);
  }
}
