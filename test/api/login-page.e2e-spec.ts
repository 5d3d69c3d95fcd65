import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Browser, type BrowserPage } from '../support/browser.js';
import { TEST_PARTITION } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';

const CALLBACK = 'http://portal.example/callback';
const READ = '/core/casemgr/v3/activity/1';
const SCOPES = ['core.casemgr.read', 'core.casemgr.manage', 'core.adminmgr.read'];
const PAT = { login: 'pat', password: 'pat-password-1' };
const ANN = { login: 'ann', password: 'ann-password-1' };

const PARTITION = {
  ...TEST_PARTITION,
  clients: [
    ...TEST_PARTITION.clients,
    {
      clientId: 'portal',
      secret: 'portal-secret-0123456789-0123456789',
      name: 'The <Portal> & more',
      scopes: SCOPES,
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: [CALLBACK],
    },
  ],
};

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ partition: PARTITION });
});

afterAll(async () => {
  await server.close();
});

const PORTAL = { client_id: 'portal', client_secret: 'portal-secret-0123456789-0123456789' };

interface Authorization {
  readonly browser: Browser;
  readonly verifier: string;
  readonly page: BrowserPage;
}

async function authorize(
  parameters: Readonly<Record<string, string>> = {},
  browser = new Browser(server.url),
): Promise<Authorization> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: CALLBACK,
    state: 'the-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    scope: 'core.casemgr.read',
    ...parameters,
  });
  for (const [name, value] of [...query]) if (value === '') query.delete(name);
  return { browser, verifier, page: await browser.open(`${server.url}/oauth2/authorize?${query.toString()}`) };
}

