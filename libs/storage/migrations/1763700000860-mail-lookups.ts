import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells one mail from others comes first: with the account first, an index on anything looked as good as the right one while
 * there were few mails, and then all mails of the account were read. A mail that is not settled yet has none of it.
 */
export class MailLookups1763700000860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mail_messages DROP CONSTRAINT mail_messages_dedup_key;
      DROP INDEX mail_messages_message_id_idx, mail_messages_sender_idx, mail_messages_outcome_idx;
      CREATE UNIQUE INDEX mail_messages_dedup_key ON mail_messages (dedup_key, account) WHERE dedup_key IS NOT NULL;
      CREATE INDEX mail_messages_message_id_idx ON mail_messages (message_id, account) WHERE message_id IS NOT NULL;
      CREATE INDEX mail_messages_sender_idx ON mail_messages (sender, body_hash) WHERE sender IS NOT NULL;
      CREATE INDEX mail_messages_outcome_idx ON mail_messages (outcome, id) WHERE outcome IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mail_messages_dedup_key, mail_messages_message_id_idx, mail_messages_sender_idx, mail_messages_outcome_idx;
      ALTER TABLE mail_messages ADD CONSTRAINT mail_messages_dedup_key UNIQUE (account, dedup_key);
      CREATE INDEX mail_messages_message_id_idx ON mail_messages (account, message_id);
      CREATE INDEX mail_messages_sender_idx ON mail_messages (account, sender, body_hash);
      CREATE INDEX mail_messages_outcome_idx ON mail_messages (outcome, id);
    `);
  }
}
