import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the customer manager adds (docs/customers.md): who changed a customer and when, what became of customers that were merged
 * into others, jobs that obfuscate many, and the indexes that customers are found by.
 */
export class CustomerManager1763700000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers
        ADD COLUMN created_by jsonb,
        ADD COLUMN last_modified_by jsonb,
        ADD COLUMN last_modified_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN obfuscated_at timestamptz;
      UPDATE customers SET last_modified_at = created_at;

      -- A merged customer is gone, so that no write that was decided on before can reach it; its id leads on from here.
      CREATE TABLE customer_merges (
        old_customer_id bigint NOT NULL,
        customer_id bigint NOT NULL,
        external_id text,
        moved jsonb NOT NULL DEFAULT '{}',
        merged_by jsonb NOT NULL,
        merged_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT customer_merges_pkey PRIMARY KEY (old_customer_id),
        CONSTRAINT customer_merges_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id)
      );
      CREATE INDEX customer_merges_customer_idx ON customer_merges (customer_id);
      CREATE INDEX customer_merges_external_id_idx ON customer_merges (external_id);

      CREATE TABLE customer_merge_moves (
        old_customer_id bigint NOT NULL,
        object text NOT NULL,
        object_id bigint NOT NULL,
        CONSTRAINT customer_merge_moves_pkey PRIMARY KEY (old_customer_id, object, object_id),
        CONSTRAINT customer_merge_moves_merge_fkey FOREIGN KEY (old_customer_id) REFERENCES customer_merges (old_customer_id)
      );

      -- The customer that an id means now: itself, or the one that it was merged into.
      CREATE FUNCTION current_customer(customer_id bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT coalesce((SELECT m.customer_id FROM customer_merges m WHERE m.old_customer_id = $1), $1)
      $$;

      CREATE TABLE obfuscation_jobs (
        id uuid NOT NULL,
        status text NOT NULL,
        department_ids bigint[],
        created_by jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT obfuscation_jobs_pkey PRIMARY KEY (id)
      );
      CREATE TABLE obfuscation_job_rows (
        job_id uuid NOT NULL,
        row_number integer NOT NULL,
        customer_id bigint,
        outcome text,
        error_code text,
        CONSTRAINT obfuscation_job_rows_pkey PRIMARY KEY (job_id, row_number),
        CONSTRAINT obfuscation_job_rows_job_fkey FOREIGN KEY (job_id) REFERENCES obfuscation_jobs (id)
      );

      -- The digits of a phone number, with more and more of what is around it; people search by any of these.
      CREATE FUNCTION phone_keys(details jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT array_agg(DISTINCT regexp_replace(written, '[^0-9]', '', 'g')) FROM unnest(ARRAY[
          $1 ->> 'phoneNo',
          concat($1 ->> 'areaCode', $1 ->> 'phoneNo'),
          concat($1 ->> 'countryCode', $1 ->> 'areaCode', $1 ->> 'phoneNo'),
          concat($1 ->> 'countryCode', $1 ->> 'areaCode', $1 ->> 'phoneNo', $1 ->> 'extension')]) AS written
      $$;
      CREATE INDEX contact_points_phone_idx ON contact_points USING gin (phone_keys(details)) WHERE type = 'phone';
      CREATE INDEX contact_points_social_idx
        ON contact_points ((details -> 'type' ->> 'value'), lower(details ->> 'socialId')) WHERE type = 'social';
      CREATE INDEX customers_created_idx ON customers (created_at, id);
      CREATE INDEX customers_custom_idx ON customers USING gin ((details -> 'customAttributes') jsonb_path_ops);
      CREATE INDEX customers_name_idx ON customers USING gin (to_tsvector('simple', coalesce(customer_name, '')));
      CREATE INDEX contacts_name_idx ON contacts
        USING gin (to_tsvector('simple',
          coalesce(first_name, '') || ' ' || coalesce(middle_name, '') || ' ' || coalesce(last_name, '')));
      -- What customers made themselves, whosever it is now: for when their names have to go.
      CREATE INDEX activities_author_idx ON activities ((created_by ->> 'id')) WHERE created_by ->> 'actor' = 'customer';

      CREATE INDEX mail_messages_activity_idx ON mail_messages (activity_id) WHERE activity_id IS NOT NULL;

      -- Audit entries are for ever, so they name customers by id only.
      UPDATE audit_entries SET actor = actor - 'firstName' - 'lastName' WHERE actor ->> 'actor' = 'customer';
      UPDATE audit_entries SET detail = detail - 'name' WHERE object = 'customer';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mail_messages_activity_idx, activities_author_idx, contacts_name_idx, customers_name_idx, customers_custom_idx, customers_created_idx,
        contact_points_social_idx, contact_points_phone_idx;
      DROP FUNCTION phone_keys(jsonb);
      DROP TABLE obfuscation_job_rows, obfuscation_jobs;
      DROP FUNCTION current_customer(bigint);
      DROP TABLE customer_merge_moves, customer_merges;
      ALTER TABLE customers DROP COLUMN obfuscated_at, DROP COLUMN last_modified_at, DROP COLUMN last_modified_by,
        DROP COLUMN created_by;
    `);
  }
}
