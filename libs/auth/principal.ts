import type { ClientId, ContactId, CustomerId, DepartmentId, UserId } from '#runtime/ids.js';
import type { ActorKind } from './actor.js';

/** An active user, as far as authentication needs it. */
export interface UserPrincipal {
  readonly kind: 'user';
  readonly id: UserId;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: DepartmentId | null;
  readonly foreignDepartmentIds: readonly DepartmentId[];
  readonly privileges: readonly string[];
}

/** A contact of an active customer: the person who signs in. */
export interface CustomerPrincipal {
  readonly kind: 'customer';
  readonly id: CustomerId;
  readonly contactId: ContactId;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: DepartmentId | null;
}

/** An active client application and what it is configured for. */
export interface ClientPrincipal {
  readonly kind: 'client';
  readonly id: ClientId;
  readonly clientId: string;
  readonly name: string;
  /** Null for a public client, which has no secret. */
  readonly encryptedSecret: string | null;
  readonly scopes: readonly string[];
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly mayActFor: readonly string[];
}

/** What an access token can be about. Disabled and deleted ones do not exist here (casemgr.md A-5). */
export type Principal = UserPrincipal | CustomerPrincipal | ClientPrincipal;

/** How a token names its subject. `contact` and `user` are keys of ours, the others are names that outside issuers know. */
export interface PrincipalReference {
  readonly by: 'user' | 'login' | 'contact' | 'externalId' | 'clientId';
  readonly value: string;
}

/** How a trusted issuer names a subject of each kind (runtime.md §2, `subjectClaim`). */
export const NAMED_BY: Readonly<Record<ActorKind, PrincipalReference['by']>> = {
  user: 'login',
  client: 'clientId',
  customer: 'externalId',
};

/** The key under which our own authorization server knows a person. */
export function accountIdOf(person: UserPrincipal | CustomerPrincipal): string {
  return person.kind === 'user' ? `user:${person.id}` : `contact:${person.contactId}`;
}

/** The reverse of `accountIdOf`; undefined for anything else. */
export function referenceOfAccount(accountId: string): PrincipalReference | undefined {
  const [, by, value] = /^(user|contact):(\d+)$/.exec(accountId) ?? [];
  if (value === undefined) return undefined;
  return { by: by === 'user' ? 'user' : 'contact', value };
}
