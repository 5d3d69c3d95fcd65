import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a receiver says of an error may repeat what it was sent: it is encrypted as its answer is. What was there is not kept. */
export class FieldPushErrors1763700000611 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE field_push_attempts DROP COLUMN error;
      ALTER TABLE field_push_attempts ADD COLUMN encrypted_error text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE field_push_attempts DROP COLUMN encrypted_error;
      ALTER TABLE field_push_attempts ADD COLUMN error text;
    `);
  }
}
