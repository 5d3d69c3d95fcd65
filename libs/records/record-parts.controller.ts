import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACTIVITY_COLLECTION, ACTIVITY_SCHEMAS } from '#activities/activity.schema.js';
import { ActivityReaders } from '#activities/activity-readers.js';
import { ActivityStore } from '#activities/activity.store.js';
import { activityView, STAFF_ATTRIBUTES } from '#activities/activity.view.js';
import { ActivityVisibility } from '#attachments/activity-visibility.js';
import { AssetLinks } from '#attachments/asset-links.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey, type RecordId } from '#runtime/ids.js';
import { Database } from '#storage/database.js';
import { readAttributes } from '#wire/attribute-query.js';
import {
  COLLECTION_PARAMETERS,
  countTree,
  olderLink,
  paginationInfo,
  readCollectionQuery,
  singleValue,
} from '#wire/collection-query.js';
import { inPathOrder, pathIdsNotFound, possibleKeys } from '#wire/path-ids.js';
import { RecordAccess } from './record-access.js';
import { RecordEntryStore } from './record-entry.store.js';
import { READ_RECORDS } from './record-operations.js';
import { RECORD_ENTRIES, RECORD_FILES, RECORD_SCHEMAS } from './record.schema.js';
import { RecordStore } from './record.store.js';
import { entriesPath, entryView, fileView, recordPath } from './record.view.js';

const ACTIVITIES = ['core.recordmgr.read', 'core.casemgr.read'];

/** What belongs to a record: what was said about it, its entries and its files (records-by-email.md RT-8, RT-16, RT-18). */
@Controller('core/recordmgr/v3/:table/:id')
export class RecordPartsController {
  constructor(
    private readonly database: Database,
    private readonly access: RecordAccess,
    private readonly records: RecordStore,
    private readonly entries: RecordEntryStore,
    private readonly readers: ActivityReaders,
    private readonly activities: ActivityStore,
    private readonly visibility: ActivityVisibility,
    private readonly links: AssetLinks,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Get('activity')
  @Operation({
    ...READ_RECORDS,
    id: 'getRecordActivities',
    summary: 'List the activities that are linked to a record, as far as the caller may see them.',
    actors: { user: ACTIVITIES, client: ACTIVITIES },
    query: [
      { name: '$attribute', description: 'Members beyond the summary, as for a single activity; never the content.' },
      ...COLLECTION_PARAMETERS,
    ],
    answers: [
      {
        status: 200,
        description: '`{ "activity": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`.',
        schema: ACTIVITY_COLLECTION,
      },
      { status: 204, description: 'There are none that the caller may see, or a page beyond the last.' },
    ],
    schemas: ACTIVITY_SCHEMAS,
    errors: ['400-102', '400-116', '400-120', '400-124', '400-244', '404-100', '404-110'],
  })
  async listActivities(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('id') idText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { query, answerFormat, locale } = context;
    const page = readCollectionQuery(query, ['id']);
    const snapshot = this.configuration.snapshot();
    const isCustom = (attribute: string): boolean => snapshot.findCustomAttribute('activity', attribute) !== undefined;
    const attributes = readAttributes(query, STAFF_ATTRIBUTES, isCustom);
    const id = await this.requireRecord(context, name, idText);
    const reader = await this.readers.readerOf(context);
    const { ids, total } = await this.records.findActivities(this.database, id, reader, page);
    const path = `${recordPath(name, id)}/activity`;
    if (page.isCountOnly) return sendTree(reply, answerFormat, 200, 'activities', countTree(path, query, total));
    const parts = { withEmail: attributes.includes('payload'), withContent: false };
    const found = inPathOrder(ids, await this.activities.find(reader, ids, undefined, parts));
    if (found.length === 0) return sendNothing(reply);
    const viewing = { reader, attributes, locale, snapshot, withContent: false };
    return sendTree(reply, answerFormat, 200, 'activities', {
      activity: found.map((row) => activityView(row, viewing)),
      paginationInfo: paginationInfo(path, query, page, total),
    });
  }

  @Get('attachment/:attachment')
  @Operation({
    ...READ_RECORDS,
    id: 'getRecordAttachment',
    summary: 'Read one file of a record, and where to download it within 30 minutes.',
    answers: [{ status: 200, description: '`{ "attachment": [ … ] }` with one.', schema: RECORD_FILES }],
    errors: ['404-100', '404-110'],
  })
  async readFile(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('id') idText: string,
    @Param('attachment') attachmentId: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { fields } = this.access.open(context.actor, name, 'read');
    const id = await this.requireRecord(context, name, idText);
    const files = await this.records.findFiles(this.database, [id]);
    const file = files.find((found) => found.id === attachmentId && fields.some((field) => field.name === found.field));
    if (!file) throw pathIdsNotFound([attachmentId]);
    if (file.activityId !== null) await this.visibility.auditSecureFile(context, file.activityId, file.altId);
    const { contentUrl } = await this.links.create('download', file.altId);
    const { blockedFileExtensions } = this.configuration.snapshot().settings;
    return sendTree(reply, context.answerFormat, 200, 'attachments', {
      attachment: [{ ...fileView(id, name, file, blockedFileExtensions), contentUrl }],
    });
  }

  @Get('entry/:field')
  @Operation({
    ...READ_RECORDS,
    id: 'getRecordEntries',
    summary: 'List the entries of an append-only field of a record, the newest first.',
    query: [
      { name: 'before', description: 'Only entries older than this id; how the link `next` goes on.' },
      { name: '$pagesize', description: 'Items of one page, 1 to 75; 25 when left out.' },
    ],
    answers: [
      {
        status: 200,
        description: '`{ "entry": [ … ], "link": [ … ] }`; the link `next` leads to older ones.',
        schema: RECORD_ENTRIES,
      },
      { status: 204, description: 'There are none.' },
    ],
    schemas: RECORD_SCHEMAS,
    errors: ['400-244', '404-100', '404-110'],
  })
  async listEntries(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('id') idText: string,
    @Param('field') field: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { query, answerFormat } = context;
    const { fields } = this.access.open(context.actor, name, 'read');
    const isGrowing = fields.some((known) => known.name === field && known.type === 'appendOnly');
    if (!isGrowing) throw new Failure('404-110', { name: field });
    const range = { limit: readCollectionQuery(query, ['id']).limit, beforeId: readBeforeId(query) };
    const id = await this.requireRecord(context, name, idText);
    const [found] = await this.entries.findNewest(this.database, [id], [field], range);
    if (!found) return sendNothing(reply);
    const path = entriesPath(name, id, field);
    return sendTree(reply, answerFormat, 200, 'entries', {
      entry: found.entries.toReversed().map(entryView),
      link: found.hasOlder ? [olderLink(path, query, found.entries[0]?.id)] : [],
    });
  }

  /** The id of the record that the path names, if the caller may read its table. */
  private async requireRecord({ actor }: RequestContext, name: string, id: string): Promise<RecordId> {
    const { table } = this.access.open(actor, name, 'read');
    const [record] = await this.records.find(this.database, table.id, possibleKeys([id]));
    if (!record) throw pathIdsNotFound([id]);
    return record.id;
  }
}

function readBeforeId(query: ReadonlyMap<string, readonly string[]>): string | undefined {
  const id = singleValue(query, 'before');
  if (id !== undefined && !isDatabaseKey(id)) throw new Failure('400-244', { query_parameter: 'before' });
  return id;
}
