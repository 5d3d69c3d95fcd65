import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cases and activities carry once people and systems work on them, and not only open them. */
export class CaseColumns1763700000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases
        ADD COLUMN labels text[] NOT NULL DEFAULT '{}',
        ADD COLUMN language text,
        ADD COLUMN external_id text,
        ADD COLUMN description text,
        ADD COLUMN solution text,
        ADD COLUMN due_at timestamptz,
        ADD COLUMN custom_attributes jsonb NOT NULL DEFAULT '{}',
        ADD CONSTRAINT cases_external_id_key UNIQUE (external_id),
        ADD CONSTRAINT cases_status_check CHECK (status IN ('new', 'open', 'pending', 'resolved', 'closed'));

      ALTER TABLE activities
        ADD COLUMN hidden_from_customer boolean NOT NULL DEFAULT false,
        ADD COLUMN purged_attachment_count integer NOT NULL DEFAULT 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE activities DROP COLUMN purged_attachment_count, DROP COLUMN hidden_from_customer;
      ALTER TABLE cases
        DROP CONSTRAINT cases_status_check, DROP CONSTRAINT cases_external_id_key,
        DROP COLUMN custom_attributes, DROP COLUMN due_at, DROP COLUMN solution, DROP COLUMN description,
        DROP COLUMN external_id, DROP COLUMN language, DROP COLUMN labels;
    `);
  }
}
