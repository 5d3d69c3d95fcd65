import type { Database } from '#storage/database.js';

/** The rows of all tables that have one of these texts in them, as `table: row`: whatever its case, in bytes as it is written. */
export async function rowsWith(database: Database, texts: readonly string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" t
        WHERE EXISTS (SELECT FROM unnest($1::text[]) AS w WHERE position(lower(w) IN lower(t::text)) > 0
          OR position(encode(convert_to(w, 'UTF8'), 'hex') IN t::text) > 0)`,
      [texts],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** What every table holds, as one hash each: two that are equal say that nothing was written in between. */
export async function tableHashes(
  database: Database,
  without: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relname = ANY($1::text[]) ORDER BY relname`,
    [without],
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.query<{ hash: string }>(
      `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS hash FROM "${name}" t`,
    );
    hashes[name] = row?.hash ?? '';
  }
  return hashes;
}
