import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is long is compressed by LZ4 where the server has it: several times as fast as what PostgreSQL does by itself, and for mails as
 * they came no slower than to write them as they are. The embedded database does not have it.
 */
export class FastCompression1763700000861 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$
      DECLARE
        part regclass;
      BEGIN
        FOR part IN SELECT relid FROM pg_partition_tree('activity_emails') LOOP
          EXECUTE format('ALTER TABLE %s ALTER COLUMN content_text SET COMPRESSION lz4, ALTER COLUMN content_html SET COMPRESSION lz4', part);
        END LOOP;
        ALTER TABLE raw_mails ALTER COLUMN content SET COMPRESSION lz4, ALTER COLUMN content SET STORAGE EXTENDED;
      EXCEPTION WHEN feature_not_supported THEN
        NULL;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE raw_mails ALTER COLUMN content SET COMPRESSION default, ALTER COLUMN content SET STORAGE EXTERNAL;
      DO $$
      DECLARE
        part regclass;
      BEGIN
        FOR part IN SELECT relid FROM pg_partition_tree('activity_emails') LOOP
          EXECUTE format('ALTER TABLE %s ALTER COLUMN content_text SET COMPRESSION default, ALTER COLUMN content_html SET COMPRESSION default', part);
        END LOOP;
      END $$`);
  }
}
