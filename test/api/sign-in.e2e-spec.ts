import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { SigningKeys } from '#auth/signing-keys.js';
import { TEST_PARTITION, TEST_SECRET } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';

/** Only authentication and permission are looked at here, so any operation does. */
const READ = '/core/casemgr/v3/activity/1';

const PARTITION = {
  ...TEST_PARTITION,
  users: [
    ...TEST_PARTITION.users,
    { login: 'gone', password: 'gone-password-1', firstName: 'G', lastName: 'G', active: false },
  ],
  clients: [
    ...TEST_PARTITION.clients,
    {
      clientId: 'for-users',
      secret: TEST_SECRET,
      name: 'U',
      scopes: ['core.casemgr.read', 'core.adminmgr.read'],
      grantTypes: [],
      mayActFor: ['user'],
    },
    {
      clientId: 'off',
      secret: TEST_SECRET,
      name: 'Off',
      scopes: ['core.casemgr.read'],
      grantTypes: ['client_credentials'],
      active: false,
    },
  ],
};

interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ partition: PARTITION });
});

afterAll(async () => {
  await server.close();
});

async function post(
  path: string,
  form: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const response = await fetch(server.url + path, { method: 'POST', body: new URLSearchParams(form), headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as TokenAnswer['body']),
  };
}

function requestToken(form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  return post('/oauth2/token', { client_id: 'crm', client_secret: TEST_SECRET, ...form });
}

async function accessToken(form: Readonly<Record<string, string>>): Promise<string> {
  const { status, body } = await requestToken(form);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body['access_token'] as string;
}

async function statusWith(token: string): Promise<number> {
  return (await server.request('GET', READ, { token })).status;
}

