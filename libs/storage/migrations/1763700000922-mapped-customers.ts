import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inbound accounts may put the customer who has sent a mail into a link field of its record (records-by-email.md RI-12). */
export class MappedCustomers1763700000922 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE inbound_accounts SET records = jsonb_set(records, '{mapping,customer}', 'null')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE inbound_accounts SET records = records #- '{mapping,customer}'`);
  }
}
