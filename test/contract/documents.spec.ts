import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configurationMarkdown } from '#runtime/configuration-page.js';
import { CATALOGUE, ERROR_CODES } from '#runtime/errors/catalogue.js';
import { errorListMarkdown } from '#runtime/errors/error-list.js';
import { decodeXml } from '#wire/body/decode-xml.js';
import { definedClauses } from './clause-coverage.js';

const PAGES = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

function textOf(page: string): string {
  return readFileSync(page, 'utf8');
}

function blocks(page: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm');
  return [...textOf(page).matchAll(fence)].map(([, content = '']) => content);
}

function rootOf(xml: string): string {
  return /<(\w+)/.exec(xml)?.[1] ?? '';
}

/** The anchors of a page, made of its headings as the project's page shows them. */
function anchors(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function leadsNowhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  return !existsSync(target) || (anchor !== undefined && !anchors(target).includes(anchor));
}

describe('the documents', () => {
  it.each(PAGES)('have no link that leads nowhere in %s', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !/^https?:/.test(link) && leadsNowhere(page, link))).toEqual([]);
  });

  it.each(PAGES)('name no file that is gone in %s', (page) => {
    const files = [...textOf(page).matchAll(/`((?:libs|test|docs|scripts|apps)\/[\w./-]+)`/g)].map(
      ([, file = '']) => file,
    );
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each(PAGES)('show only JSON and XML that a reader could send in %s', (page) => {
    for (const json of blocks(page, 'json')) expect(() => JSON.parse(json) as unknown).not.toThrow();
    for (const xml of blocks(page, 'xml')) expect(() => decodeXml(xml, rootOf(xml), 'value')).not.toThrow();
  });

  it('list the error codes of the catalogue and the variables of the schema as they are', () => {
    expect(textOf('docs/errors.md')).toBe(errorListMarkdown());
    expect(textOf('docs/configuration.md')).toBe(configurationMarkdown());
  });

  it('have the clauses that the error catalogue names', () => {
    const defined = definedClauses();
    expect(ERROR_CODES.filter((code) => !defined.includes(CATALOGUE[code].clause))).toEqual([]);
  });
});
