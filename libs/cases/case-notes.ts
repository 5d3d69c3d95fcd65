import { Injectable } from '@nestjs/common';
import { ActivityReaders } from '#activities/activity-readers.js';
import type { RequestContext } from '#http/request-context.js';
import { noteControllerOf, type NotedObjects } from '#notes/note-controller.js';
import { possibleKeys, readPathIds, pathIdsNotFound } from '#wire/path-ids.js';
import { CaseStore } from './case.store.js';

@Injectable()
export class NotedCases implements NotedObjects {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly cases: CaseStore,
  ) {}

  async requireVisible(context: RequestContext, idsText: string): Promise<string> {
    const [id = ''] = readPathIds(idsText, 1);
    const reader = await this.readers.readerOf(context);
    const isVisible = possibleKeys([id]).length === 1 && (await this.cases.isVisible(reader, id));
    if (!isVisible) throw pathIdsNotFound([id]);
    return id;
  }
}

export const CaseNoteController = noteControllerOf({
  object: 'case',
  path: '/core/casemgr/v3/case',
  tag: 'Case',
  parameter: 'ids',
  read: ['core.casemgr.read'],
  manage: ['core.casemgr.manage'],
  operations: {
    create: 'createCaseNote',
    get: 'getNoteOfCase',
    list: 'getNotesOfCase',
    delete: 'deleteCaseNotes',
  },
  objects: NotedCases,
});
