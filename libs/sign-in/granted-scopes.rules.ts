/** Which scopes a token gets (runtime.md §5, casemgr.md A-2). */
import { DEFAULT_SCOPE } from '#auth/authorize.js';
import type { Principal } from '#auth/principal.js';
import { isAdministrationScope, MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';

export interface ScopeDecision {
  readonly granted: readonly string[];
  /** What was asked for and is not available; a token is refused when there is any. */
  readonly refused: readonly string[];
}

/** An absent scope and `.default` stand for all that is available. */
export function decideScopes(requested: string | undefined, available: readonly string[]): ScopeDecision {
  const names = new Set(requested?.split(' ').filter((name) => name !== ''));
  const refused = [...names].filter((name) => name !== DEFAULT_SCOPE && !available.includes(name));
  const isDefault = names.size === 0 || names.has(DEFAULT_SCOPE);
  return { granted: isDefault ? available : available.filter((scope) => names.has(scope)), refused };
}

/** What a client may ask for on behalf of another: never administration. */
export function scopesOnBehalf(clientScopes: readonly string[]): string[] {
  return clientScopes.filter((scope) => !isAdministrationScope(scope));
}

/** What a person who signs in at a client may get: administration only for users who manage the partition. */
export function scopesOfPerson(clientScopes: readonly string[], person: Principal): readonly string[] {
  const managesPartition = person.kind === 'user' && person.privileges.includes(MANAGE_PARTITION_RESOURCES);
  return managesPartition ? clientScopes : scopesOnBehalf(clientScopes);
}
