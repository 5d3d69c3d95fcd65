import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account answers in words of its administrator (records-by-email.md RO-15). */
export class AnswerTemplates1763700000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE inbound_accounts ADD COLUMN templates jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbound_accounts DROP COLUMN templates');
  }
}
