import { Injectable } from '@nestjs/common';
import type { RequestContext } from '#http/request-context.js';
import { recordReadings } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { auditedBy } from '#writes/audited-by.js';

/** How many secure activities one count puts on record; of more it tells nothing about any single one. */
export const MOST_COUNTED_FINDS = 1_000;

/** Who finds a secure activity by its words learns something of its content (AUD-4); the words themselves are not kept. */
@Injectable()
export class SecureFinds {
  constructor(private readonly database: Database) {}

  async audit(context: RequestContext, activityIds: readonly string[]): Promise<void> {
    const entry = { ...auditedBy(context), action: 'find', object: 'activity', detail: {} };
    await recordReadings(
      this.database,
      activityIds.map((objectId) => ({ ...entry, objectId })),
    );
  }
}
