import { PostgresCluster } from '../../apps/torture/postgres-cluster.js';

/** A PostgreSQL for one suite alone; undefined, with the reason printed, on a machine that has none. */
export async function ownPostgres(suite: string): Promise<PostgresCluster | undefined> {
  try {
    return await PostgresCluster.create();
  } catch (error) {
    process.stdout.write(`${suite} is skipped: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}
