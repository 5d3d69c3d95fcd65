import type { Actor } from './actor.js';

/**
 * Turns the Authorization header of a request into the actor behind it, or throws 401-101 (casemgr.md ).
 * An abstract class, so that it is its own injection token.
 */
export abstract class Authenticator {
  abstract authenticate(authorization: string | undefined): Promise<Actor>;
}
