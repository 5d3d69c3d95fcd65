import { errors } from 'oidc-provider';
import type { ActorKind } from '#auth/actor.js';
import type { ClientPrincipal } from '#auth/principal.js';

/** `unauthorized_client` unless the client may act for actors of this kind (runtime.md §4, `mayActFor`). */
export function assertMayActFor(client: ClientPrincipal, kind: ActorKind): void {
  if (!client.mayActFor.includes(kind)) throw new errors.UnauthorizedClient(`this client may not act for a ${kind}`);
}

/** `invalid_scope`, naming what the client may not ask for. */
export function refuseScopes(refused: readonly string[]): void {
  if (refused.length > 0) throw new errors.InvalidScope('requested scope is not allowed', refused.join(' '));
}

/** 503: what the decision depends on cannot be reached for now. */
export function temporarilyUnavailable(cause: unknown): errors.OIDCProviderError {
  const error = new errors.OIDCProviderError(503, 'temporarily_unavailable', { cause });
  error.expose = true;
  return error;
}
