import type { ClientId, ContactId, CustomerId, DepartmentId, UserId } from '#runtime/ids.js';

/** Who calls (casemgr.md §1). */
export type ActorKind = 'user' | 'client' | 'customer';

export const ACTOR_KINDS: readonly ActorKind[] = ['user', 'client', 'customer'];

/** What an actor of any kind has. `actingClient` is the client application of an on-behalf token (runtime.md §5, claim `act`). */
interface AnyActor {
  readonly scopes: ReadonlySet<string>;
  readonly actingClient?: { readonly id: ClientId; readonly clientId: string } | undefined;
  /** The client application that the token was issued to; outside issuers do not always say. */
  readonly viaClientId?: string | undefined;
}

export interface UserActor extends AnyActor {
  readonly kind: 'user';
  readonly id: UserId;
  readonly firstName: string;
  readonly lastName: string;
  /** Undefined for a global user, who sees all departments. */
  readonly departmentId: DepartmentId | undefined;
  /** Further departments in which a user of a department works, as a foreign user. */
  readonly foreignDepartmentIds?: readonly DepartmentId[];
  readonly privileges: ReadonlySet<string>;
}

export interface ClientActor extends AnyActor {
  readonly kind: 'client';
  readonly id: ClientId;
  readonly clientId: string;
  readonly name: string;
}

export interface CustomerActor extends AnyActor {
  readonly kind: 'customer';
  readonly id: CustomerId;
  readonly contactId: ContactId;
  readonly firstName: string;
  readonly lastName: string;
  readonly departmentId: DepartmentId | undefined;
}

export type Actor = UserActor | ClientActor | CustomerActor;

/** The departments whose activities, cases and customers a user works with: home and foreign ones; undefined for all of them. */
export function departmentsOf({
  departmentId,
  foreignDepartmentIds = [],
}: Pick<UserActor, 'departmentId' | 'foreignDepartmentIds'>): readonly DepartmentId[] | undefined {
  return departmentId === undefined ? undefined : [departmentId, ...foreignDepartmentIds];
}

/** The actor as it is stored with what it does: audit entries, created by, uploader. */
export interface ActorRecord {
  /** An inbound account is no actor: nobody signs in as one. */
  readonly actor: ActorKind | 'inboundAccount';
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The contact of a customer. */
  readonly contactId?: string;
  /** The client application that acted for a user or customer. */
  readonly actingClientId?: string;
  /** The client application that sent the request, by its name in OAuth. */
  readonly clientId?: string;
}

export function actorRecord(actor: Actor): ActorRecord {
  const name =
    actor.kind === 'client'
      ? { firstName: 'Registered Client', lastName: 'Application' }
      : { firstName: actor.firstName, lastName: actor.lastName };
  return {
    actor: actor.kind,
    id: actor.id,
    ...name,
    ...(actor.kind === 'customer' && { contactId: actor.contactId }),
    ...(actor.actingClient && { actingClientId: actor.actingClient.id }),
    ...(actor.viaClientId !== undefined && { clientId: actor.viaClientId }),
  };
}

/** Mail is nobody's request: what it does is done by the account that it came for. */
export function accountActor(accountId: string): ActorRecord {
  return { actor: 'inboundAccount', id: accountId, firstName: 'Inbound', lastName: 'Mail' };
}

/** The actor as audit entries have it: they are for ever, so they name customers by their ids only (customers.md CUST-31). */
export function auditedActor(actor: Actor): Omit<ActorRecord, 'firstName' | 'lastName'> {
  const { firstName: _first, lastName: _last, ...record } = actorRecord(actor);
  return actor.kind === 'customer' ? record : actorRecord(actor);
}
