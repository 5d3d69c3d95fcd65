import { Failure } from '#runtime/errors/failure.js';
import type { Actor, ActorKind } from './actor.js';

/** Stands for all scopes that are configured for the client (casemgr.md A-2). */
export const DEFAULT_SCOPE = '.default';

/** What an operation asks of its caller. A kind of actor that is not named is refused. */
export interface Requirement {
  /** All scopes that each kind of actor needs. */
  readonly actors: Readonly<Partial<Record<ActorKind, readonly string[]>>>;
  /** The privilege that a user needs besides (casemgr.md A-3). */
  readonly privilege?: string;
  /** What the 403 names. */
  readonly action: string;
}

/** The one place that decides whether an actor may call an operation (casemgr.md ): deny by default, 403-178. */
export function authorize(actor: Actor, requirement: Requirement): void {
  const scopes = requirement.actors[actor.kind];
  const mayCall =
    scopes?.every((scope) => actor.scopes.has(scope)) === true &&
    (requirement.privilege === undefined || actor.kind !== 'user' || actor.privileges.has(requirement.privilege));
  if (!mayCall) throw new Failure('403-178', { action_name: requirement.action });
}
