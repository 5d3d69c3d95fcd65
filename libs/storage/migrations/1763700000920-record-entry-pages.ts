import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest entries of a field are read from an index, however many there are (records-by-email.md RT-18). */
export class RecordEntryPages1763700000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX record_entries_field_idx ON record_entries (record_id, field, id);
      DROP INDEX record_entries_record_idx;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX record_entries_record_idx ON record_entries (record_id, id);
      DROP INDEX record_entries_field_idx;
    `);
  }
}
