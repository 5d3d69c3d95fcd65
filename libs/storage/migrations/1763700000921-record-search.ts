import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What records are found by: the words of their values and entries, and their addresses (docs/search.md). */
export class RecordSearch1763700000921 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One document of the values of a record (entry_id 0), and one of each entry: what is added to a long history is read alone.
      CREATE TABLE record_texts (
        record_id bigint NOT NULL,
        entry_id bigint NOT NULL DEFAULT 0,
        field text,
        document tsvector NOT NULL,
        CONSTRAINT record_texts_pkey PRIMARY KEY (record_id, entry_id)
      );
      CREATE INDEX record_texts_document_idx ON record_texts USING gin (document) WITH (gin_pending_list_limit = 1024);

      -- Which table a record is of, as a term of its documents: what is common in one table is rare in another.
      CREATE FUNCTION record_table_term(table_id integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT '%' || table_id
      $$;

      CREATE FUNCTION post_added_records_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'index', TG_ARGV[0], added.id::text FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER records_added_for_index AFTER INSERT ON records
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION post_added_records_for_index('record.index');
      CREATE TRIGGER record_entries_added_for_index AFTER INSERT ON record_entries
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION post_added_records_for_index('recordEntry.index');

      -- What is gone is not found from then on; what has come in its place is read behind the commit.
      CREATE FUNCTION post_changed_record_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM record_texts WHERE record_id = NEW.id AND entry_id = 0;
        INSERT INTO outbox_entries (lane, kind, object_id) VALUES ('index', 'record.index', NEW.id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER records_changed_for_index AFTER UPDATE OF field_values ON records
        FOR EACH ROW WHEN (OLD.field_values IS DISTINCT FROM NEW.field_values) EXECUTE FUNCTION post_changed_record_for_index();
      CREATE FUNCTION post_changed_record_entry_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM record_texts WHERE record_id = NEW.record_id AND entry_id = NEW.id;
        INSERT INTO outbox_entries (lane, kind, object_id) VALUES ('index', 'recordEntry.index', NEW.id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER record_entries_changed_for_index AFTER UPDATE OF content ON record_entries
        FOR EACH ROW WHEN (OLD.content IS DISTINCT FROM NEW.content) EXECUTE FUNCTION post_changed_record_entry_for_index();

      -- The values of a field that is switched off are not looked for, those of one that is switched on again are.
      CREATE FUNCTION post_changed_record_table_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM jsonb_array_elements(OLD.fields) o JOIN jsonb_array_elements(NEW.fields) n ON n ->> 'name' = o ->> 'name'
          WHERE n -> 'active' <> o -> 'active'
        ) THEN
          INSERT INTO outbox_entries (lane, kind, object_id)
            SELECT 'index', 'record.index', r.id::text FROM records r WHERE r.table_id = NEW.id ORDER BY r.id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER record_tables_changed_for_index AFTER UPDATE OF fields ON record_tables
        FOR EACH ROW EXECUTE FUNCTION post_changed_record_table_for_index();

      -- Addresses as they are compared, in the transaction of whoever writes them: a list lacks nothing that is committed.
      CREATE TABLE record_addresses (
        record_id bigint NOT NULL,
        field text NOT NULL,
        address_key text NOT NULL,
        CONSTRAINT record_addresses_pkey PRIMARY KEY (record_id, field)
      );
      CREATE INDEX record_addresses_key_idx ON record_addresses (address_key, field, record_id);
      CREATE FUNCTION record_addresses_of(record_id bigint, table_id integer, field_values jsonb) RETURNS SETOF record_addresses
      LANGUAGE sql STABLE AS $$
        SELECT $1, f ->> 'name', lower($3 ->> (f ->> 'name'))
        FROM record_tables t CROSS JOIN LATERAL jsonb_array_elements(t.fields) f
        WHERE t.id = $2 AND f ->> 'type' = 'email' AND $3 ? (f ->> 'name')
      $$;
      CREATE FUNCTION keep_record_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM record_addresses WHERE record_id = NEW.id;
        INSERT INTO record_addresses SELECT * FROM record_addresses_of(NEW.id, NEW.table_id, NEW.field_values);
        RETURN NULL;
      END $$;
      CREATE TRIGGER records_added_addresses AFTER INSERT ON records FOR EACH ROW EXECUTE FUNCTION keep_record_addresses();
      CREATE TRIGGER records_changed_addresses AFTER UPDATE OF field_values ON records
        FOR EACH ROW WHEN (OLD.field_values IS DISTINCT FROM NEW.field_values) EXECUTE FUNCTION keep_record_addresses();

      INSERT INTO record_addresses
        SELECT a.* FROM records r CROSS JOIN LATERAL record_addresses_of(r.id, r.table_id, r.field_values) a;
      INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'index', 'record.index', id::text FROM records ORDER BY id;
      INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'index', 'recordEntry.index', id::text FROM record_entries ORDER BY id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM outbox_entries WHERE kind IN ('record.index', 'recordEntry.index');
      DROP TRIGGER records_changed_addresses ON records;
      DROP TRIGGER records_added_addresses ON records;
      DROP FUNCTION keep_record_addresses();
      DROP FUNCTION record_addresses_of(bigint, integer, jsonb);
      DROP TABLE record_addresses;
      DROP TRIGGER record_tables_changed_for_index ON record_tables;
      DROP FUNCTION post_changed_record_table_for_index();
      DROP TRIGGER record_entries_changed_for_index ON record_entries;
      DROP FUNCTION post_changed_record_entry_for_index();
      DROP TRIGGER records_changed_for_index ON records;
      DROP FUNCTION post_changed_record_for_index();
      DROP TRIGGER record_entries_added_for_index ON record_entries;
      DROP TRIGGER records_added_for_index ON records;
      DROP FUNCTION post_added_records_for_index();
      DROP FUNCTION record_table_term(integer);
      DROP TABLE record_texts;
    `);
  }
}
