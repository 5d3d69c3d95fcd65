import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What masking may do to an entry of an append-only field (records-by-email.md RT-7). */
export class MaskedEntries1763700000733 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Every character stays, or is an asterisk.
      CREATE FUNCTION is_masked(content text, masked text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT length(content) = length(masked) AND NOT EXISTS (
          SELECT FROM string_to_table(content, NULL) WITH ORDINALITY AS c(letter, place)
          JOIN string_to_table(masked, NULL) WITH ORDINALITY AS m(letter, place) USING (place)
          WHERE m.letter NOT IN (c.letter, '*'))
      $$;
      ${keeping('is_masked(OLD.content, NEW.content)')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`${keeping('length(NEW.content) = length(OLD.content)')} DROP FUNCTION is_masked`);
  }
}

/**
 * An entry is there for ever, as it is. What can happen to it is that what a person wrote is taken out of it, with its name, because
 * the person is to be forgotten, and that what must not be kept is masked in it: that there was an entry stays.
 */
function keeping(isMasked: string): string {
  return `
    CREATE OR REPLACE FUNCTION keep_record_entries() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.content = ''
          AND current_setting('casemgr.erasing', true) = 'on'
          AND (NEW.id, NEW.record_id, NEW.field, NEW.verified, NEW.created_at)
            = (OLD.id, OLD.record_id, OLD.field, OLD.verified, OLD.created_at)
          AND NEW.activity_id IS NOT DISTINCT FROM OLD.activity_id
        THEN
          RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND current_setting('casemgr.masking', true) = 'on' AND ${isMasked}
          AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content'
        THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'entries of append-only fields are neither changed nor removed' USING ERRCODE = '23001';
      END
    $$;`;
}
