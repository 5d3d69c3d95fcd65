import type { Account } from 'oidc-provider';
import { accountIdOf, type CustomerPrincipal, type UserPrincipal } from '#auth/principal.js';

export type Person = UserPrincipal | CustomerPrincipal;

/** A person as the authorization server's library knows one. */
export interface PersonAccount extends Account {
  readonly person: Person;
}

export function toAccount(person: Person): PersonAccount {
  const accountId = accountIdOf(person);
  return { accountId, person, claims: () => ({ sub: accountId }) };
}
