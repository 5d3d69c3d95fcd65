import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a receiver has asked for is no failure, and outlives a success; one request at a time tries out whether it is back. */
export class FieldPushCircuits1763700000930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE field_push_circuits ADD COLUMN asked_until timestamptz, ADD COLUMN probed_until timestamptz;
      UPDATE field_push_circuits SET asked_until = open_until, open_until = NULL WHERE failures = 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE field_push_circuits SET open_until = greatest(open_until, asked_until);
      ALTER TABLE field_push_circuits DROP COLUMN asked_until, DROP COLUMN probed_until;
    `);
  }
}
