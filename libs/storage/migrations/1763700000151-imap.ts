import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each mailbox on another server has been read, and which process follows it. */
export class Imap1763700000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imap_positions (
        account text NOT NULL,
        mailbox text NOT NULL,
        uid_validity bigint,
        uid bigint NOT NULL DEFAULT 0,
        holder uuid,
        held_until timestamptz,
        failures integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        trouble text,
        CONSTRAINT imap_positions_pkey PRIMARY KEY (account)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE imap_positions');
  }
}
