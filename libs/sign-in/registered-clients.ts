import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ALL_SCOPES } from '#auth/scopes.js';
import { ClientStore, type StoredClient } from '#clients/client.store.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { Database, violatedUnique } from '#storage/database.js';
import { CLIENT_CREDENTIALS_GRANT } from './client-credentials.grant.js';

/** The client application that is the page at /docs. */
export const DOCS_CLIENT_ID = 'casemgr-docs';

type ClientToRegister = Omit<StoredClient, 'id' | 'active'>;

/** Registers the client applications that the server itself needs, or that its environment names, at every start. */
@Injectable()
export class RegisteredClients implements OnModuleInit {
  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly clients: ClientStore,
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.register(this.docsClient());
    const adminClient = this.adminClient();
    if (adminClient) await this.register(adminClient);
  }

  private docsClient(): ClientToRegister {
    return {
      clientId: DOCS_CLIENT_ID,
      encryptedSecret: null,
      name: 'the API reference',
      scopes: ALL_SCOPES,
      grantTypes: ['authorization_code'],
      redirectUris: [`${this.configuration.publicUrl}/docs/callback`],
      allowedOrigins: [],
      mayActFor: [],
    };
  }

  /** runtime.md §2, `CASEMGR_ADMIN_CLIENT_ID`. */
  private adminClient(): ClientToRegister | undefined {
    const { adminClient } = this.configuration;
    return (
      adminClient && {
        clientId: adminClient.clientId,
        encryptedSecret: this.secrets.encrypt('client-secret', adminClient.secret),
        name: adminClient.clientId,
        scopes: ALL_SCOPES,
        grantTypes: [CLIENT_CREDENTIALS_GRANT],
        redirectUris: [],
        allowedOrigins: [],
        mayActFor: ['user', 'customer'],
      }
    );
  }

  private async register(client: ClientToRegister): Promise<void> {
    try {
      await this.save(client);
    } catch (error) {
      // Another node that starts at the same time was faster; now it is there to be updated.
      if (violatedUnique(error) === undefined) throw error;
      await this.save(client);
    }
  }

  private async save(client: ClientToRegister): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const known = (await this.clients.list(transaction)).find(({ clientId }) => clientId === client.clientId);
      await this.clients.save(transaction, { ...client, id: known?.id, active: true });
    });
  }
}
