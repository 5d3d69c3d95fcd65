import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../../apps/torture/server-process.js';
import { ApiClient } from './api-client.js';
import { freePort } from './free-port.js';
import { TEST_PARTITION, TEST_SECRET } from './partition.js';
import type { TestServer } from './server.js';

/** A server of its own process, on an embedded database of its own, that a test kills and starts again. */
export interface KillableServer {
  readonly process: ServerProcess;
  readonly client: ApiClient;
  /** For the helpers that only send requests. */
  readonly asServer: TestServer;
  readonly smtpPort: number;
  close(): Promise<void>;
}

/** Not started yet. */
export async function killableServer({
  partition = TEST_PARTITION,
  environment = {},
}: {
  readonly partition?: object;
  readonly environment?: Readonly<Record<string, string>>;
} = {}): Promise<KillableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-kill-'));
  const partitionFile = join(folder, 'partition.json');
  await writeFile(partitionFile, JSON.stringify(partition));
  const port = await freePort();
  const smtpPort = await freePort();
  const server = new ServerProcess(
    port,
    {
      PORT: String(port),
      CASEMGR_SMTP_PORT: String(smtpPort),
      CASEMGR_DATA: join(folder, 'data'),
      CASEMGR_DEMO: 'false',
      CASEMGR_PARTITION_FILE: partitionFile,
      CASEMGR_ADMIN_CLIENT_ID: 'test-admin',
      CASEMGR_ADMIN_CLIENT_SECRET: TEST_SECRET,
      ...environment,
    },
    folder,
  );
  const client = new ApiClient(server.url);
  return {
    process: server,
    client,
    asServer: client as unknown as TestServer,
    smtpPort,
    close: async () => {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
