import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { SigningKeys } from '#auth/signing-keys.js';
import { startOutsideIssuer, type OutsideIssuer } from '../support/outside-issuer.js';
import { TEST_SECRET } from '../support/partition.js';
import { startServer, type TestServer } from '../support/server.js';

const READ = '/core/casemgr/v3/activity/1';
const CREATE = '/core/casemgr/v3/activity/email/general';

let server: TestServer;
let issuer: OutsideIssuer;
let deadIssuer: OutsideIssuer;
let key: CryptoKey;
let kid: string;
let good: JWTPayload;

beforeAll(async () => {
  [issuer, deadIssuer] = await Promise.all([startOutsideIssuer(), startOutsideIssuer()]);
  const trusted = [issuer, deadIssuer].map(({ url }) => ({
    issuer: url,
    audience: 'casemgr-api',
    actorClaim: 'kind',
    subjectClaim: 'name',
  }));
  await deadIssuer.close();
  server = await startServer({ environment: { CASEMGR_TRUSTED_ISSUERS: JSON.stringify(trusted) } });
  const [jwk] = server.application.get(SigningKeys, { strict: false }).current().privateKeys;
  key = (await importJWK(jwk ?? {}, 'ES256')) as CryptoKey;
  kid = jwk?.kid ?? '';
  good = decodeJwt(await server.token({ client: 'crm' }));
});

afterAll(async () => {
  await server.close();
  await issuer.close();
});

interface Forgery {
  readonly claims?: JWTPayload;
  readonly header?: Readonly<Record<string, string>>;
  readonly signWith?: CryptoKey;
}

