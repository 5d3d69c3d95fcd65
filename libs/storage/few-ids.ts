/**
 * Asks an index of words first, because the planner cannot know whether a word is rare: for a page of 25 it would sooner walk past
 * a million rows than look up the ten that have it.
 */
import type { Queryable } from './database.js';
import { onlyRow } from './item-store.js';
import type { SqlParameters } from './sql-parameters.js';

/** Up to this number they are looked up one by one. Of more, a page is met soon by walking along the rows. */
const FEW = 20_000;

/**
 * The ids that a statement with the column `id` finds, of which it need not find more than `most`, or undefined when they are more than are worth the naming. They are as PostgreSQL
 * writes a list of them: they only go back to where they came from.
 */
export async function idsIfFew(
  queryable: Queryable,
  found: (most: number) => string,
  parameters: SqlParameters,
): Promise<string | undefined> {
  const sql = `SELECT CASE WHEN count(*) <= ${FEW} THEN coalesce(array_agg(id), '{}')::text END AS ids
    FROM (${found(FEW + 1)}) AS found`;
  const { ids } = onlyRow(await queryable.query<{ ids: string | null }>(sql, parameters.values));
  return ids ?? undefined;
}

/** The ids as a subquery: the planner would compare each constant of thousands with the bounds of every partition. */
export function isOneOf(column: string, ids: string, parameters: SqlParameters): string {
  return `${column} = ANY((SELECT ${parameters.add(ids, 'bigint[]')})::bigint[])`;
}

/** The ids as the table `hit`, in their order, in which a page by id needs only the first of them. */
export function hitsInOrder(ids: string, isDescending: boolean, parameters: SqlParameters): string {
  return `(SELECT h.id FROM unnest(${parameters.add(ids, 'bigint[]')}) AS h(id) ORDER BY h.id ${isDescending ? 'DESC' : 'ASC'}) AS hit`;
}
