import { Injectable } from '@nestjs/common';
import { Failure } from '#runtime/errors/failure.js';
import type { AcceptedToken } from './access-token.rules.js';
import type { Actor } from './actor.js';
import { Authenticator } from './authenticator.js';
import { DEFAULT_SCOPE } from './authorize.js';
import type { ClientPrincipal, Principal } from './principal.js';
import { PrincipalCache } from './principal-cache.js';
import { TokenVerifier } from './token-verifier.js';

/** RFC 6750 §2.1. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

interface KnownActor {
  readonly principal: Principal;
  readonly client: ClientPrincipal | undefined;
  readonly actor: Actor;
}

/** Authenticates by bearer access token (casemgr.md ). */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  /** What the last look at a token came to; it holds as long as it is about the very same principals. */
  private readonly known = new WeakMap<AcceptedToken, KnownActor>();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly principals: PrincipalCache,
  ) {
    super();
  }

  async authenticate(authorization: string | undefined): Promise<Actor> {
    if (authorization === undefined) throw unauthenticated('Bearer');
    const [, bearer] = BEARER.exec(authorization) ?? [];
    const token = bearer === undefined ? undefined : await this.verifier.verify(bearer);
    const actor = token && (await this.actorOf(token));
    if (!actor) throw unauthenticated('Bearer error="invalid_token"');
    return actor;
  }

  /** Undefined when the subject, or the client that the token was issued to, does not exist any more. */
  private async actorOf(token: AcceptedToken): Promise<Actor | undefined> {
    const principal = await this.principals.find(token.subject);
    if (principal?.kind !== token.actor) return undefined;
    const client = token.clientId === undefined ? undefined : await this.findClient(token.clientId);
    if (token.clientId !== undefined && !client) return undefined;
    const known = this.known.get(token);
    if (known?.principal === principal && known.client === client) return known.actor;
    const actor = toActor(principal, token, token.isOnBehalf ? client : undefined);
    this.known.set(token, { principal, client, actor });
    return actor;
  }

  private async findClient(clientId: string): Promise<ClientPrincipal | undefined> {
    const client = await this.principals.find({ by: 'clientId', value: clientId });
    return client?.kind === 'client' ? client : undefined;
  }
}

function unauthenticated(challenge: string): Failure {
  return new Failure('401-101', {}, { headers: { 'www-authenticate': challenge } });
}

function toActor(principal: Principal, token: AcceptedToken, actingClient: ClientPrincipal | undefined): Actor {
  const via = token.clientId !== undefined && { viaClientId: token.clientId };
  const acting = actingClient && { actingClient: { id: actingClient.id, clientId: actingClient.clientId } };
  switch (principal.kind) {
    case 'client': {
      const { kind, id, clientId, name } = principal;
      return { kind, id, clientId, name, ...via, scopes: clientScopes(token.scopes, principal.scopes) };
    }
    case 'user': {
      const { departmentId, privileges } = principal;
      const scopes = new Set(token.scopes);
      return {
        ...principal,
        ...acting,
        ...via,
        scopes,
        departmentId: departmentId ?? undefined,
        privileges: new Set(privileges),
      };
    }
    case 'customer':
      return {
        ...principal,
        ...acting,
        ...via,
        scopes: new Set(token.scopes),
        departmentId: principal.departmentId ?? undefined,
      };
  }
}

/** A client never has more than it is configured for now, whatever its token says. */
function clientScopes(ofToken: readonly string[], configured: readonly string[]): Set<string> {
  if (ofToken.includes(DEFAULT_SCOPE)) return new Set(configured);
  return new Set(ofToken.filter((scope) => configured.includes(scope)));
}
