import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account says once which senders are told what has become of their mail, whatever it makes of it (records-by-email.md RO-12). */
export class AccountAnswers1763700000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_accounts ADD COLUMN answers jsonb;
      UPDATE inbound_accounts SET
        answers = jsonb_set(records -> 'answers', '{created}',
          to_jsonb(acknowledge OR (records #>> '{answers,created}')::boolean)),
        records = records - 'answers';
      ALTER TABLE inbound_accounts ALTER COLUMN answers SET NOT NULL, DROP COLUMN acknowledge;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbound_accounts ADD COLUMN acknowledge boolean NOT NULL DEFAULT false;
      UPDATE inbound_accounts SET
        acknowledge = table_name = 'case' AND (answers ->> 'created')::boolean,
        records = records || jsonb_build_object('answers', answers);
      ALTER TABLE inbound_accounts DROP COLUMN answers;
    `);
  }
}
