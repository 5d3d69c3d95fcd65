import type { Database } from '#storage/database.js';

/**
 * Refuses every transaction that changes what pushes may watch of a case or customer without noting it (field-push.md FW-3,
 * FQ-1). It judges at the end of the transaction, whatever wrote: another way of writing cannot forget it. What the answer of a
 * push has set is not to be noted (FW-4). There must be an active push of all fields of both objects.
 */
export async function guardFieldChanges(database: Database): Promise<void> {
  for (const statement of STATEMENTS) await database.query(statement);
}

/** What was noted since the last call, as `ticket:1000`. */
export async function takeNoted(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ noted: string }>('DELETE FROM noted_changes RETURNING noted');
  return rows.map(({ noted }) => noted);
}

const WATCHED: Readonly<Record<string, string>> = {
  cases: `jsonb_build_object('subject', r.subject, 'content', r.description, 'status_id', CASE r.status WHEN 'new' THEN 'open' ELSE r.status END,
    'priority_id', r.severity, 'tags', r.labels, 'customer.email', r.customer_id, 'assignee_id', r.assignee_id, 'agent_group_id', r.agent_group_id, 'custom', r.custom_attributes)`,
  customers: `jsonb_build_object('nick_name', r.customer_name, 'description', r.details -> 'description', 'level', r.details -> 'level',
    'tags', r.details -> 'labels', 'lang', r.details -> 'language', 'owner_id', r.details #> '{owner,user}', 'owner_group_id', r.details #> '{owner,group}',
    'organization_id', r.details -> 'organization', 'custom', r.details -> 'customAttributes')`,
  contacts: `jsonb_build_object('nick_name', concat(r.first_name, ' ', r.last_name))`,
  contact_points: `CASE r.type WHEN 'email' THEN jsonb_build_object('email', concat(r.customer_id, r.email_address, r.is_primary))
    ELSE jsonb_build_object('cellphone', concat(r.customer_id, r.details)) END`,
};

const STATEMENTS = [
  'CREATE TABLE noted_changes (noted text)',
  `CREATE FUNCTION note_taken() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE field text;
    BEGIN
      IF NEW.kind <> 'field-push.changed' THEN RETURN NULL; END IF;
      INSERT INTO noted_changes VALUES (NEW.object_id);
      FOREACH field IN ARRAY coalesce((SELECT array_agg(f) FROM jsonb_array_elements_text(nullif(NEW.payload -> 'fields', 'null')) f), '{*}') LOOP
        PERFORM set_config('test.noted', concat(current_setting('test.noted', true), ' ', NEW.object_id, ':', field, ' '), true);
      END LOOP;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER note_taken AFTER INSERT ON outbox_entries FOR EACH ROW EXECUTE FUNCTION note_taken()`,
  `CREATE FUNCTION push_taken() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.detail ->> 'source' = 'field push' THEN PERFORM set_config('test.noted', '*', true); END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER push_taken AFTER INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION push_taken()`,
  `CREATE FUNCTION require_noted(object text, id bigint, field text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE noted text := coalesce(current_setting('test.noted', true), '');
      name text := object || ':' || id || ':';
    BEGIN
      IF noted = '*' OR noted LIKE '% ' || name || '* %' THEN RETURN; END IF;
      IF field = 'custom' AND noted ~ (' ' || name || '(Text|Select)Field_') THEN RETURN; END IF;
      IF noted LIKE '% ' || name || field || ' %' THEN RETURN; END IF;
      IF object = 'customer' AND NOT EXISTS (SELECT FROM customers c WHERE c.id = require_noted.id) THEN RETURN; END IF;
      RAISE EXCEPTION 'A change of % of % % was not noted, but:%', field, object, id, noted;
    END $$`,
  ...Object.entries(WATCHED).flatMap(([table, values]) => [
    `CREATE FUNCTION watched_values(r ${table}) RETURNS jsonb LANGUAGE sql AS $$ SELECT ${values} $$`,
    `CREATE FUNCTION ${table}_watched() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE watched_values(OLD) END;
        later jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE watched_values(NEW) END;
        field text;
      BEGIN
        FOR field IN SELECT k FROM jsonb_object_keys(before || later) k WHERE before -> k IS DISTINCT FROM later -> k LOOP
          ${requirements(table)}
        END LOOP;
        RETURN NULL;
      END $$`,
    `CREATE CONSTRAINT TRIGGER ${table}_watched AFTER INSERT OR UPDATE OR DELETE ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${table}_watched()`,
  ]),
];

function requirements(table: string): string {
  const object = table === 'cases' ? 'ticket' : 'customer';
  const id = ['cases', 'customers'].includes(table) ? 'id' : 'customer_id';
  return `
    IF TG_OP <> 'INSERT' THEN PERFORM require_noted('${object}', OLD.${id}, field); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM require_noted('${object}', NEW.${id}, field); END IF;`;
}
