import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Phone numbers are found as telephones show them, too: behind the country code without the `0` of the area code. */
export class PhoneKeys1763700000573 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION phone_keys(details jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT array_agg(DISTINCT regexp_replace(regexp_replace(written, '[^0-9]', '', 'g'), '^00', ''))
        FROM (SELECT $1 ->> 'countryCode' AS country, concat($1 ->> 'areaCode', $1 ->> 'phoneNo') AS national) AS n,
          LATERAL (SELECT regexp_replace(national, '^[^0-9]*0', '') AS abroad) AS a,
          LATERAL unnest(ARRAY[
            $1 ->> 'phoneNo', national, abroad, concat(country, national), concat(country, abroad),
            concat(country, national, $1 ->> 'extension'), concat(country, abroad, $1 ->> 'extension')]) AS written
      $$;
      REINDEX INDEX contact_points_phone_idx;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION phone_keys(details jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT array_agg(DISTINCT regexp_replace(written, '[^0-9]', '', 'g')) FROM unnest(ARRAY[
          $1 ->> 'phoneNo',
          concat($1 ->> 'areaCode', $1 ->> 'phoneNo'),
          concat($1 ->> 'countryCode', $1 ->> 'areaCode', $1 ->> 'phoneNo'),
          concat($1 ->> 'countryCode', $1 ->> 'areaCode', $1 ->> 'phoneNo', $1 ->> 'extension')]) AS written
      $$;
      REINDEX INDEX contact_points_phone_idx;`);
  }
}
