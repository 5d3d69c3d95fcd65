import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The secrets of the demo partition, random per installation (runtime.md §2). */
export interface DemoCredentials {
  readonly crmSecret: string;
  readonly adminSecret: string;
  readonly patPassword: string;
  readonly annPassword: string;
  readonly bobPassword: string;
}

const FILE_NAME = 'demo.json';

/** The credentials of the demo partition below a data folder; undefined when it was never loaded. */
export async function readDemoCredentials(dataFolder: string): Promise<DemoCredentials | undefined> {
  try {
    return JSON.parse(await readFile(join(dataFolder, FILE_NAME), 'utf8')) as DemoCredentials;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new Error(`The demo credentials in ${dataFolder} cannot be read`, { cause: error });
  }
}

/** Makes credentials that only this system user can read, unless there are some from an earlier, interrupted start. */
export async function ensureDemoCredentials(dataFolder: string): Promise<DemoCredentials> {
  const known = await readDemoCredentials(dataFolder);
  if (known) return known;
  const random = (): string => randomBytes(24).toString('base64url');
  const credentials: DemoCredentials = {
    crmSecret: random(),
    adminSecret: random(),
    patPassword: random(),
    annPassword: random(),
    bobPassword: random(),
  };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, FILE_NAME), `${JSON.stringify(credentials, undefined, 2)}\n`, { mode: 0o600 });
  return credentials;
}
