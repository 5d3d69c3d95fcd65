import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECK = 'field_push_deliveries_state_check';

/** A delivery that has failed gives way to a newer one of its record. */
export class SupersededFieldPushes1763700000931 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE field_push_deliveries DROP CONSTRAINT ${CHECK};
      ALTER TABLE field_push_deliveries ADD CONSTRAINT ${CHECK}
        CHECK (state IN ('pending', 'delivered', 'failed', 'superseded'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE field_push_deliveries SET state = 'failed' WHERE state = 'superseded';
      ALTER TABLE field_push_deliveries DROP CONSTRAINT ${CHECK};
      ALTER TABLE field_push_deliveries ADD CONSTRAINT ${CHECK} CHECK (state IN ('pending', 'delivered', 'failed'));
    `);
  }
}
