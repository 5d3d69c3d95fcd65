import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs know all of whoever wants them done, and their rows what was said of those that failed (customers.md CUST-34). */
export class ObfuscationJobs1763700000572 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE obfuscation_jobs ADD COLUMN obfuscator jsonb;
      UPDATE obfuscation_jobs SET obfuscator = jsonb_build_object(
        'by', created_by, 'audited', jsonb_build_object('actor', created_by, 'remoteAddress', NULL, 'requestId', NULL),
        'reader', jsonb_build_object('kind', 'partition')) || CASE WHEN department_ids IS NULL THEN '{}' ELSE jsonb_build_object(
          'reader', jsonb_build_object('kind', 'departments', 'departmentIds', department_ids::text[]),
          'openDepartmentIds', department_ids::text[]) END;
      ALTER TABLE obfuscation_jobs ALTER COLUMN obfuscator SET NOT NULL, DROP COLUMN created_by, DROP COLUMN department_ids;
      ALTER TABLE obfuscation_job_rows ADD COLUMN developer_message text;
      UPDATE obfuscation_job_rows SET developer_message = '' WHERE error_code IS NOT NULL;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE obfuscation_job_rows DROP COLUMN developer_message;
      ALTER TABLE obfuscation_jobs ADD COLUMN department_ids bigint[], ADD COLUMN created_by jsonb;
      UPDATE obfuscation_jobs SET created_by = obfuscator -> 'by', department_ids =
        CASE WHEN obfuscator ? 'openDepartmentIds' THEN ARRAY(
          SELECT d::bigint FROM jsonb_array_elements_text(obfuscator -> 'openDepartmentIds') AS d) END;
      ALTER TABLE obfuscation_jobs DROP COLUMN obfuscator, ALTER COLUMN created_by SET NOT NULL;`);
  }
}
