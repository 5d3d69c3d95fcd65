// Writes the pages that are made from code, from what `npm run build` compiled. With --check it writes nothing and fails when
// a page is not what the code would make of it.
import './require-node.mjs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { configurationMarkdown } from '../dist/libs/runtime/configuration-page.js';
import { errorListMarkdown } from '../dist/libs/runtime/errors/error-list.js';
import { apiDocument } from '../dist/apps/server/api-document.js';

const root = join(import.meta.dirname, '..');
const api = await apiDocument('http://127.0.0.1:8080');
const clientNotice = '// Generated from the OpenAPI document by `npm run generate`.\n';
const pages = {
  'docs/configuration.md': configurationMarkdown(),
  'docs/errors.md': errorListMarkdown(),
  'docs/openapi.json': `${JSON.stringify(api, null, 2)}\n`,
  'packages/client/schema.d.ts': clientNotice + astToString(await openapiTS(structuredClone(api))),
};

const isCheck = process.argv.includes('--check');
const outdated = [];
for (const [page, text] of Object.entries(pages)) {
  if ((await readFile(join(root, page), 'utf8').catch(() => '')) === text) continue;
  outdated.push(page);
  if (!isCheck) await writeFile(join(root, page), text);
}

if (isCheck && outdated.length > 0) {
  console.error(
    `Not what the code says any more: ${outdated.join(', ')}. Run \`npm run generate\`, and look at the difference.`,
  );
  process.exitCode = 1;
} else {
  console.log(outdated.length > 0 ? `Written: ${outdated.join(', ')}` : 'The generated pages are up to date.');
}
