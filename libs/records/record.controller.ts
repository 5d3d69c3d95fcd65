import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { Database } from '#storage/database.js';
import { readAttributes, type AttributeSelection } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS, countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { CURSOR_PARAMETER, readCursor, writeCursor } from '#wire/cursor.rules.js';
import { inPathOrder, possibleKeys, readPathIds } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { etagOf } from '#writes/precondition.rules.js';
import { LinkTargetStore } from './link-target.store.js';
import { RecordAccess, type OpenTable } from './record-access.js';
import { MOST_ENTRIES, RecordEntryStore } from './record-entry.store.js';
import { readRecordFilter, recordOrder, recordSorts, RECORD_FILTER_PARAMETERS } from './record-filter.rules.js';
import { READ_RECORDS } from './record-operations.js';
import { RECORD_COLLECTION, RECORD_FIELDS, RECORD_SCHEMAS, RECORDS } from './record.schema.js';
import { RecordSearchStore } from './record-search.store.js';
import { RecordStore } from './record.store.js';
import type { StoredRecord } from './record.js';
import { fieldMetadata, RECORD_MANAGER, recordView } from './record.view.js';

const ROOT = 'records';

/** Shown of a single record anyway. */
const ATTRIBUTES = ['entries', 'files'] as const;

const EVERYTHING: Pick<AttributeSelection, 'includes'> = { includes: () => true };

/** Reads and finds records (records-by-email.md RT-4, RT-11 to RT-13). */
@Controller('core/recordmgr/v3/:table')
export class RecordController {
  constructor(
    private readonly database: Database,
    private readonly access: RecordAccess,
    private readonly records: RecordStore,
    private readonly entries: RecordEntryStore,
    private readonly targets: LinkTargetStore,
    private readonly searching: RecordSearchStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Get('attributes')
  @Operation({
    ...READ_RECORDS,
    id: 'getRecordAttributes',
    summary: 'Describe the fields of a table, and which of them the caller may write.',
    answers: [
      { status: 200, description: '`{ "attribute": [ … ], "resource": "<table>" }`', schema: RECORD_FIELDS },
      { status: 204, description: 'The caller may know of no field.' },
    ],
    errors: ['404-110'],
  })
  attributes(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('table') name: string): FastifyReply {
    const { actor, answerFormat } = contextOf(request);
    const { rights, fields } = this.access.open(actor, name, 'read');
    if (fields.length === 0) return sendNothing(reply);
    const attribute = fields.map((field) => fieldMetadata(field, rights));
    return sendTree(reply, answerFormat, 200, 'attributes', { attribute, resource: name });
  }

  @Get(':ids')
  @Operation({
    ...READ_RECORDS,
    id: 'getRecordsByIds',
    summary: 'Read up to 75 records of a table by their ids, separated by commas.',
    answers: [
      {
        status: 200,
        description:
          '`{ "record": [ … ] }`, in the order of the ids. The id of a record that was merged shows the one it was merged into.',
        headers: { ETag: 'The entity tag, of one record alone.' },
        schema: RECORDS,
      },
    ],
    schemas: RECORD_SCHEMAS,
    errors: ['400-152', '404-100', '404-110'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const open = this.access.open(actor, name, 'read');
    const ids = readPathIds(idsText);
    const found = await this.records.find(this.database, open.table.id, possibleKeys(ids));
    const asked = inPathOrder(
      ids,
      found.map((record) => ({ id: record.wantedId, record })),
    );
    const records = [...new Map(asked.map(({ record }) => [record.id, record])).values()];
    const [only, ...others] = records;
    if (only && others.length === 0) reply.header('etag', etagOf(only.lastModifiedAt));
    return sendTree(reply, answerFormat, 200, ROOT, { record: await this.views(records, open, EVERYTHING) });
  }

  @Get()
  @Operation({
    ...READ_RECORDS,
    id: 'searchRecords',
    summary: 'Find records of a table.',
    query: [
      ...RECORD_FILTER_PARAMETERS,
      { name: '$attribute', description: `Members beyond the values: all, ${ATTRIBUTES.join(', ')}.` },
      ...COLLECTION_PARAMETERS,
      CURSOR_PARAMETER,
    ],
    answers: [
      {
        status: 200,
        description: '`{ "record": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`.',
        schema: RECORD_COLLECTION,
      },
      { status: 204, description: 'Nothing found, or a page beyond the last.' },
    ],
    schemas: RECORD_SCHEMAS,
    errors: ['400-102', '400-116', '400-120', '400-124', '400-244', '404-110'],
  })
  async search(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
  ): Promise<FastifyReply> {
    const { actor, query, answerFormat } = contextOf(request);
    const open = this.access.open(actor, name, 'read');
    const page = readCollectionQuery(query, recordSorts(open.fields));
    const cursor = readCursor(query, page);
    const attributes = readAttributes(query, ATTRIBUTES);
    const filter = readRecordFilter(query, open.fields);
    const path = `${RECORD_MANAGER}/${name}`;
    const table = { id: open.table.id, entryFields: growingFields(open), linkReader: open.linkReader };
    if (page.isCountOnly) {
      const count = await this.searching.count(this.database, table, filter);
      return sendTree(reply, answerFormat, 200, ROOT, countTree(path, query, count));
    }
    const order = recordOrder(page.sort, open.fields);
    const found = await this.searching.search(this.database, table, filter, { ...page, order, cursor });
    if (found.rows.length === 0) return sendNothing(reply);
    const nextCursor = found.next && writeCursor(found.next, { ...page, offset: page.offset + page.limit });
    const { isTotalAtLeast } = found;
    return sendTree(reply, answerFormat, 200, ROOT, {
      record: await this.views(found.rows, open, attributes),
      paginationInfo: paginationInfo(path, query, page, found.total, { isTotalAtLeast, nextCursor }),
    });
  }

  private async views(
    records: readonly StoredRecord[],
    open: OpenTable,
    attributes: Pick<AttributeSelection, 'includes'>,
  ): Promise<AnswerTree[]> {
    const { table, fields, linkReader } = open;
    const ids = records.map(({ id }) => id);
    const { blockedFileExtensions } = this.configuration.snapshot().settings;
    const entries = attributes.includes('entries')
      ? await this.entries.findNewest(this.database, ids, growingFields(open), { limit: MOST_ENTRIES })
      : undefined;
    const files = attributes.includes('files') ? await this.records.findFiles(this.database, ids) : undefined;
    const seenLinks = await this.targets.findSeen(this.database, records, fields, linkReader);
    return records.map((record) =>
      recordView(record, table, fields, {
        seenLinks,
        entries: entries?.filter(({ recordId }) => recordId === record.id),
        files: files?.filter(({ recordId }) => recordId === record.id),
        blockedFileExtensions,
      }),
    );
  }
}

/** The append-only fields that the caller may know of. */
function growingFields({ fields }: OpenTable): string[] {
  return fields.filter(({ type }) => type === 'appendOnly').map(({ name }) => name);
}
