import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What other systems call users and queues (search-and-audit.md MGR-3, MGR-4). */
export class ExternalIds1763700000802 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ADD COLUMN external_id text');
    await runner.query('ALTER TABLE queues ADD COLUMN external_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE queues DROP COLUMN external_id');
    await runner.query('ALTER TABLE users DROP COLUMN external_id');
  }
}
