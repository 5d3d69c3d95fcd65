import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';

interface Cruise {
  readonly modules: {
    readonly source: string;
    readonly dependencies: { readonly module: string; readonly resolved: string }[];
  }[];
  readonly summary: {
    readonly violations: { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

/** What `npm run check:imports` finds, as data; it ends with an error code when there are violations, and prints them all the same. */
async function cruise(...targets: string[]): Promise<Cruise> {
  const args = [
    'node_modules/.bin/depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...targets,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 50_000_000 });
  return JSON.parse(stdout) as Cruise;
}

describe('The order in which libs import each other', () => {
  let found: Cruise;

  beforeAll(async () => {
    found = await cruise('apps', 'libs', 'test', 'ormconfig.ts');
  });

  it('is the one of the table in docs/architecture.md', async () => {
    const table = await readFile('docs/architecture.md', 'utf8');
    const documented = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, lib]) => lib),
    );
    const config = await readFile('.dependency-cruiser.cjs', 'utf8');
    const [, list = ''] = /LIBS_IN_ORDER = \[(.*?)\]/s.exec(config) ?? [];
    const enforced = [...list.matchAll(/'([\w-]+)'/g)].map(([, lib]) => lib);
    expect(enforced).toEqual(documented);
  });

  it('is kept, and no two files need each other', () => {
    expect(found.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('is looked at through subpath imports, type imports too', () => {
    const subpaths = found.modules.flatMap(({ dependencies }) =>
      dependencies.filter(({ module }) => module.startsWith('#')),
    );
    expect(subpaths.length).toBeGreaterThan(100);
    expect(subpaths.filter(({ resolved }) => !/^libs\/.*\.ts$/.test(resolved))).toEqual([]);
    const context = found.modules.find(({ source }) => source === 'libs/http/request-context.ts');
    expect(context?.dependencies.map(({ resolved }) => resolved)).toContain('libs/auth/actor.ts');
  });
});
