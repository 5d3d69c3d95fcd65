import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type TestServer } from '../support/server.js';

describe('the documentation of a running server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ partition: null });
  });

  afterAll(async () => {
    await server.close();
  });

  it('LIVE-4: describes the API at /openapi.json to those without a token, with its own addresses', async () => {
    const answer = await server.request('GET', '/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const document = answer.json<{ openapi: string; servers: { url: string }[]; paths: object }>();
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: server.url }]);
    expect(Object.keys(document.paths)).toContain('/core/casemgr/v3/activity/email/general');
  });

  it('LIVE-4: shows a page at /docs that loads nothing from elsewhere and runs no inline script', async () => {
    const page = await server.request('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(page.text).not.toMatch(/<script(?![^>]* src=")|\son\w+="|\sstyle="|<style|https?:\/\//);
  });

  it('LIVE-4: serves everything that the page loads, and no script that does not need the one before', async () => {
    const page = await server.request('GET', '/docs');
    const linked = [...page.text.matchAll(/(?:src|href)="docs\/assets\/([^"]+)"/g)].map(([, name = '']) => name);
    const loaded = new Set<string>();
    let bytes = page.text.length;
    for (const names = [...linked]; names.length > 0;) {
      const name = names.pop() ?? '';
      if (loaded.has(name)) continue;
      loaded.add(name);
      const asset = await server.request('GET', `/docs/assets/${name}`);
      expect({ name, status: asset.status }).toEqual({ name, status: 200 });
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
      expect(asset.text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)|innerHTML|\beval\b/);
      bytes += asset.text.length;
      names.push(...[...asset.text.matchAll(/from '\.\/([^']+)'/g)].map(([, imported = '']) => imported));
    }
    expect([...loaded].sort()).toEqual([
      'description.js',
      'docs-page.css',
      'docs-page.js',
      'elements.js',
      'icon.svg',
      'operation-view.js',
      'schema-view.js',
      'session.js',
      'try-it.js',
    ]);
    expect(bytes).toBeLessThan(60_000);
  });

  it('LIVE-4: sends the description compressed, and not again to a browser that has it', async () => {
    const first = await fetch(`${server.url}/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(Object.keys((await first.json()) as object)).toContain('paths');
    const plain = await fetch(`${server.url}/openapi.json`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('vary')).toBe('Origin, Accept-Encoding');
    await plain.arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${server.url}/openapi.json`, { headers: { 'if-none-match': etag } });
    expect({ status: again.status, text: await again.text() }).toEqual({ status: 304, text: '' });
  });

  it('LIVE-4: labels every field of the page, and has its parts in landmarks', async () => {
    const { text } = await server.request('GET', '/docs');
    for (const [, id] of text.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)) {
      expect(text).toContain(`<label for="${id}">`);
    }
    for (const landmark of ['<header>', '<nav aria-label=', '<main id="content"', 'class="skip" href="#content"'])
      expect(text).toContain(landmark);
  });

  it.each(['package.json', '..%2Fopenapi.ts', '%00', 'docs-page.html'])('serves no other file: %s', async (name) => {
    const answer = await server.request('GET', `/docs/assets/${name}`);
    expect([400, 404]).toContain(answer.status);
  });
});
