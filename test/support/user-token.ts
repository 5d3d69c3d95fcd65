import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWTPayload } from 'jose';
import { SIGNING_ALGORITHM, SigningKeys } from '#auth/signing-keys.js';
import type { TestServer } from './server.js';

/** A token with any claims, signed by the server's own key. */
export async function signedToken(server: TestServer, claims: JWTPayload): Promise<string> {
  const [key] = server.application.get(SigningKeys, { strict: false }).current().privateKeys;
  if (!key) throw new Error('There is no key');
  return new SignJWT({ client_id: 'crm', ...claims })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'at+jwt', ...(key.kid !== undefined && { kid: key.kid }) })
    .setIssuer(server.url)
    .setAudience(server.url)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importJWK(key, SIGNING_ALGORITHM));
}

/** A token as a user gets it by signing in: administration scopes are never given on behalf of anybody (runtime.md §5). */
export async function userToken(server: TestServer, login: string, scopes: readonly string[]): Promise<string> {
  const [user] = await server.database.query<{ id: string }>('SELECT id FROM users WHERE login = $1', [login]);
  if (!user) throw new Error(`There is no user ${login}`);
  return signedToken(server, { actor: 'user', sub: `user:${user.id}`, scope: scopes.join(' ') });
}
