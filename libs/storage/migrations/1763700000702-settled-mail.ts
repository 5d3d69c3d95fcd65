import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An address has one acknowledgement a day, whichever alias it wrote to; mails that have failed are swept like those that were
 * sent; and the answers to an activity are found, so that they are masked with it.
 */
export class SettledMail1763700000702 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM acknowledgements a USING acknowledgements b
        WHERE a.address_key = b.address_key AND a.day = b.day AND a.alias_id > b.alias_id;
      ALTER TABLE acknowledgements DROP COLUMN alias_id;
      ALTER TABLE acknowledgements ADD CONSTRAINT acknowledgements_pkey PRIMARY KEY (address_key, day);

      DROP INDEX outgoing_mails_settled_idx;
      CREATE INDEX outgoing_mails_settled_idx ON outgoing_mails (settled_at) WHERE state <> 'waiting';

      CREATE INDEX composed_emails_answered_idx ON composed_emails (answered_activity_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX composed_emails_answered_idx;

      DROP INDEX outgoing_mails_settled_idx;
      CREATE INDEX outgoing_mails_settled_idx ON outgoing_mails (settled_at) WHERE state = 'sent';

      -- Of which alias they were is not known any more.
      DELETE FROM acknowledgements;
      ALTER TABLE acknowledgements DROP CONSTRAINT acknowledgements_pkey;
      ALTER TABLE acknowledgements ADD COLUMN alias_id bigint NOT NULL;
      ALTER TABLE acknowledgements
        ADD CONSTRAINT acknowledgements_pkey PRIMARY KEY (alias_id, address_key, day),
        ADD CONSTRAINT acknowledgements_alias_fkey FOREIGN KEY (alias_id) REFERENCES aliases (id);
    `);
  }
}
