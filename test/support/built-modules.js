// Suites run on what `npm run build` has made, as users do, and a process of Jest loads it once, instead of once for every suite:
// this transformer makes of each module of the product one that hands on what the process has loaded.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const VERSION = 1;
const require = createRequire(import.meta.url);

/** What a module exports, by its path in the project: of our own, the compiled one. */
export function builtModule(path) {
  return require(join(ROOT, path.endsWith('.ts') ? join('dist', path.replace(/\.ts$/, '.js')) : path));
}

function exportOf(name) {
  return name === 'default' ? 'export default built.default;' : `export const ${name} = built.${name};`;
}

export default {
  getCacheKey(source, path) {
    return createHash('sha256').update(`${VERSION} ${path}\n`).update(source).digest('hex');
  },
  process(_source, absolutePath, { supportsStaticESM }) {
    const path = relative(ROOT, absolutePath);
    const built = `globalThis.builtModule(${JSON.stringify(path)})`;
    if (!supportsStaticESM) return { code: `module.exports = ${built};` };
    const names = Object.keys(builtModule(path));
    return { code: [`const built = ${built};`, ...names.map(exportOf)].join('\n') };
  },
};
