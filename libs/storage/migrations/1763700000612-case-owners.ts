import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works on a case: a user, a group, or a user of a group (around-activity.md CASE-3). */
export class CaseOwners1763700000612 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN assignee_id bigint CONSTRAINT cases_assignee_fkey REFERENCES users (id);
      ALTER TABLE cases ADD COLUMN agent_group_id bigint CONSTRAINT cases_agent_group_fkey REFERENCES groups (id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN assignee_id, DROP COLUMN agent_group_id');
  }
}
