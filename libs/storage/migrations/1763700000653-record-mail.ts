import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that makes and changes records: what accounts say about it, users by their addresses, activities of no case. */
export class RecordMail1763700000653 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_accounts ADD COLUMN table_name text NOT NULL DEFAULT 'case';
      ALTER TABLE inbound_accounts ADD COLUMN records jsonb NOT NULL DEFAULT '{
        "mapping": {"fromName": null, "fromAddress": null, "to": null, "cc": null, "subject": null, "date": null, "text": null,
          "html": null, "attachments": null, "messageId": null, "fixed": {}},
        "updates": {"text": null, "attachments": null, "fieldUpdates": false}, "parsing": null,
        "answers": {"created": false, "updated": false, "refused": false}}';
      ALTER TABLE inbound_accounts ALTER COLUMN records DROP DEFAULT;

      ALTER TABLE users ADD COLUMN email_address text;
      CREATE UNIQUE INDEX users_email_key ON users (lower(email_address));

      ALTER TABLE activities ALTER COLUMN case_id DROP NOT NULL;
      ALTER TABLE activities ALTER COLUMN customer_id DROP NOT NULL;

      -- Message-IDs of mail about records, and those that it refers to.
      CREATE TABLE record_message_ids (
        message_key text NOT NULL,
        record_id bigint NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT record_message_ids_pkey PRIMARY KEY (message_key, record_id),
        CONSTRAINT record_message_ids_record_fkey FOREIGN KEY (record_id) REFERENCES records (id)
      );
      CREATE INDEX record_message_ids_record_idx ON record_message_ids (record_id);
      ALTER TABLE record_message_ids ENABLE ROW LEVEL SECURITY;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM activity_emails WHERE activity_id IN (SELECT id FROM activities WHERE case_id IS NULL OR customer_id IS NULL);
      DELETE FROM activities WHERE case_id IS NULL OR customer_id IS NULL;
      DROP TABLE record_message_ids;
      ALTER TABLE activities ALTER COLUMN customer_id SET NOT NULL;
      ALTER TABLE activities ALTER COLUMN case_id SET NOT NULL;
      DROP INDEX users_email_key;
      ALTER TABLE users DROP COLUMN email_address;
      ALTER TABLE inbound_accounts DROP COLUMN records;
      ALTER TABLE inbound_accounts DROP COLUMN table_name;
    `);
  }
}
