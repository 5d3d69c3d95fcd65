import { Injectable } from '@nestjs/common';
import { AllowedOrigins } from '#http/allowed-origins.js';
import { Database } from '#storage/database.js';
import { ClientStore } from './client.store.js';

/** What has changed holds on every node within this time, in milliseconds. */
const READ_EVERY_MS = 2_000;

/** The origins that client applications name, kept for a moment: every request of a page asks for them. */
@Injectable()
export class ClientOrigins extends AllowedOrigins {
  private known:
    { readonly clients: Promise<ReadonlyMap<string, ReadonlySet<string>>>; readonly readAt: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly store: ClientStore,
  ) {
    super();
  }

  async clientsAt(origin: string): Promise<ReadonlySet<string>> {
    return (await this.clientsByOrigin()).get(origin) ?? new Set();
  }

  private clientsByOrigin(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const now = performance.now();
    if (!this.known || now - this.known.readAt > READ_EVERY_MS) {
      const clients = this.read();
      this.known = { clients, readAt: now };
      clients.catch(() => {
        this.known = undefined;
      });
    }
    return this.known.clients;
  }

  private async read(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const named = await this.store.listOrigins(this.database);
    const clients = Map.groupBy(named, ({ origin }) => origin);
    return new Map([...clients].map(([origin, list]) => [origin, new Set(list.map(({ clientId }) => clientId))]));
  }
}
