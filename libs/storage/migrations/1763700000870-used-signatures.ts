import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which mail a signature of desk headers was good for: all others that have it are copies of its headers. */
export class UsedSignatures1763700000870 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used_signatures (
        signed_hash text NOT NULL,
        content_hash text NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT used_signatures_pkey PRIMARY KEY (signed_hash)
      );
      CREATE INDEX used_signatures_used_at_idx ON used_signatures (used_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_signatures');
  }
}
