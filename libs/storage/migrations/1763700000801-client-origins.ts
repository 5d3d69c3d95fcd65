import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the pages of a client application come from (search-and-audit.md API-4). */
export class ClientOrigins1763700000801 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clients ADD COLUMN allowed_origins text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clients DROP COLUMN allowed_origins');
  }
}
