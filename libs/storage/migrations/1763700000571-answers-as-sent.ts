import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that are given again have their members in the order in which they were sent, which `jsonb` does not keep. */
export class AnswersAsSent1763700000571 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_keys ALTER COLUMN answer TYPE json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_keys ALTER COLUMN answer TYPE jsonb');
  }
}
