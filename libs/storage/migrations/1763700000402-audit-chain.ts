import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was done can be added to and not be changed, and is sealed in batches that form a chain (docs/audit.md). An entry's hash leaves
 * out the names of whoever did it: they may have to be forgotten, and the id says who it was.
 */
export class AuditChain1763700000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Costs writers next to nothing, and a question about a day reads that day only.
      CREATE INDEX audit_entries_at_idx ON audit_entries USING brin (at);

      CREATE TABLE audit_seals (
        id bigint NOT NULL,
        previous_hash bytea,
        hash bytea NOT NULL,
        entry_ids bigint[] NOT NULL,
        entry_hashes bytea[] NOT NULL,
        -- How far was looked, and which ids were not there: transactions that went on then, or were undone.
        through bigint NOT NULL,
        gaps int8multirange NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT audit_seals_pkey PRIMARY KEY (id)
      );
      CREATE INDEX audit_seals_sealed_idx ON audit_seals (sealed_at);

      CREATE FUNCTION audit_entry_hash(entry audit_entries) RETURNS bytea LANGUAGE sql STABLE AS $$
        SELECT sha256(convert_to(jsonb_build_array(entry.id::text, (extract(epoch FROM entry.at) * 1000000)::bigint::text,
          entry.actor - 'firstName' - 'lastName', entry.action, entry.object, entry.object_id, entry.remote_address,
          entry.request_id, entry.detail)::text, 'UTF8'))
      $$;

      CREATE FUNCTION audit_seal_hash(previous bytea, hashes bytea[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
        SELECT sha256(coalesce(previous, '') || coalesce(string_agg(h.hash, '' ORDER BY h.place), ''))
        FROM unnest(hashes) WITH ORDINALITY AS h(hash, place)
      $$;

      CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entries' THEN
          -- The names of a person who is to be forgotten.
          IF to_jsonb(NEW) #- '{actor,firstName}' #- '{actor,lastName}' = to_jsonb(OLD) #- '{actor,firstName}' #- '{actor,lastName}'
            AND coalesce(NEW.actor ->> 'firstName', '') = '' AND coalesce(NEW.actor ->> 'lastName', '') = '' THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'CM002', MESSAGE = format('%s of %s: what was audited stays', TG_OP, TG_TABLE_NAME);
      END $$;
      CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION keep_audit();
      CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries EXECUTE FUNCTION keep_audit();
      CREATE TRIGGER audit_seals_kept BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION keep_audit();
      CREATE TRIGGER audit_seals_not_emptied BEFORE TRUNCATE ON audit_seals EXECUTE FUNCTION keep_audit();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_seals;
      DROP TRIGGER audit_entries_not_emptied ON audit_entries;
      DROP TRIGGER audit_entries_kept ON audit_entries;
      DROP FUNCTION keep_audit();
      DROP FUNCTION audit_seal_hash(bytea, bytea[]);
      DROP FUNCTION audit_entry_hash(audit_entries);
      DROP INDEX audit_entries_at_idx;
    `);
  }
}
