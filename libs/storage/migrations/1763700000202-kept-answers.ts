import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that an `Idempotency-Key` stands for are kept as answers of any write, not only of the intake. */
export class KeptAnswers1763700000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE idempotency_keys
      SET answer = jsonb_build_object('headers',
        jsonb_build_object('location', '/core/casemgr/v3/activity/' || (answer ->> 'activityId')))
      WHERE status = 201 AND answer ? 'activityId'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM idempotency_keys
      WHERE status < 400 AND coalesce(answer #>> '{headers,location}', '') NOT LIKE '/core/casemgr/v3/activity/%';
      UPDATE idempotency_keys
      SET answer = jsonb_build_object('activityId', regexp_replace(answer #>> '{headers,location}', '^.*/', ''))
      WHERE status = 201`);
  }
}
