import { Injectable } from '@nestjs/common';
import type { RequestContext } from '#http/request-context.js';
import { noteControllerOf, type NotedObjects } from '#notes/note-controller.js';
import { possibleKeys, readPathIds, pathIdsNotFound } from '#wire/path-ids.js';
import { ActivityReaders } from './activity-readers.js';
import { ActivityStore } from './activity.store.js';

@Injectable()
export class NotedActivities implements NotedObjects {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly activities: ActivityStore,
  ) {}

  async requireVisible(context: RequestContext, idsText: string): Promise<string> {
    const [id = ''] = readPathIds(idsText, 1);
    const reader = await this.readers.readerOf(context);
    const isVisible = possibleKeys([id]).length === 1 && (await this.activities.countVisible(reader, [id])) === 1;
    if (!isVisible) throw pathIdsNotFound([id]);
    return id;
  }
}

export const ActivityNoteController = noteControllerOf({
  object: 'activity',
  path: '/core/casemgr/v3/activity',
  tag: 'Activity',
  parameter: 'ids',
  read: ['core.casemgr.read'],
  manage: ['core.casemgr.manage'],
  operations: {
    create: 'createActivityNote',
    get: 'getNoteOfActivity',
    list: 'getNotesOfActivity',
    delete: 'deleteActivityNotes',
  },
  objects: NotedActivities,
});
