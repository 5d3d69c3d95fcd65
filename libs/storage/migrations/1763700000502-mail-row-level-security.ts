import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second wall around mail (docs/row-level-security.md): a department's users see what came for it, customers nothing. */
const POLICIES: Readonly<Record<string, string>> = {
  mail_messages: 'department_id = ANY ((SELECT reader_departments())::bigint[])',
  raw_mails: 'EXISTS (SELECT FROM mail_messages m WHERE m.sha256 = raw_mails.sha256)',
  message_ids: 'EXISTS (SELECT FROM cases s WHERE s.id = case_id)',
};

export class MailRowLevelSecurity1763700000502 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, condition] of Object.entries(POLICIES)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY readers ON ${table} FOR SELECT USING (${condition})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(POLICIES).toReversed()) {
      await runner.query(`DROP POLICY readers ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
  }
}
