import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityReaders, CUSTOMER_PARAMETER } from '#activities/activity-readers.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readAttributes } from '#wire/attribute-query.js';
import { inPathOrder, possibleKeys, readPathIds } from '#wire/path-ids.js';
import { etagOf } from '#writes/precondition.rules.js';
import { CaseStore } from './case.store.js';
import { caseView } from './case.view.js';
import { CASES, CASE_SCHEMAS } from './case.schema.js';

const READ = ['core.casemgr.read'];

/** Customers read one case at a time (casemgr.md §4). */
const CUSTOMER_IDS = 1;

/** `GET /core/casemgr/v3/case/{ids}` (casemgr.md §4). */
@Controller('core/casemgr/v3/case')
export class CaseController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly cases: CaseStore,
  ) {}

  @Get(':ids')
  @Operation({
    id: 'getCasesByIds',
    summary: 'Read up to 75 cases by their ids, separated by commas; customers one, if they see an activity of it.',
    tag: 'Case',
    actors: { user: READ, client: READ, customer: READ },
    action: 'View cases',
    query: [
      CUSTOMER_PARAMETER,
      { name: '$attribute', description: '`all`; a case is shown with all its members anyway.' },
    ],
    answers: [
      {
        status: 200,
        description: '`{ "case": [ … ] }`, in the order of the ids.',
        headers: { ETag: 'Of a single case, for `If-Match`.' },
        schema: CASES,
      },
    ],
    schemas: CASE_SCHEMAS,
    errors: ['400-116', '400-152', '400-244', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const ids = context.actor.kind === 'customer' ? readPathIds(idsText, CUSTOMER_IDS) : readPathIds(idsText);
    const reader = await this.readers.readerOf(context);
    const rows = inPathOrder(ids, await this.cases.find(reader, possibleKeys(ids)));
    const [only] = rows;
    if (only && rows.length === 1) reply.header('etag', etagOf(only.lastModifiedAt));
    const views = rows.map((row) => caseView(row, reader, context.locale));
    return sendTree(reply, context.answerFormat, 200, 'cases', { case: views });
  }
}
