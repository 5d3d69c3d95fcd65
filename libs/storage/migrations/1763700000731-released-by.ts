import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever lets a mail go makes of it what it may make itself (records-by-email.md RU-3). */
export class ReleasedBy1763700000731 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_messages ADD COLUMN released_by bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_messages DROP COLUMN released_by');
  }
}
