import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Failure } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import type { AuditedBy } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { ensureDemoCredentials } from './demo-credentials.js';
import { demoPartition } from './demo-partition.js';
import { PartitionAdministration } from './partition-administration.js';
import type { PartitionDocument } from './partition-document.body.js';
import { parsePartitionDocument, readPartitionFile } from './partition-file.js';
import { PartitionStores } from './partition-stores.js';

/** Who is audited for what the server does by itself. */
const SERVER_START: AuditedBy = {
  actor: { actor: 'client', id: '0', firstName: 'System', lastName: 'Start' },
  remoteAddress: null,
  requestId: null,
};

/** Before the server listens: the demo partition on first start, then `CASEMGR_PARTITION_FILE` (runtime.md §2). */
@Injectable()
export class PartitionAtStart implements OnApplicationBootstrap {
  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly administration: PartitionAdministration,
    private readonly stores: PartitionStores,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.configuration.demo) await this.applyDemoPartition();
    const { partitionFile } = this.configuration;
    if (partitionFile !== undefined) await this.applyFile(partitionFile);
  }

  /** Once: a partition with a department has been administered, and is left alone. */
  private async applyDemoPartition(): Promise<void> {
    const departments = await this.stores.departments.list(this.database);
    if (departments.length > 0) return;
    const credentials = await ensureDemoCredentials(this.configuration.dataFolder);
    await this.apply(parsePartitionDocument(JSON.stringify(demoPartition(credentials)), 'demo'), 'the demo partition');
    this.logger.info({}, 'the demo partition was loaded');
  }

  private async applyFile(path: string): Promise<void> {
    await this.apply(await readPartitionFile(path), `the partition file ${path}`);
    this.logger.info({ path }, 'the partition file was applied');
  }

  private async apply(document: PartitionDocument, what: string): Promise<void> {
    try {
      await this.administration.apply(document, { mode: 'replace', by: SERVER_START });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const faults = error.details.map(({ key, value }) => `  ${key}: ${value}`);
      throw new Error(`Applying ${what} was refused:\n${faults.join('\n')}`, { cause: error });
    }
  }
}
