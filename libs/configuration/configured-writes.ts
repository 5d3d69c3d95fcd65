import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { unavailable } from '#runtime/errors/failure.js';
import type { Transaction } from '#storage/database.js';
import type { WireTree } from '#wire/tree.js';
import { Writes, type Written } from '#writes/writes.js';

/** The configuration has changed since it was read; nothing was written. */
class OutdatedConfiguration extends Error {}

const MOST_ATTEMPTS = 5;

/**
 * Writes that the configuration decides on: as all writes, and it stays as it is until they are committed. Customers need it,
 * because departmentalization says where addresses must be unique (casemgr.md C-8), and records, because tables say what they hold.
 */
@Injectable()
export class ConfiguredWrites {
  constructor(
    private readonly writes: Writes,
    private readonly configuration: ConfigurationCache,
    private readonly configurationStore: ConfigurationStore,
  ) {}

  async perform(
    request: FastifyRequest,
    reply: FastifyReply,
    body: WireTree | undefined,
    act: (transaction: Transaction, snapshot: PartitionSnapshot) => Promise<Written>,
  ): Promise<FastifyReply> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const snapshot = this.configuration.snapshot();
      try {
        return await this.writes.perform(request, reply, body, async (transaction) => {
          await this.hold(transaction, snapshot);
          return act(transaction, snapshot);
        });
      } catch (error) {
        if (!(error instanceof OutdatedConfiguration)) throw error;
        await this.configuration.refresh();
      }
    }
    throw unavailable();
  }

  private async hold(transaction: Transaction, { revision }: PartitionSnapshot): Promise<void> {
    if (!(await this.configurationStore.holdRevision(transaction, revision))) throw new OutdatedConfiguration();
  }
}
