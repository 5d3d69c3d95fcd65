import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Two processes on one embedded database would destroy it. */
export class DataFolderInUse extends Error {
  constructor(folder: string, processId: number) {
    super(
      `The data folder ${folder} is in use by process ${processId}. The embedded database serves one process: ` +
        'stop that one, choose another folder with CASEMGR_DATA, or set DATABASE_URL to run several.',
    );
    this.name = 'DataFolderInUse';
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a data folder for this process until the returned function is called. A lock left by a killed process is taken over. */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder !== process.pid && Number.isInteger(holder) && holder > 0 && isAlive(holder)) {
      throw new DataFolderInUse(folder, holder);
    }
    await rm(path, { force: true });
  }
}
