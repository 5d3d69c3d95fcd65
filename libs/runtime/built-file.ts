import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: the first one upwards with a package.json, from the sources as well as from dist/. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** A compiled file by its path below dist/; threads start from compiled files even when the tests run the sources. */
export function builtFile(path: string): string {
  return join(projectFolder(), 'dist', path);
}
