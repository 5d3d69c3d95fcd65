import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was pushed and answered holds data of customers: it is encrypted, and known by its customer, so that it goes with him.
 * A push takes its log along. What was there before is not kept: it was in clear.
 */
export class FieldPushAtRest1763700000503 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM field_push_deliveries;
      DELETE FROM field_push_sessions;
      ALTER TABLE field_push_deliveries RENAME COLUMN body TO encrypted_body;
      ALTER TABLE field_push_deliveries ADD COLUMN customer_id bigint;
      CREATE INDEX field_push_deliveries_customer_idx ON field_push_deliveries (customer_id);
      ALTER TABLE field_push_attempts RENAME COLUMN answer TO encrypted_answer;
      ALTER TABLE field_push_sessions DROP COLUMN field_values;
      ALTER TABLE field_push_sessions DROP COLUMN context;
      ALTER TABLE field_push_sessions ADD COLUMN encrypted_form text NOT NULL;
      ALTER TABLE field_push_deliveries DROP CONSTRAINT field_push_deliveries_push_fkey;
      ALTER TABLE field_push_deliveries ADD CONSTRAINT field_push_deliveries_push_fkey
        FOREIGN KEY (push_id) REFERENCES field_pushes (id) ON DELETE CASCADE;
      ALTER TABLE field_push_circuits DROP CONSTRAINT field_push_circuits_push_fkey;
      ALTER TABLE field_push_circuits ADD CONSTRAINT field_push_circuits_push_fkey
        FOREIGN KEY (push_id) REFERENCES field_pushes (id) ON DELETE CASCADE;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM field_push_deliveries;
      DELETE FROM field_push_sessions;
      ALTER TABLE field_push_circuits DROP CONSTRAINT field_push_circuits_push_fkey;
      ALTER TABLE field_push_circuits ADD CONSTRAINT field_push_circuits_push_fkey
        FOREIGN KEY (push_id) REFERENCES field_pushes (id);
      ALTER TABLE field_push_deliveries DROP CONSTRAINT field_push_deliveries_push_fkey;
      ALTER TABLE field_push_deliveries ADD CONSTRAINT field_push_deliveries_push_fkey
        FOREIGN KEY (push_id) REFERENCES field_pushes (id);
      ALTER TABLE field_push_sessions DROP COLUMN encrypted_form;
      ALTER TABLE field_push_sessions ADD COLUMN field_values jsonb NOT NULL;
      ALTER TABLE field_push_sessions ADD COLUMN context jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE field_push_attempts RENAME COLUMN encrypted_answer TO answer;
      DROP INDEX field_push_deliveries_customer_idx;
      ALTER TABLE field_push_deliveries DROP COLUMN customer_id;
      ALTER TABLE field_push_deliveries RENAME COLUMN encrypted_body TO body;
    `);
  }
}
