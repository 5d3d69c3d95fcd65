import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may write to an account (records-by-email.md RI-5). */
export class AccountAccess1763700000652 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_accounts ADD COLUMN access jsonb NOT NULL
        DEFAULT '{"groups": [], "guestUser": null, "knownUsersOnly": false, "unknownSenderWithKey": "unverified"}';
      ALTER TABLE inbound_accounts ALTER COLUMN access DROP DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbound_accounts DROP COLUMN access');
  }
}
