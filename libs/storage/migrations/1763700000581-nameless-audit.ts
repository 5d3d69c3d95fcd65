import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trail is for ever, so customers are in it by their ids only, whoever writes it (customers.md CUST-31). */
export class NamelessAudit1763700000581 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE audit_entries SET actor = actor - 'firstName' - 'lastName'
      WHERE actor ->> 'actor' = 'customer' AND actor ?| '{firstName,lastName}';
      ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_nameless_check
        CHECK (actor ->> 'actor' <> 'customer' OR NOT actor ?| '{firstName,lastName}');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_nameless_check');
  }
}
