import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was pushed about a record, and what was given up, are found without reading the log. When a session was used is written with each
 * change of a form, and read once an hour: without an index the row can change in place.
 */
export class FieldPushIndexes1763700000932 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX field_push_deliveries_about_idx ON field_push_deliveries (object, record_id, push_id, id);
      CREATE INDEX field_push_deliveries_failed_idx ON field_push_deliveries (push_id, created_at) WHERE state = 'failed';
      DROP INDEX field_push_sessions_used_idx;
      CREATE INDEX field_push_sessions_record_idx ON field_push_sessions (object, record_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX field_push_sessions_record_idx;
      CREATE INDEX field_push_sessions_used_idx ON field_push_sessions (used_at);
      DROP INDEX field_push_deliveries_failed_idx;
      DROP INDEX field_push_deliveries_about_idx;
    `);
  }
}