async function postToken(
  form: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${server.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...PORTAL, ...form }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function redeem(
  { url }: BrowserPage,
  verifier: string,
  form: Readonly<Record<string, string>> = {},
): ReturnType<typeof postToken> {
  const code = new URL(url).searchParams.get('code') ?? '';
  return postToken({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: verifier,
    ...form,
  });
}

async function signIn(
  credentials: typeof PAT,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const { browser, verifier, page } = await authorize(parameters);
  const { status, body } = await redeem(await browser.submit(page, credentials), verifier);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

describe('A-2 TOK-2 authorization code and PKCE', () => {
  it('signs a user in, and the token is good for the API', async () => {
    const { browser, verifier, page } = await authorize();
    const returned = await browser.submit(page, PAT);
    expect(returned.url).toMatch(/^http:\/\/portal\.example\/callback\?/);
    expect(new URL(returned.url).searchParams.get('state')).toBe('the-state');
    const { body } = await redeem(returned, verifier);
    const token = body['access_token'] ?? '';
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'core.casemgr.read' });
    expect(decodeJwt(token)).toMatchObject({ iss: server.url, aud: server.url, actor: 'user', client_id: 'portal' });
    expect(decodeJwt(token)).not.toHaveProperty('act');
    expect((await server.request('GET', READ, { token })).status).toBe(404);
  });

  it('signs a customer in with actor=customer, and the token names customer and contact', async () => {
    const { access_token: token = '' } = await signIn(ANN, { actor: 'customer' });
    expect(decodeJwt(token)).toMatchObject({ actor: 'customer', contact: expect.stringMatching(/^\d+$/) });
    expect((await server.request('GET', READ, { token })).status).toBe(404);
  });

  it('lets the person switch between the two kinds of account', async () => {
    const { browser, verifier, page } = await authorize();
    expect(page.text).toContain('<h1>Sign in as user</h1>');
    const customerPage = await browser.open(`${page.url.split('?', 1)[0]}?actor=customer`);
    expect(customerPage.text).toContain('<h1>Sign in as customer</h1>');
    const { body } = await redeem(await browser.submit(customerPage, ANN), verifier);
    expect(decodeJwt(body['access_token'] ?? '')).toMatchObject({ actor: 'customer' });
  });

  it('asks for a login every time: another person at the same browser signs in as another person', async () => {
    const first = await authorize();
    await first.browser.submit(first.page, PAT);
    const second = await authorize({ actor: 'customer' }, first.browser);
    expect(second.page.text).toContain('<form');
    const { body } = await redeem(await first.browser.submit(second.page, ANN), second.verifier);
    expect(decodeJwt(body['access_token'] ?? '')).toMatchObject({ actor: 'customer' });
  });

  it.each([
    ['a user who manages the partition', PAT, {}, SCOPES],
    ['another user', { login: 'lee', password: 'lee-password-1' }, {}, SCOPES.slice(0, 2)],
    ['a customer', ANN, { actor: 'customer' }, SCOPES.slice(0, 2)],
  ])(
    'without a scope gives %s what the client has, administration only with the privilege',
    async (_, credentials, parameters, scopes) => {
      const body = await signIn(credentials, { ...parameters, scope: '' });
      expect(body['scope']?.split(' ').sort()).toEqual([...scopes].sort());
    },
  );

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with an unknown actor', { actor: 'admin' }, 'invalid_request'],
    ['with a scope that the client does not have', { scope: 'core.mailmgr.manage' }, 'invalid_scope'],
    ['for another resource', { resource: 'https://other.example' }, 'invalid_target'],
    ['without asking anybody (prompt=none)', { prompt: 'none' }, 'login_required'],
  ])('%s goes back with an error', async (_, parameters, error) => {
    const { page } = await authorize(parameters);
    expect(page.url.startsWith(CALLBACK)).toBe(true);
    expect(new URL(page.url).searchParams.get('error')).toBe(error);
  });

  it.each([
    ['to an address that is not registered', { redirect_uri: 'http://evil.example/' }],
    ['to an address that is longer than a registered one', { redirect_uri: `${CALLBACK}/more` }],
    ['of an unknown client', { client_id: 'nobody' }],
    ['of a client with a NUL character', { client_id: 'portal\0' }],
    ['of a client that signs nobody in', { client_id: 'crm' }],
  ])('%s goes nowhere', async (_, parameters) => {
    const { page } = await authorize(parameters);
    expect(page.url.startsWith(server.url)).toBe(true);
    expect(page.status).toBe(400);
    expect(page.text).toContain('role="alert"');
  });

  it('keeps whatever state a client sends, even what a database would not', async () => {
    const { browser, page } = await authorize({ state: 'a\0b\ud800' });
    const returned = await browser.submit(page, PAT);
    expect(new URL(returned.url).searchParams.get('state')).toBe('a\0b\ufffd');
  });

  it('a code is good once: the second time it takes what it gave with it', async () => {
    const { browser, verifier, page } = await authorize();
    const returned = await browser.submit(page, PAT);
    const { body } = await redeem(returned, verifier);
    expect(await redeem(returned, verifier)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await postToken({ grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' })).toMatchObject({
      status: 400,
    });
  });

  it('of simultaneous attempts with one code one succeeds', async () => {
    const { browser, verifier, page } = await authorize();
    const returned = await browser.submit(page, PAT);
    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(returned, verifier)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
  });

  it.each([
    ['another verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['no verifier', { code_verifier: '' }],
    ['another address', { redirect_uri: 'http://evil.example/' }],
  ])('a code is refused with %s', async (_, form) => {
    const { browser, verifier, page } = await authorize();
    expect(await redeem(await browser.submit(page, PAT), verifier, form)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });
});

describe('refresh tokens', () => {
  it('are renewed with every use, and using an old one ends the sign-in', async () => {
    const { refresh_token: first = '' } = await signIn(PAT);
    const renewed = await postToken({ grant_type: 'refresh_token', refresh_token: first });
    expect(renewed.status).toBe(200);
    expect(decodeJwt(renewed.body['access_token'] ?? '')).toMatchObject({ actor: 'user' });
    expect(decodeJwt(renewed.body['access_token'] ?? '')).not.toHaveProperty('act');
    expect(await postToken({ grant_type: 'refresh_token', refresh_token: first })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    const second = renewed.body['refresh_token'] ?? '';
    expect(await postToken({ grant_type: 'refresh_token', refresh_token: second })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });

  it('can be revoked', async () => {
    const { refresh_token: token = '' } = await signIn(PAT);
    const revoked = await fetch(`${server.url}/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ ...PORTAL, token }),
    });
    expect(revoked.status).toBe(200);
    expect(await postToken({ grant_type: 'refresh_token', refresh_token: token })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });

  it('A-5: help nobody who has been disabled', async () => {
    const { refresh_token: token = '' } = await signIn({ login: 'lee', password: 'lee-password-1' });
    await server.database.query("UPDATE users SET active = false WHERE login = 'lee'");
    expect(await postToken({ grant_type: 'refresh_token', refresh_token: token })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
    await server.database.query("UPDATE users SET active = true WHERE login = 'lee'");
  });

  it('are not in the database as such, nor are codes', async () => {
    const { refresh_token: token = '' } = await signIn(PAT);
    const rows = await server.database.query<{ text: string }>(
      'SELECT key || payload::text AS text FROM oidc_payloads',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ text }) => text.includes(token))).toBe(false);
  });
});

describe('the login page', () => {
  it('has a language, labels, no script, and can be framed by nobody', async () => {
    const { page } = await authorize();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toMatch(/<label for="login">.*<input id="login"[^>]*autocomplete="username"/s);
    expect(page.text).toMatch(/<label for="password">.*<input id="password"[^>]*type="password"/s);
    expect(page.text).toContain('name="viewport"');
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('The &lt;Portal&gt; &amp; more');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'none'");
    expect(policy).toContain("form-action 'self' http://portal.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it.each([
    ['a wrong password', { login: 'pat', password: 'wrong' }],
    ['an unknown login', { login: 'nobody', password: 'wrong' }],
    ['an empty form', {}],
    ['NUL characters', { login: 'pat\0', password: '\0' }],
    ["a customer's login at the page for users", ANN],
  ])('says the same about %s, and announces it', async (_, credentials) => {
    const { browser, page } = await authorize();
    const again = await browser.submit(page, credentials);
    expect(again.status).toBe(403);
    expect(again.text).toContain('<p role="alert" id="error">Login or password is wrong.</p>');
    expect(again.text).toContain('aria-describedby="error"');
  });

  it('shows what was typed as text, whatever it is', async () => {
    const { browser, page } = await authorize();
    const again = await browser.submit(page, { login: '"><script>alert(1)</script>', password: 'x' });
    expect(again.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  it('lets the person cancel', async () => {
    const { browser, page } = await authorize();
    const { url } = await browser.submit(page, { cancel: 'yes' });
    expect(new URL(url).searchParams.get('error')).toBe('access_denied');
  });

  it('keeps its cookies from scripts and other sites', async () => {
    const { browser } = await authorize();
    expect(browser.received.length).toBeGreaterThan(0);
    for (const cookie of browser.received) expect(cookie).toMatch(/; httponly/i);
    for (const cookie of browser.received) expect(cookie).toMatch(/; samesite=lax/i);
  });

  it('belongs to one browser: another one is sent back', async () => {
    const { page } = await authorize();
    const stranger = await new Browser(server.url).open(page.url);
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain('This sign-in has expired');
  });

  it('refuses a form that is longer than any login', async () => {
    const { browser, page } = await authorize();
    expect((await browser.submit(page, { login: 'x'.repeat(20_000) })).status).toBe(400);
  });

  it('refuses the eleventh attempt for one login, also with the right password', async () => {
    const { browser, page } = await authorize();
    const credentials = { login: 'sam', password: 'wrong' };
    const statuses = [];
    for (let attempt = 1; attempt <= 10; attempt++) statuses.push((await browser.submit(page, credentials)).status);
    expect(new Set(statuses)).toEqual(new Set([403]));
    const refused = await browser.submit(page, { login: 'sam', password: 'sam-password-1' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    expect(refused.text).toContain('role="alert"');
  });
});

describe('TOK-8 signing in to the API reference', () => {
  it('ends at a page that keeps the token in the tab and runs nothing but that', async () => {
    const browser = new Browser(server.url);
    const login = await browser.open(`${server.url}/docs/login`);
    expect(login.text).toContain('To continue to the API reference');
    const page = await browser.submit(login, PAT);
    expect(page.status).toBe(200);
    const token = /data-token="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(decodeJwt(token)).toMatchObject({ actor: 'user', client_id: 'casemgr-docs' });
    expect((await server.request('GET', READ, { token })).status).toBe(404);
    const script = /<script>([\s\S]*)<\/script>/.exec(page.text)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}'`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toContain('http-equiv');
  });

  it.each([
    ['a code that this browser has not asked for', '?code=abc&state=xyz'],
    ['an error', '?error=server_error&error_description=%3Cscript%3E'],
    ['nothing', ''],
  ])('is refused when the browser comes back with %s', async (_, query) => {
    const page = await new Browser(server.url).open(`${server.url}/docs/callback${query}`);
    expect(page.status).toBe(403);
    expect(page.text).toContain('role="alert"');
    expect(page.text).not.toContain('<script');
  });
});
