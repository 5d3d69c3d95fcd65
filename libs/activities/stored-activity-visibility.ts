import { Injectable } from '@nestjs/common';
import { recordReadings } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { ActivityVisibility, type ActivityViewer } from '#attachments/activity-visibility.js';
import type { RequestContext } from '#http/request-context.js';
import { auditedBy } from '#writes/audited-by.js';
import { ActivityReaders } from './activity-readers.js';
import { ActivityStore } from './activity.store.js';

/** Lets the attachments of an activity be seen by exactly those who see the activity (casemgr.md T-6). */
@Injectable()
export class StoredActivityVisibility extends ActivityVisibility {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly activities: ActivityStore,
    private readonly database: Database,
  ) {
    super();
  }

  async viewerOf(context: RequestContext, activityIds: readonly string[]): Promise<ActivityViewer | undefined> {
    const reader = await this.readers.readerOf(context);
    const distinct = new Set(activityIds);
    if ((await this.activities.countVisible(reader, [...distinct])) !== distinct.size) return undefined;
    return { onBehalfOf: reader.kind === 'customer' && reader.isOnBehalf ? reader.customerId : undefined };
  }

  async auditSecureFile(context: RequestContext, activityId: string, altId: string): Promise<void> {
    if (!(await this.activities.isSecure(activityId))) return;
    const what = { action: 'read', object: 'attachment', objectId: altId, detail: { activityId } };
    await recordReadings(this.database, [{ ...auditedBy(context), ...what }]);
  }
}
