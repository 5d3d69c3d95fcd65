import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorRecord, type ActorRecord } from '#auth/actor.js';
import { authorize } from '#auth/authorize.js';
import { PrincipalStore } from '#auth/principal.store.js';
import { Failure } from '#runtime/errors/failure.js';
import { Secrets } from '#runtime/secrets.js';
import { LoginAttempts } from '#sign-in/login-attempts.js';
import { SUBMIT_MAIL } from '../mail-access.js';
import { REPLIES } from './smtp-reply.js';

/** Who submits mail: a client application, by its id and secret (mail-gateway.md §7). */
@Injectable()
export class ClientLogin {
  constructor(
    private readonly principals: PrincipalStore,
    private readonly secrets: Secrets,
    private readonly attempts: LoginAttempts,
  ) {}

  /** Throws the reply to a login that is not good; the same one whatever is wrong with it. */
  async login(clientId: string, secret: string, remoteAddress: string): Promise<ActorRecord> {
    if (!this.attempts.begin(clientId, remoteAddress)) throw REPLIES.tooManyAttempts();
    const client = await this.principals.findClient(clientId);
    const isRight = isSame(secret, client?.encryptedSecret ? this.clearText(client.encryptedSecret) : undefined);
    if (!client || !isRight) throw REPLIES.badCredentials();
    const { kind, id, name } = client;
    const actor = { kind, id, name, clientId, scopes: new Set(client.scopes) };
    try {
      authorize(actor, SUBMIT_MAIL);
    } catch (error) {
      if (error instanceof Failure) throw REPLIES.badCredentials();
      throw error;
    }
    this.attempts.succeed(clientId, remoteAddress);
    return actorRecord(actor);
  }

  private clearText(encrypted: string): string {
    return this.secrets.decrypt('client-secret', encrypted);
  }
}

/** In the same time for every secret; an unknown client's is compared as well. */
function isSame(given: string, expected: string | undefined): boolean {
  return timingSafeEqual(digest(given), digest(expected ?? '')) && expected !== undefined && expected !== '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
