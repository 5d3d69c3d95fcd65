import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key is compared as far as this; an entry of an index has to fit on a page. */
const KEY_LENGTH = 200;

const CUSTOMER_NAME = `to_tsvector('simple', coalesce(n.customer_name, ''))`;
const CONTACT_NAME = `to_tsvector('simple', coalesce(n.first_name, '') || ' ' || coalesce(n.middle_name, '') || ' ' ||
  coalesce(n.last_name, ''))`;

/**
 * What searches walk along instead of sorting or reading everything: keys of custom attributes, the words of cases, names of
 * customers also behind row-level security (docs/search.md).
 */
export class SearchSpeed1763700000561 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The policies of customers ask for it.
      CREATE INDEX activities_sent_by_idx ON activities (sent_by_customer_id) WHERE sent_by_customer_id IS NOT NULL;
      CREATE INDEX cases_due_idx ON cases (due_at, id) WHERE due_at IS NOT NULL;

      -- The first value of each custom attribute, in the order in which people sort it.
      CREATE TABLE activity_sort_keys (
        activity_id bigint NOT NULL,
        name text NOT NULL,
        text_key text NOT NULL,
        number_key bigint,
        CONSTRAINT activity_sort_keys_pkey PRIMARY KEY (activity_id, name)
      );
      CREATE INDEX activity_sort_keys_text_idx ON activity_sort_keys (name, text_key, activity_id);
      CREATE INDEX activity_sort_keys_number_idx ON activity_sort_keys (name, number_key, activity_id) WHERE number_key IS NOT NULL;

      CREATE FUNCTION activity_sort_keys_of(activity_id bigint, custom_attributes jsonb) RETURNS SETOF activity_sort_keys
      LANGUAGE sql IMMUTABLE AS $$
        SELECT activity_id, a.key, left(lower(v.value), ${KEY_LENGTH}), CASE WHEN v.value ~ '^-?\\d{1,18}$' THEN v.value::bigint END
        FROM jsonb_each(custom_attributes) a CROSS JOIN LATERAL (SELECT a.value ->> 0 AS value) v WHERE v.value IS NOT NULL
      $$;

      -- In the transaction of whoever writes: a list lacks nothing that is committed.
      CREATE FUNCTION keep_added_sort_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM added WHERE custom_attributes <> '{}') THEN
          INSERT INTO activity_sort_keys
            SELECT k.* FROM added CROSS JOIN LATERAL activity_sort_keys_of(added.id, added.custom_attributes) k
            ON CONFLICT (activity_id, name) DO UPDATE SET text_key = excluded.text_key, number_key = excluded.number_key;
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION keep_changed_sort_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM activity_sort_keys WHERE activity_id = NEW.id;
        INSERT INTO activity_sort_keys SELECT * FROM activity_sort_keys_of(NEW.id, NEW.custom_attributes);
        RETURN NULL;
      END $$;
      CREATE TRIGGER activities_added_sort_keys AFTER INSERT ON activities
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_added_sort_keys();
      CREATE TRIGGER activities_changed_sort_keys AFTER UPDATE OF custom_attributes ON activities
        FOR EACH ROW WHEN (OLD.custom_attributes IS DISTINCT FROM NEW.custom_attributes) EXECUTE FUNCTION keep_changed_sort_keys();
      INSERT INTO activity_sort_keys
        SELECT k.* FROM activities a CROSS JOIN LATERAL activity_sort_keys_of(a.id, a.custom_attributes) k
        WHERE a.custom_attributes <> '{}';

      -- The words of the subjects of cases. Those of a new one are written with its first activity; what has changed is forgotten at
      -- once, and read anew behind the commit.
      CREATE TABLE case_texts (
        case_id bigint NOT NULL,
        document tsvector NOT NULL,
        CONSTRAINT case_texts_pkey PRIMARY KEY (case_id)
      );
      CREATE INDEX case_texts_document_idx ON case_texts USING gin (document) WITH (gin_pending_list_limit = 1024);
      CREATE FUNCTION post_changed_case_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM case_texts WHERE case_id = NEW.id;
        INSERT INTO outbox_entries (lane, kind, object_id) VALUES ('index', 'case.index', NEW.id::text);
        RETURN NULL;
      END $$;
      CREATE TRIGGER cases_changed_for_index AFTER UPDATE OF subject, language ON cases
        FOR EACH ROW WHEN ((OLD.subject, OLD.language) IS DISTINCT FROM (NEW.subject, NEW.language))
        EXECUTE FUNCTION post_changed_case_for_index();
      DROP TRIGGER activities_changed_for_index ON activities;
      CREATE TRIGGER activities_changed_for_index AFTER UPDATE OF case_id, subject, language, custom_attributes ON activities
        FOR EACH ROW WHEN ((OLD.case_id, OLD.subject, OLD.language, OLD.custom_attributes)
          IS DISTINCT FROM (NEW.case_id, NEW.subject, NEW.language, NEW.custom_attributes))
        EXECUTE FUNCTION post_changed_for_index('id');
      INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'index', 'case.index', id::text FROM cases ORDER BY id;

      -- Who has such a name, visible or not: an index of a table with policies is not used for @@ by whom they are for.
      CREATE FUNCTION customers_named(words tsquery, most integer) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = public, pg_temp AS $$
        (SELECT n.id FROM customers n WHERE ${CUSTOMER_NAME} @@ words
        UNION ALL
        SELECT n.customer_id FROM contacts n WHERE ${CONTACT_NAME} @@ words) LIMIT most
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION customers_named(tsquery, integer);
      DELETE FROM outbox_entries WHERE kind = 'case.index';
      DROP TRIGGER activities_changed_for_index ON activities;
      CREATE TRIGGER activities_changed_for_index AFTER UPDATE OF subject, language, custom_attributes ON activities
        FOR EACH ROW WHEN ((OLD.subject, OLD.language, OLD.custom_attributes)
          IS DISTINCT FROM (NEW.subject, NEW.language, NEW.custom_attributes))
        EXECUTE FUNCTION post_changed_for_index('id');
      DROP TRIGGER cases_changed_for_index ON cases;
      DROP FUNCTION post_changed_case_for_index();
      DROP TABLE case_texts;
      DROP TRIGGER activities_changed_sort_keys ON activities;
      DROP TRIGGER activities_added_sort_keys ON activities;
      DROP FUNCTION keep_changed_sort_keys();
      DROP FUNCTION keep_added_sort_keys();
      DROP FUNCTION activity_sort_keys_of(bigint, jsonb);
      DROP TABLE activity_sort_keys;
      DROP INDEX cases_due_idx, activities_sent_by_idx;
    `);
  }
}
