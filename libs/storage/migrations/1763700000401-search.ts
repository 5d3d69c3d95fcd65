import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Languages with a dictionary in every PostgreSQL from 15 on; texts in others are indexed as they are written. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/**
 * Search of activities: the text index, apart from the activities and filled behind their commits, and the indexes that lists
 * are sorted and filtered by (docs/search.md).
 */
export class Search1763700000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const cases = Object.entries(CONFIGURATIONS).map(
      ([language, name]) => `WHEN '${language}' THEN '${name}'::regconfig`,
    );
    await runner.query(`
      ALTER TABLE activities ADD COLUMN assigned_user_id bigint;
      CREATE INDEX activities_assigned_idx ON activities (assigned_user_id, id) WHERE assigned_user_id IS NOT NULL;
      CREATE INDEX activities_created_idx ON activities (created_at, id);
      CREATE INDEX activities_modified_idx ON activities (last_modified_at, id);
      CREATE INDEX activities_due_idx ON activities (due_at, id) WHERE due_at IS NOT NULL;
      CREATE INDEX activities_status_idx ON activities (status, department_id, id);
      CREATE INDEX activities_queue_idx ON activities (queue_id, id) WHERE status <> 'completed';
      CREATE INDEX cases_department_idx ON cases (department_id, id);
      CREATE INDEX cases_status_idx ON cases (status, department_id, id);

      -- Words, the dictionary they were read with ('@german'), and custom attributes ('#' and a hash), as one set of terms.
      CREATE TABLE activity_texts (
        activity_id bigint NOT NULL,
        document tsvector NOT NULL,
        CONSTRAINT activity_texts_pkey PRIMARY KEY (activity_id)
      );
      CREATE INDEX activity_texts_document_idx ON activity_texts USING gin (document) WITH (gin_pending_list_limit = 1024);

      CREATE FUNCTION text_configuration(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE lower(split_part(language, '-', 1)) ${cases.join(' ')} ELSE 'simple'::regconfig END
      $$;

      CREATE FUNCTION custom_attribute_term(name text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT '#' || md5(name || '=' || value)
      $$;

      -- Apart, so that PostgreSQL writes text_document into the statements that call it, and few pay for this.
      CREATE FUNCTION custom_attribute_terms(custom_attributes jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT DISTINCT custom_attribute_term(a.key, v.value)
          FROM jsonb_each(custom_attributes) a, jsonb_array_elements_text(a.value) v)
      $$;

      -- STABLE, as the name of a dictionary is, or it would not be written in.
      CREATE FUNCTION text_document(language text, subject text, content text, custom_attributes jsonb) RETURNS tsvector
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector(text_configuration(language), coalesce(subject, '')), 'A')
          || setweight(to_tsvector(text_configuration(language), coalesce(content, '')), 'B')
          || array_to_tsvector(array_append(
            CASE WHEN custom_attributes = '{}' THEN '{}' ELSE custom_attribute_terms(custom_attributes) END,
            '@' || text_configuration(language)::text))
      $$;

      -- The dictionaries that anything was read with.
      CREATE TABLE text_configurations (name text NOT NULL, CONSTRAINT text_configurations_pkey PRIMARY KEY (name));

      -- What people type, read with each of these dictionaries and meant for the texts that were read with the same one. Null when
      -- there is nothing to look for, as in 'the'.
      CREATE FUNCTION text_query(words text, configurations text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT string_agg('(''@' || c.name || ''' & (' || q.terms::text || '))', ' | ')::tsquery
        FROM unnest(configurations) AS c(name)
        CROSS JOIN LATERAL (SELECT websearch_to_tsquery(c.name::regconfig, words) AS terms) q
        WHERE numnode(q.terms) > 0
      $$;

      -- Whoever writes an activity has it indexed without knowing of it, in the same transaction: one statement per statement
      -- that inserts, one per row whose text has changed.
      CREATE FUNCTION post_added_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO outbox_entries (lane, kind, object_id, created_at, available_at)
          SELECT 'index', 'activity.index', added.id::text, added.created_at, added.created_at FROM added;
        RETURN NULL;
      END $$;
      CREATE FUNCTION post_changed_for_index() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO outbox_entries (lane, kind, object_id) VALUES ('index', 'activity.index', to_jsonb(NEW) ->> TG_ARGV[0]);
        RETURN NULL;
      END $$;
      CREATE TRIGGER activities_added_for_index AFTER INSERT ON activities
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION post_added_for_index();
      CREATE TRIGGER activities_changed_for_index AFTER UPDATE OF subject, language, custom_attributes ON activities
        FOR EACH ROW WHEN ((OLD.subject, OLD.language, OLD.custom_attributes)
          IS DISTINCT FROM (NEW.subject, NEW.language, NEW.custom_attributes))
        EXECUTE FUNCTION post_changed_for_index('id');
      CREATE TRIGGER activity_emails_changed_for_index AFTER UPDATE OF content_text, content_html ON activity_emails
        FOR EACH ROW WHEN ((OLD.content_text, OLD.content_html) IS DISTINCT FROM (NEW.content_text, NEW.content_html))
        EXECUTE FUNCTION post_changed_for_index('activity_id');

      INSERT INTO outbox_entries (lane, kind, object_id) SELECT 'index', 'activity.index', id::text FROM activities ORDER BY id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM outbox_entries WHERE kind = 'activity.index';
      DROP TRIGGER activity_emails_changed_for_index ON activity_emails;
      DROP TRIGGER activities_changed_for_index ON activities;
      DROP TRIGGER activities_added_for_index ON activities;
      DROP FUNCTION post_changed_for_index();
      DROP FUNCTION post_added_for_index();
      DROP FUNCTION text_query(text, text[]);
      DROP TABLE text_configurations;
      DROP FUNCTION text_document(text, text, text, jsonb);
      DROP FUNCTION custom_attribute_terms(jsonb);
      DROP FUNCTION custom_attribute_term(text, text);
      DROP FUNCTION text_configuration(text);
      DROP TABLE activity_texts;
      DROP INDEX cases_status_idx, cases_department_idx, activities_queue_idx, activities_status_idx, activities_due_idx, activities_modified_idx,
        activities_created_idx, activities_assigned_idx;
      ALTER TABLE activities DROP COLUMN assigned_user_id;
    `);
  }
}
