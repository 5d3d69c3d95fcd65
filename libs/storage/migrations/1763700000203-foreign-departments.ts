import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments in which a user of another department works. */
export class ForeignDepartments1763700000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD COLUMN foreign_department_ids bigint[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP COLUMN foreign_department_ids');
  }
}
