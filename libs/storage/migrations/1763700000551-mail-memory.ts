import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is remembered of mail: what came long after it was sent, and by what a copy is known when the mail itself is forgotten. */
export class MailMemory1763700000551 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- customer_key: the address of whom it is about, who need not be its sender. original_activity_id: of the mail that it repeats.
      ALTER TABLE mail_messages ADD COLUMN belated boolean NOT NULL DEFAULT false, ADD COLUMN customer_key text,
        ADD COLUMN original_activity_id bigint;
      CREATE INDEX mail_messages_original_idx ON mail_messages (original_activity_id) WHERE original_activity_id IS NOT NULL;

      -- The mail that a mailbox does not give, and how often it was asked for.
      ALTER TABLE imap_positions ADD COLUMN stuck_uid bigint, ADD COLUMN stuck_tries integer NOT NULL DEFAULT 0;

      CREATE TABLE forgotten_mails (
        account text NOT NULL,
        dedup_key text NOT NULL,
        message_id bigint NOT NULL,
        activity_id bigint,
        CONSTRAINT forgotten_mails_pkey PRIMARY KEY (account, dedup_key)
      );
      CREATE INDEX forgotten_mails_activity_idx ON forgotten_mails (activity_id) WHERE activity_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE forgotten_mails;
      ALTER TABLE imap_positions DROP COLUMN stuck_uid, DROP COLUMN stuck_tries;
      ALTER TABLE mail_messages DROP COLUMN belated, DROP COLUMN customer_key, DROP COLUMN original_activity_id;
    `);
  }
}
