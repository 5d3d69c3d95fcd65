import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail may be sent to several, each of whom may reply (records-by-email.md RK-7). */
export class ReplyRecipients1763700000732 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reply_addresses ADD COLUMN recipient_keys text[];
      UPDATE reply_addresses SET recipient_keys = ARRAY[recipient_key];
      ALTER TABLE reply_addresses ALTER COLUMN recipient_keys SET NOT NULL, DROP COLUMN recipient_key`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reply_addresses ADD COLUMN recipient_key text;
      UPDATE reply_addresses SET recipient_key = coalesce(recipient_keys[1], '');
      ALTER TABLE reply_addresses ALTER COLUMN recipient_key SET NOT NULL, DROP COLUMN recipient_keys`);
  }
}