function sign({ claims, header, signWith = key }: Forgery): Promise<string> {
  return new SignJWT({ ...good, jti: crypto.randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
    .sign(signWith);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

describe('A-1: an access token', () => {
  it('that is good is accepted, also signed by hand with all that ours have', async () => {
    expect((await server.request('GET', READ, { token: await sign({}) })).status).toBe(404);
  });

  it.each<[string, () => Forgery | Promise<Forgery>]>([
    ['for another audience', () => ({ claims: { aud: 'https://other.example' } })],
    ['without an audience', () => ({ claims: { aud: undefined } })],
    ['of another issuer', () => ({ claims: { iss: 'https://other.example' } })],
    ['without an issuer', () => ({ claims: { iss: undefined } })],
    ['that expired six seconds ago', () => ({ claims: { exp: nowSeconds() - 6 } })],
    ['that never expires', () => ({ claims: { exp: undefined } })],
    ['that is not good yet', () => ({ claims: { nbf: nowSeconds() + 60 } })],
    ['that is an ID token', () => ({ header: { typ: 'JWT' } })],
    ['without a type', () => ({ header: { typ: undefined as unknown as string } })],
    ['of an actor that does not exist', () => ({ claims: { actor: 'admin' } })],
    ['without an actor', () => ({ claims: { actor: undefined } })],
    ['of a client, taken for a user', () => ({ claims: { actor: 'user' } })],
    ['of an unknown client', () => ({ claims: { sub: 'nobody' } })],
    ['of an unknown user', () => ({ claims: { actor: 'user', sub: 'user:99999999' } })],
    ['of a user whose id is no id', () => ({ claims: { actor: 'user', sub: "user:1' OR '1'='1" } })],
    ['issued to a client that is gone', () => ({ claims: { client_id: 'nobody' } })],
    ['without jti', () => ({ claims: { jti: undefined } })],
    ['with a key id that is SQL', () => ({ header: { kid: "' UNION SELECT" } })],
    ['with a key id that is a path', () => ({ header: { kid: '../../etc/passwd' } })],
    ['signed with another key', async () => ({ signWith: (await generateKeyPair('ES256')).privateKey })],
    [
      'that brings its own key',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
        return { signWith: privateKey, header: { jwk: (await exportJWK(publicKey)) as unknown as string } };
      },
    ],
    [
      'that names where its keys are',
      async () => ({ signWith: (await generateKeyPair('ES256')).privateKey, header: { jku: `${issuer.url}/keys` } }),
    ],
  ])('%s is refused', async (_, forge) => {
    const answer = await server.request('GET', READ, { token: await sign(await forge()) });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ code: '401-101' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it.each([
    ['without a signature (alg none)', () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(good)}.`],
    [
      'signed with the public key as a secret (HS256)',
      () => {
        const content = `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${encode(good)}`;
        return `${content}.${createHmac('sha256', kid).update(content).digest('base64url')}`;
      },
    ],
    ['that is not a JWT', () => 'abc'],
    ['that is an empty JWT', () => '..'],
    ['whose claims are a list', () => `${encode({ alg: 'ES256', typ: 'at+jwt', kid })}.${encode([])}.AAAA`],
  ])('%s is refused', async (_, forge) => {
    const answer = await server.request('GET', READ, { token: forge() });
    expect({ status: answer.status, code: answer.json()['code'] }).toEqual({ status: 401, code: '401-101' });
  });

  it('whose signature was changed in one bit is refused', async () => {
    const token = await sign({});
    const [header, payload, signature = ''] = token.split('.');
    const changed = Buffer.from(signature, 'base64url');
    changed[10] = (changed[10] ?? 0) ^ 1;
    const answer = await server.request('GET', READ, {
      token: `${header}.${payload}.${changed.toString('base64url')}`,
    });
    expect(answer.status).toBe(401);
  });

  it.each([
    ['no Authorization header', undefined, 'Bearer'],
    ['an empty one', '', 'Bearer error="invalid_token"'],
    [
      'Basic credentials',
      `Basic ${Buffer.from(`crm:${TEST_SECRET}`).toString('base64')}`,
      'Bearer error="invalid_token"',
    ],
    ['the word Bearer alone', 'Bearer', 'Bearer error="invalid_token"'],
    ['two words after Bearer', 'Bearer a b', 'Bearer error="invalid_token"'],
  ])('%s: 401-101 with WWW-Authenticate', async (_, authorization, challenge) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await server.request('GET', READ, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  it('is looked at before the body: a body that would be refused is not mentioned', async () => {
    const answer = await server.request('POST', CREATE, { body: '{', headers: { 'content-type': 'application/json' } });
    expect(answer.json()).toMatchObject({ code: '401-101' });
  });

  it('that has been verified before is still refused once it has expired', async () => {
    const token = await sign({ claims: { exp: nowSeconds() + 3600 } });
    expect((await server.request('GET', READ, { token })).status).toBe(404);
    server.clock.forward(3_606_000);
    try {
      expect((await server.request('GET', READ, { token })).status).toBe(401);
    } finally {
      server.clock.forward(-3_606_000);
    }
  });
});

describe('runtime.md §2: a token of a trusted issuer', () => {
  const scope = 'core.casemgr.read';

  it.each([
    ['user by login', { kind: 'user', name: 'pat', scope }],
    ['client by client id', { kind: 'client', name: 'reader', scope: '.default' }],
    ['customer by external id', { kind: 'customer', name: 'c-ann', scp: [scope] }],
  ])('names a %s', async (_, claims) => {
    expect((await server.request('GET', READ, { token: await issuer.sign(claims) })).status).toBe(404);
  });

  it.each([
    ['for another audience', { kind: 'user', name: 'pat', scope }, 'somebody-else'],
    ['of a user we do not have', { kind: 'user', name: 'nobody', scope }, undefined],
    ['that does not say what kind of actor it is', { name: 'pat', scope }, undefined],
  ])('%s is refused', async (_, claims, audience) => {
    const answer = await server.request('GET', READ, { token: await issuer.sign(claims, audience) });
    expect(answer.json()).toMatchObject({ code: '401-101' });
  });

  it('does not get a client more scopes than it is configured for', async () => {
    const token = await issuer.sign({ kind: 'client', name: 'reader', scope: 'core.casemgr.manage' });
    expect((await server.request('GET', READ, { token })).json()).toMatchObject({ code: '403-178' });
  });

  it('is 503-100 with Retry-After when the issuer cannot be reached', async () => {
    const token = await deadIssuer.sign({ kind: 'user', name: 'pat', scope });
    const answer = await server.request('GET', READ, { token });
    expect(answer.json()).toMatchObject({ code: '503-100' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('TOK-5 token exchange', () => {
  async function exchange(
    token: string,
    form: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${server.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_id: 'crm',
        client_secret: TEST_SECRET,
        subject_token: token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        scope: 'core.casemgr.read',
        ...form,
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('gives a token of ours for a JWT of a trusted issuer', async () => {
    const { status, body } = await exchange(await issuer.sign({ kind: 'customer', name: 'c-ann' }));
    expect(status).toBe(200);
    expect(body['issued_token_type']).toBe('urn:ietf:params:oauth:token-type:access_token');
    const token = body['access_token'] as string;
    expect(decodeJwt(token)).toMatchObject({ iss: server.url, actor: 'customer', act: { sub: 'crm' } });
    expect((await server.request('GET', READ, { token })).status).toBe(404);
  });

  it.each<[string, () => Promise<string>, Record<string, string>, number, string]>([
    ['a token of our own', () => server.token({ customer: 'c-ann' }), {}, 400, 'invalid_grant'],
    ['a token of nobody', () => Promise.resolve('abc'), {}, 400, 'invalid_grant'],
    [
      'a subject that does not exist',
      () => issuer.sign({ kind: 'customer', name: 'c-nobody' }),
      {},
      400,
      'invalid_grant',
    ],
    ['a client as subject', () => issuer.sign({ kind: 'client', name: 'reader' }), {}, 400, 'invalid_grant'],
    [
      'a client that may act for nobody',
      () => issuer.sign({ kind: 'user', name: 'pat' }),
      { client_id: 'reader' },
      400,
      'unauthorized_client',
    ],
    [
      'a scope that the client lacks',
      () => issuer.sign({ kind: 'user', name: 'pat' }),
      { scope: 'core.mailmgr.manage' },
      400,
      'invalid_scope',
    ],
    [
      'an unknown type of token',
      () => issuer.sign({ kind: 'user', name: 'pat' }),
      { subject_token_type: 'saml' },
      400,
      'invalid_request',
    ],
    [
      'an issuer that cannot be reached',
      () => deadIssuer.sign({ kind: 'user', name: 'pat' }),
      {},
      503,
      'temporarily_unavailable',
    ],
  ])('refuses %s', async (_, token, form, status, error) => {
    const answer = await exchange(await token(), form);
    expect({ status: answer.status, error: answer.body['error'] }).toEqual({ status, error });
  });
});
