import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#runtime/logger.js';
import { openEmbeddedDatabase, openPostgres, type OpenDatabase } from '#storage/open-database.js';
import { migrations } from '../../ormconfig.js';
import { freePort } from './free-port.js';
import type { DatabaseChoice } from './options.js';
import { ADMIN_CLIENT_ID, SECRET, TORTURE_PARTITION } from './partition.js';
import { PostgresCluster } from './postgres-cluster.js';
import { TcpProxy } from './tcp-proxy.js';

/** A PostgreSQL and the bad network before it. */
export interface TorturedPostgres {
  readonly cluster: PostgresCluster;
  readonly proxy: TcpProxy;
}

/** Everything that a run leaves on disk, and the environment that makes a server use it. */
export class Installation {
  private constructor(
    readonly folder: string,
    readonly port: number,
    readonly environment: Readonly<Record<string, string>>,
    readonly postgres: TorturedPostgres | undefined,
  ) {}

  static async create(database: DatabaseChoice): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-torture-'));
    const port = await freePort();
    const postgres = database === 'postgres' ? await createPostgres() : undefined;
    const environment: Record<string, string> = {
      PORT: String(port),
      CASEMGR_DATA: join(folder, 'data'),
      CASEMGR_DEMO: 'false',
      CASEMGR_LOG_LEVEL: 'warn',
      CASEMGR_SMTP_PORT: '0',
      CASEMGR_LMTP_PORT: '0',
      CASEMGR_ADMIN_CLIENT_ID: ADMIN_CLIENT_ID,
      CASEMGR_ADMIN_CLIENT_SECRET: SECRET,
      ...(postgres && {
        DATABASE_URL: postgres.cluster.urlAt(postgres.proxy.port),
        CASEMGR_MASTER_KEY: `master-key-${'k'.repeat(32)}`,
      }),
    };
    const installation = new Installation(folder, port, environment, postgres);
    await writeFile(installation.partitionFile, JSON.stringify(TORTURE_PARTITION));
    return installation;
  }

  /** For the first start only; it is not part of what is tortured. */
  get partitionFile(): string {
    return join(this.folder, 'partition.json');
  }

  /** The database without the server, which must not run when it is the embedded one. */
  async openDatabase(): Promise<OpenDatabase> {
    if (!this.postgres) return openEmbeddedDatabase({ folder: join(this.folder, 'data') }, migrations);
    return openPostgres(this.postgres.cluster.url, migrations, { allowUnsafe: false, logger: createLogger('error') });
  }

  /** Ends what was started. The folder stays when somebody has to look into it. */
  async close(options: { readonly keepsFolder: boolean }): Promise<void> {
    await this.postgres?.proxy.close();
    await this.postgres?.cluster.remove();
    if (!options.keepsFolder) await rm(this.folder, { recursive: true, force: true });
  }
}

async function createPostgres(): Promise<TorturedPostgres> {
  const cluster = await PostgresCluster.create();
  return { cluster, proxy: await TcpProxy.listen(cluster.port) };
}
