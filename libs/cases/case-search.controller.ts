import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityReaders, CUSTOMER_PARAMETER, customerParameter } from '#activities/activity-readers.js';
import { SecureFinds } from '#activities/secure-finds.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { dtoSchema } from '#http/dto-schema.js';
import { Operation } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { inPageOrder } from '#storage/keyset-page.js';
import { readAttributes } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS, countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { CURSOR_PARAMETER, readCursor, writeCursor } from '#wire/cursor.rules.js';
import { readBody, shapeOf } from '#wire/read-body.rules.js';
import { CASE_FILTER_PARAMETERS, readCaseFilter, type CaseFilter } from './case-filter.rules.js';
import { CaseLookupBody } from './case-lookup.body.js';
import { readCaseLookup } from './case-lookup.rules.js';
import { CaseSearchStore, type CaseSort } from './case-search.store.js';
import { CaseStore } from './case.store.js';
import { caseView } from './case.view.js';
import { CASE_COLLECTION, CASE_SCHEMAS } from './case.schema.js';

const PATH = '/core/casemgr/v3/case';
const ROOT = 'cases';
const READ = ['core.casemgr.read'];
const MANAGE = ['core.casemgr.manage'];

const STAFF_SORTS = ['id', 'created', 'lastModified', 'dueDate'] as const satisfies readonly CaseSort[];
const CUSTOMER_SORTS = ['id', 'created', 'lastModified'] as const satisfies readonly CaseSort[];

const LOOKUP = { shape: shapeOf(CaseLookupBody), root: 'case', maximumBytes: 64 * 1024 };

const ATTRIBUTE_PARAMETER = {
  name: '$attribute',
  description: '`all`; a case is shown with all its members anyway.',
} as const;

const ANSWERS = [
  {
    status: 200,
    description: '`{ "case": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`.',
    schema: CASE_COLLECTION,
  },
  { status: 204, description: 'Nothing found, or a page beyond the last.' },
] as const;

/** Finds cases by a query or by a body (search-and-audit.md FIND-12, FIND-13). */
@Controller('core/casemgr/v3/case')
export class CaseSearchController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly search: CaseSearchStore,
    private readonly cases: CaseStore,
    private readonly configuration: ConfigurationCache,
    private readonly finds: SecureFinds,
  ) {}

  @Get()
  @Operation({
    id: 'searchCase',
    summary: 'Find cases.',
    tag: 'Case',
    actors: { user: READ, client: READ, customer: READ },
    action: 'View cases',
    query: [
      ...CASE_FILTER_PARAMETERS,
      CUSTOMER_PARAMETER,
      ATTRIBUTE_PARAMETER,
      ...COLLECTION_PARAMETERS,
      CURSOR_PARAMETER,
    ],
    answers: ANSWERS,
    schemas: CASE_SCHEMAS,
    errors: ['400-102', '400-116', '400-120', '400-124', '400-244', '400-245'],
  })
  async find(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, query } = contextOf(request);
    return this.answer(request, reply, PATH, readCaseFilter(query, actor.kind, this.configuration.snapshot()));
  }

  @Post('lookup')
  @Operation({
    id: 'caseLookup',
    onlyReads: true,
    summary: 'Find cases by criteria in the body.',
    tag: 'Case',
    actors: { user: MANAGE, client: MANAGE },
    action: 'View cases',
    query: [ATTRIBUTE_PARAMETER, ...COLLECTION_PARAMETERS, CURSOR_PARAMETER],
    body: {
      mediaTypes: [JSON_TYPE, XML_TYPE],
      root: LOOKUP.root,
      schema: dtoSchema(CaseLookupBody),
      examples: { 'open cases of a customer': { customer: { id: '1000' }, status: { value: 'open' } } },
    },
    answers: ANSWERS,
    schemas: CASE_SCHEMAS,
    errors: ['400-102', '400-116', '400-120', '400-124', '400-146', '400-147', '400-152', '400-244'],
  })
  async lookUp(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const body = readBody(CaseLookupBody, await readTree(request, LOOKUP), 'FIND-13');
    if ('refusals' in body) throw failureOf(body.refusals);
    const lookup = readCaseLookup(body.body, this.configuration.snapshot());
    if ('refusals' in lookup) throw failureOf(lookup.refusals);
    return this.answer(request, reply, `${PATH}/lookup`, lookup.filter);
  }

  /** Two statements: which cases, and what they are. */
  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    filter: CaseFilter | 'matches nothing',
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { actor, query, answerFormat, locale } = context;
    const page = readCollectionQuery<CaseSort>(query, actor.kind === 'customer' ? CUSTOMER_SORTS : STAFF_SORTS);
    const cursor = readCursor(query, page);
    readAttributes(query, []);
    const reader = await this.readers.readerOf(context, customerParameter(context));
    if (page.isCountOnly) {
      const count = filter === 'matches nothing' ? 0 : await this.search.count(reader, filter);
      if (filter !== 'matches nothing') await this.finds.audit(context, await this.search.secureHits(reader, filter));
      return sendTree(reply, answerFormat, 200, ROOT, countTree(path, query, count));
    }
    if (filter === 'matches nothing') return sendNothing(reply);
    const found = await this.search.search(reader, filter, { ...page, cursor });
    if (found.ids.length === 0) return sendNothing(reply);
    const rows = inPageOrder(found, await this.cases.find(reader, found.ids));
    await this.finds.audit(context, await this.search.secureHitsOf(reader, filter, found));
    const nextCursor = found.next && writeCursor(found.next, { ...page, offset: page.offset + page.limit });
    const { isTotalAtLeast } = found;
    return sendTree(reply, answerFormat, 200, ROOT, {
      case: rows.map((row) => caseView(row, reader, locale)),
      paginationInfo: paginationInfo(path, query, page, found.total, { isTotalAtLeast, nextCursor }),
    });
  }
}
