import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What record keys are sealed with. Nobody reads it for anybody (docs/row-level-security.md). */
export class RecordSecrets1763700000651 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record_secrets (
        number integer NOT NULL,
        encrypted_secret text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        honoured_from timestamptz,
        CONSTRAINT record_secrets_pkey PRIMARY KEY (number)
      );

      DO $$ BEGIN
        IF to_regrole('casemgr_reader') IS NOT NULL THEN
          REVOKE ALL ON record_secrets FROM casemgr_reader;
        END IF;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE record_secrets');
  }
}
