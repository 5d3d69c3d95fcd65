/**
 * What an access token says (runtime.md §5), and how it is read: our own by its claims, that of a trusted issuer by the
 * claims that the configuration names. Signature, issuer, audience and times have been verified before.
 */
import type { JWTPayload } from 'jose';
import type { TrustedIssuer } from '#runtime/server-configuration.js';
import { ACTOR_KINDS, type ActorKind } from './actor.js';
import { NAMED_BY, type CustomerPrincipal, type PrincipalReference, type UserPrincipal } from './principal.js';

/** What verification found out about a token. */
export interface AcceptedToken {
  readonly subject: PrincipalReference;
  readonly actor: ActorKind;
  readonly scopes: readonly string[];
  /** In seconds since 1970. */
  readonly expiresAt: number;
  /** Only tokens of our own have the rest: by `jti` they are revoked, and they fall with the client they were issued to. */
  readonly jti?: string;
  readonly clientId?: string;
  /** The client acted on behalf of the subject: the token has an `act` claim. */
  readonly isOnBehalf: boolean;
}

/** The claims that say who the subject of our own token is. */
export function subjectClaims(person: UserPrincipal | CustomerPrincipal): Record<string, string> {
  return person.kind === 'user'
    ? { actor: 'user', sub: `user:${person.id}` }
    : { actor: 'customer', sub: `customer:${person.id}`, contact: person.contactId };
}

/** Reads the claims of our own token; undefined when they are not what we issue. */
export function readOwnClaims(claims: JWTPayload): AcceptedToken | undefined {
  const { jti, client_id: clientId, exp } = claims;
  const actor = actorKind(claims['actor']);
  const subject = actor && ownSubject(actor, claims);
  if (!actor || !subject || typeof jti !== 'string' || typeof clientId !== 'string' || exp === undefined)
    return undefined;
  return {
    actor,
    subject,
    scopes: scopesOf(claims),
    expiresAt: exp,
    jti,
    clientId,
    isOnBehalf: claims['act'] !== undefined,
  };
}

function ownSubject(actor: ActorKind, { sub, contact }: JWTPayload): PrincipalReference | undefined {
  if (typeof sub !== 'string') return undefined;
  switch (actor) {
    case 'client':
      return { by: 'clientId', value: sub };
    case 'user':
      return sub.startsWith('user:') ? { by: 'user', value: sub.slice('user:'.length) } : undefined;
    case 'customer':
      return typeof contact === 'string' ? { by: 'contact', value: contact } : undefined;
  }
}

/** Reads the claims of a trusted issuer's token; undefined when they do not name an actor of ours. */
export function readTrustedClaims(claims: JWTPayload, issuer: TrustedIssuer): AcceptedToken | undefined {
  const actor = actorKind(claims[issuer.actorClaim]);
  const value = claims[issuer.subjectClaim];
  if (!actor || typeof value !== 'string' || value === '' || claims.exp === undefined) return undefined;
  const subject = { by: NAMED_BY[actor], value };
  return { actor, subject, scopes: scopesOf(claims), expiresAt: claims.exp, isOnBehalf: false };
}

function actorKind(claim: unknown): ActorKind | undefined {
  return ACTOR_KINDS.find((kind) => kind === claim);
}

/** `scope` of RFC 9068, a list of words; some issuers call it `scp` and send an array. */
function scopesOf(claims: JWTPayload): string[] {
  const scope = claims['scope'] ?? claims['scp'];
  if (Array.isArray(scope)) return scope.filter((item): item is string => typeof item === 'string');
  return typeof scope === 'string' ? scope.split(' ').filter((item) => item !== '') : [];
}