/** Asks again until the token is refused; the contract allows 5 s. */
async function secondsUntilRefused(token: string): Promise<number> {
  const begun = Date.now();
  while (Date.now() - begun < 6_000) {
    if ((await statusWith(token)) === 401) return (Date.now() - begun) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Infinity;
}

describe('LIVE-5 discovery', () => {
  it('names the issuer and the endpoints by the public address, whatever the Host header says', async () => {
    const answer = await server.request('GET', '/.well-known/openid-configuration', {
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      issuer: server.url,
      authorization_endpoint: `${server.url}/oauth2/authorize`,
      token_endpoint: `${server.url}/oauth2/token`,
      revocation_endpoint: `${server.url}/oauth2/revoke`,
      jwks_uri: `${server.url}/oauth2/jwks`,
      code_challenge_methods_supported: ['S256'],
    });
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  it('publishes the public half of the signing keys only', async () => {
    const { keys } = (await server.request('GET', '/oauth2/jwks')).json<{ keys: Record<string, unknown>[] }>();
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('TOK-1 TOK-6 client credentials', () => {
  const grant = { grant_type: 'client_credentials' };

  it('give an access token as RFC 9068 describes it', async () => {
    const { status, body, headers } = await requestToken({ ...grant, scope: 'core.casemgr.read' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'core.casemgr.read' });
    const token = body['access_token'] as string;
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: server.url,
      aud: server.url,
      sub: 'crm',
      client_id: 'crm',
      actor: 'client',
      scope: 'core.casemgr.read',
    });
    expect(claims.jti).toBeTruthy();
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(3600);
    expect(claims).not.toHaveProperty('act');
  });

  it.each([['.default'], [undefined]])('with scope %s give all scopes of the client', async (scope) => {
    const token = await accessToken({ ...grant, ...(scope !== undefined && { scope }) });
    expect(String(decodeJwt(token)['scope']).split(' ').sort()).toEqual([...TEST_PARTITION.clients[0].scopes].sort());
  });

  it('are accepted in the Authorization header', async () => {
    const basic = Buffer.from(`crm:${TEST_SECRET}`).toString('base64');
    const { status } = await post('/oauth2/token', grant, { authorization: `Basic ${basic}` });
    expect(status).toBe(200);
  });

  it.each([
    [
      'a scope that the client does not have',
      { scope: 'core.casemgr.read core.adminmgr.manage' },
      400,
      'invalid_scope',
    ],
    ['a scope that nobody has', { scope: 'core.nothing.read' }, 400, 'invalid_scope'],
    ['a wrong secret', { client_secret: `${TEST_SECRET}x` }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['a disabled client', { client_id: 'off' }, 401, 'invalid_client'],
    ['a client without this grant', { client_id: 'for-users' }, 400, 'unauthorized_client'],
    ['a NUL character in the client id', { client_id: 'crm\0' }, 401, 'invalid_client'],
    ['no grant type', { grant_type: '' }, 400, 'invalid_request'],
    ['an unknown grant type', { grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
  ])('are refused with %s', async (_, form, status, error) => {
    const answer = await requestToken({ ...grant, ...form });
    expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status, error });
  });
});

describe('TOK-3 TOK-4 on behalf', () => {
  const grant = { grant_type: 'password', scope: 'core.casemgr.read' };

  it.each([
    ['subject_username', 'pat', 'user'],
    ['subject_username', 'PAT', 'user'],
    ['subject_email', 'Ann@Example.org', 'customer'],
    ['subject_external_id', 'c-ann', 'customer'],
  ])('%s %s gives a token of a %s that names the client in `act`', async (parameter, value, actor) => {
    const claims = decodeJwt(await accessToken({ ...grant, [parameter]: value }));
    expect(claims).toMatchObject({ actor, act: { sub: 'crm' }, client_id: 'crm', scope: 'core.casemgr.read' });
    expect(claims['contact'] !== undefined).toBe(actor === 'customer');
  });

  it('subject_customer_id takes the id that the partition document answers with', async () => {
    const [row] = await server.database.query<{ id: string }>("SELECT id FROM customers WHERE external_id = 'c-bob'");
    const claims = decodeJwt(await accessToken({ ...grant, subject_customer_id: row?.id ?? '' }));
    expect(claims.sub).toBe(`customer:${row?.id}`);
  });

  it.each([
    ['an unknown user', { subject_username: 'nobody' }, 'invalid_grant'],
    ['an inactive user', { subject_username: 'gone' }, 'invalid_grant'],
    ['an unknown address', { subject_email: 'nobody@example.org' }, 'invalid_grant'],
    ['an unknown customer', { subject_customer_id: '99999999' }, 'invalid_grant'],
    ['an id that cannot exist', { subject_customer_id: '1 OR 1=1' }, 'invalid_grant'],
    ['an id beyond 64 bits', { subject_customer_id: '9'.repeat(40) }, 'invalid_grant'],
    ['an unknown external id', { subject_external_id: 'c-nobody' }, 'invalid_grant'],
    ['a NUL character', { subject_username: 'pat\0' }, 'invalid_grant'],
    ['no subject', {}, 'invalid_request'],
    ['two subjects', { subject_username: 'pat', subject_email: 'ann@example.org' }, 'invalid_request'],
    ['a scope beyond the client', { subject_username: 'pat', scope: 'core.mailmgr.manage' }, 'invalid_scope'],
    ['a client that may act for nobody', { client_id: 'reader', subject_username: 'pat' }, 'unauthorized_client'],
    [
      'a client that may not act for customers',
      { client_id: 'for-users', subject_email: 'ann@example.org' },
      'unauthorized_client',
    ],
    [
      'administration, although the client has it',
      { client_id: 'for-users', subject_username: 'pat', scope: 'core.adminmgr.read' },
      'invalid_scope',
    ],
  ])('%s is refused', async (_, form, error) => {
    const answer = await requestToken({ ...grant, ...form });
    expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status: 400, error });
  });

  it('.default leaves administration out', async () => {
    const token = await accessToken({
      grant_type: 'password',
      client_id: 'for-users',
      subject_username: 'pat',
      scope: '.default',
    });
    expect(decodeJwt(token)['scope']).toBe('core.casemgr.read');
  });

  it('C-3: an unverified address names nobody', async () => {
    await server.database.query(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, verified)
       SELECT customer_id, id, 'email', 'claimed@example.org', 'claimed@example.org', false FROM contacts WHERE login = 'bob'`,
    );
    expect(await requestToken({ ...grant, subject_email: 'claimed@example.org' })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });

  it('an address that two customers have is ambiguous', async () => {
    await server.database.query(
      `INSERT INTO contact_points (customer_id, contact_id, type, email_address, email_key, address_scope)
       SELECT customer_id, id, 'email', 'twice@example.org', 'twice@example.org', customer_id FROM contacts WHERE login IN ('ann', 'bob')`,
    );
    expect(await requestToken({ ...grant, subject_email: 'twice@example.org' })).toMatchObject({
      body: { error: 'invalid_grant' },
    });
  });
});

describe('A-5: whoever is disabled is refused within 5 s', () => {
  it.each([
    ['user', { subject_username: 'sam' }, "UPDATE users SET active = $1 WHERE login = 'sam'"],
    ['customer', { subject_external_id: 'c-sue' }, "UPDATE customers SET active = $1 WHERE external_id = 'c-sue'"],
    [
      'client that acts for somebody',
      { subject_username: 'lee' },
      "UPDATE clients SET active = $1 WHERE client_id = 'crm'",
    ],
  ])('a %s', async (_, subject, statement) => {
    const token = await accessToken({ grant_type: 'password', scope: 'core.casemgr.read', ...subject });
    expect(await statusWith(token)).not.toBe(401);
    try {
      await server.database.query(statement, [false]);
      expect(await secondsUntilRefused(token)).toBeLessThan(5);
    } finally {
      await server.database.query(statement, [true]);
    }
  });

  it('a client keeps only the scopes that it still has', async () => {
    const token = await accessToken({ grant_type: 'client_credentials', client_id: 'reader' });
    const setScopes = (scopes: string[]): Promise<unknown> =>
      server.database.query("UPDATE clients SET scopes = $1::text[] WHERE client_id = 'reader'", [scopes]);
    expect(await statusWith(token)).toBe(404);
    await setScopes([]);
    const begun = Date.now();
    while ((await statusWith(token)) !== 403 && Date.now() - begun < 6_000)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(Date.now() - begun).toBeLessThan(5_000);
    await setScopes(['core.casemgr.read']);
  });
});

describe('TOK-7 revocation', () => {
  const credentials = { client_id: 'crm', client_secret: TEST_SECRET };

  it('of an access token holds at once on the node that revokes', async () => {
    const token = await accessToken({ grant_type: 'client_credentials' });
    expect(await statusWith(token)).toBe(404);
    expect((await post('/oauth2/revoke', { ...credentials, token })).status).toBe(200);
    expect(await statusWith(token)).toBe(401);
    expect((await post('/oauth2/revoke', { ...credentials, token })).status).toBe(200);
  });

  it('by another node holds within 5 s', async () => {
    const token = await accessToken({ grant_type: 'client_credentials' });
    expect(await statusWith(token)).toBe(404);
    const { jti, exp } = decodeJwt(token);
    await server.database.query('INSERT INTO revoked_tokens (jti, expires_at) VALUES ($1, $2)', [
      jti,
      new Date((exp ?? 0) * 1000),
    ]);
    expect(await secondsUntilRefused(token)).toBeLessThan(5);
  });

  it('is up to the client that the token was issued to', async () => {
    const token = await accessToken({ grant_type: 'client_credentials' });
    const answer = await post('/oauth2/revoke', { ...credentials, client_id: 'reader', token });
    expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status: 400, error: 'invalid_request' });
    expect(await statusWith(token)).toBe(404);
  });

  it.each([['opaque'], ['eyJhbGciOiJub25lIn0.e30.'], ['nul\0']])(
    'of %j, which is no token of ours, answers the same',
    async (token) => {
      expect((await post('/oauth2/revoke', { ...credentials, token })).status).toBe(200);
    },
  );

  it('needs a client that authenticates', async () => {
    expect((await post('/oauth2/revoke', { client_id: 'crm', client_secret: 'wrong', token: 'x' })).status).toBe(401);
  });
});

describe('TOK-6 JWKS with rotation', () => {
  it('a new key is published, old tokens stay good, new ones are good', async () => {
    const before = await accessToken({ grant_type: 'client_credentials' });
    await server.application.get(SigningKeys, { strict: false }).rotate();
    const { keys } = (await server.request('GET', '/oauth2/jwks')).json<{ keys: { kid: string }[] }>();
    expect(keys).toHaveLength(2);
    expect(await statusWith(before)).toBe(404);
    expect(await statusWith(await accessToken({ grant_type: 'client_credentials' }))).toBe(404);
  });
});
