// Compiles apps/, libs/ and ormconfig.ts to dist/ with swc; files that have not changed since the last build are left alone.
// Types are checked apart (`npm run check`), so that a start needs a second and not ten.
import './require-node.mjs';
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const roots = ['apps', 'libs'];
const assets = new Set(['.css', '.html', '.js', '.json', '.svg']);

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function modifiedAt(file) {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

const sources = ['ormconfig.ts', ...(await Promise.all(roots.map(filesBelow))).flat()];
const configuredAt = Math.max(await modifiedAt('.swcrc'), await modifiedAt('package.json'));
const built = new Set();

async function build(source) {
  const isCode = source.endsWith('.ts') && !source.endsWith('.d.ts');
  const isAsset = assets.has(source.slice(source.lastIndexOf('.')));
  if ((!isCode && !isAsset) || source.endsWith('.spec.ts')) return;
  const target = join('dist', isCode ? source.replace(/\.ts$/, '.js') : source);
  built.add(target);
  if ((await modifiedAt(target)) > Math.max(await modifiedAt(source), configuredAt)) return;
  await mkdir(dirname(target), { recursive: true });
  if (isAsset) return cp(source, target);
  const { code, map } = await transformFile(source, { filename: source });
  await writeFile(`${target}.map`, map);
  await writeFile(target, `${code}\n//# sourceMappingURL=${target.slice(target.lastIndexOf('/') + 1)}.map\n`);
}

await mkdir('dist', { recursive: true });
await Promise.all(sources.map(build));
// What no source stands behind any more must not be found by an import.
await Promise.all(
  (await filesBelow('dist')).filter((file) => !built.has(file.replace(/\.map$/, ''))).map((file) => rm(file)),
);
