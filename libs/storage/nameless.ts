/**
 * SQL for a person as it is stored with what it did (`ActorRecord`), in the column given: without its name if it is one of the
 * customers whose ids are in the parameter given, a list of texts.
 */
export function namelessSql(column: string, ids: string): string {
  return `CASE WHEN ${column} ->> 'actor' = 'customer' AND ${column} ->> 'id' = ANY(${ids}::text[])
    THEN ${column} || '{"firstName": "", "lastName": ""}' ELSE ${column} END`;
}
