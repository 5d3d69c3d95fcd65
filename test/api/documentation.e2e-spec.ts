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
    expect(page.text).not.toMatch(/<script(?![^>]* src=")|\son\w+="|https?:\/\//);
  });

  it('LIVE-4: serves everything that the page loads', async () => {
    const page = await server.request('GET', '/docs');
    const assets = [...page.text.matchAll(/(?:src|href)="(\/docs\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toHaveLength(5);
    for (const path of assets) {
      const asset = await server.request('GET', path);
      expect({ path, status: asset.status, isEmpty: asset.text === '' }).toEqual({ path, status: 200, isEmpty: false });
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each(['package.json', '..%2Fopenapi.ts', '%00', 'docs-page.html'])('serves no other file: %s', async (name) => {
    const answer = await server.request('GET', `/docs/assets/${name}`);
    expect([400, 404]).toContain(answer.status);
  });
});
