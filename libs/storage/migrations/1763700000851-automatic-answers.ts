import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that says that another was refused is about no record (records-by-email.md RO-14). */
export class AutomaticAnswers1763700000851 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outgoing_mails ALTER COLUMN table_number DROP NOT NULL, ALTER COLUMN record_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM outgoing_mails WHERE record_id IS NULL');
    await runner.query(`
      ALTER TABLE outgoing_mails ALTER COLUMN table_number SET NOT NULL, ALTER COLUMN record_id SET NOT NULL`);
  }
}
