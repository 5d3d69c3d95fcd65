import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { PrincipalStore } from '#auth/principal.store.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { Database } from '#storage/database.js';
import { toClientMetadata } from './client-metadata.rules.js';
import { OidcPayloadStore } from './oidc-payload.store.js';

/** How a client's secret is encrypted, by the administration and here. */
const CLIENT_SECRET = 'client-secret';

const SWEEP_EVERY_MS = 600_000;

/** What must be kept nowhere: every authorization asks for a login anew, so nobody is signed in on a shared machine. */
const NOT_KEPT = 'Session';

/**
 * Where the authorization server's library keeps its things: clients come from their own table, the rest lies in one table
 * that all nodes share. Codes and tokens are found by their hash, so that whoever reads the database cannot use them.
 */
@Injectable()
export class OidcStorage implements OnModuleInit {
  constructor(
    private readonly payloads: OidcPayloadStore,
    private readonly principals: PrincipalStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly recurring: Recurring,
  ) {}

  onModuleInit(): void {
    this.recurring.everyOnWorkers(SWEEP_EVERY_MS, 'sweep expired sign-ins', () =>
      this.database.transaction((transaction) => this.payloads.removeExpired(transaction, new Date())),
    );
  }

  /** The library's interface for one of its models. */
  readonly adapter = (model: string): Adapter => ({
    upsert: (id, payload, expiresInSeconds) => this.put(model, id, payload, expiresInSeconds),
    find: (id) => (model === 'Client' ? this.findClient(id) : this.find(model, id)),
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => this.consume(model, id),
    destroy: (id) => this.database.transaction((transaction) => this.payloads.remove(transaction, model, keyOf(id))),
    revokeByGrantId: (grantId) =>
      this.database.transaction((transaction) => this.payloads.removeGrant(transaction, model, grantId)),
  });

  private async findClient(clientId: string): Promise<AdapterPayload | undefined> {
    const client = await this.principals.findClient(clientId);
    if (!client) return undefined;
    const { encryptedSecret } = client;
    return toClientMetadata(
      client,
      encryptedSecret === null ? undefined : this.secrets.decrypt(CLIENT_SECRET, encryptedSecret),
    );
  }

  private async find(model: string, id: string): Promise<AdapterPayload | undefined> {
    const found = model === NOT_KEPT ? undefined : await this.payloads.find(model, keyOf(id));
    if (!found) return undefined;
    const { payload, consumedAt } = found;
    return { ...payload, jti: id, ...(consumedAt && { consumed: Math.floor(consumedAt.getTime() / 1000) }) };
  }

  private async put(model: string, id: string, payload: AdapterPayload, expiresInSeconds = 0): Promise<void> {
    if (model === NOT_KEPT) return;
    const { jti: _, ...rest } = payload;
    const entry = {
      model,
      key: keyOf(id),
      payload: rest,
      grantId: payload.grantId ?? null,
      expiresAt: new Date(Date.now() + expiresInSeconds * 1000),
    };
    await this.database.transaction((transaction) => this.payloads.put(transaction, entry));
  }

  private async consume(model: string, id: string): Promise<void> {
    const isFirst = await this.database.transaction((transaction) =>
      this.payloads.consume(transaction, model, keyOf(id)),
    );
    if (!isFirst) throw new errors.InvalidGrant('already used');
  }
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
