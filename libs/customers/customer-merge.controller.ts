import { Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { editSessionOf } from '#field-pushes/field-change.store.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { COLLECTION_PARAMETERS, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { pathIdsNotFound, possibleKeys } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition, requireUnchanged } from '#writes/precondition.rules.js';
import { CustomerMergeStore, type MergeRecord } from './customer-merge.store.js';
import { CustomerMerging } from './customer-merging.js';
import { readMergeRequest, type MergeRequest } from './customer-merge.rules.js';
import { EDIT_CUSTOMERS, MANAGER, READ_CUSTOMERS, STRUCTURE_ERRORS } from './customer-operations.js';
import { customerReader } from './customer-visibility.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { describeElementBody, MERGE_BODY, readElementBody } from './customer.body.js';
import { CustomerStore } from './customer.store.js';
import { customerView, personOf } from './customer.view.js';
import { MERGE_MOVES, MERGE_PREVIEW, MERGES } from './customer.schema.js';

const BODY = {
  ...describeElementBody(MERGE_BODY),
  examples: {
    merge: {
      sourceCustomer: { id: '1001' },
      targetCustomer: {
        id: '1000',
        lastModified: '2026-01-31T09:30:00.000Z',
        contacts: { contact: [{ firstName: 'Ann', jobTitle: 'Engineer' }] },
      },
    },
  },
};

const PAGING = COLLECTION_PARAMETERS.filter(({ name }) => /^\$(page|range)/.test(name));

/** Merges customers, shows before what would happen and afterwards what did (customers.md CUST-20 to CUST-23). */
@Controller(MANAGER)
export class CustomerMergeController {
  constructor(
    private readonly database: Database,
    private readonly writing: ConfiguredWrites,
    private readonly merging: CustomerMerging,
    private readonly merges: CustomerMergeStore,
    private readonly customers: CustomerStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Put('customer/merge')
  @Operation({
    ...EDIT_CUSTOMERS,
    id: 'mergeCustomer',
    summary: 'Merge a customer into another one: everything it has goes over, and it ends.',
    body: BODY,
    takesIdempotencyKey: true,
    takesIfMatch: true,
    takesEditSession: true,
    answers: [{ status: 204, description: 'Merged.', headers: { ETag: 'The entity tag of the target now.' } }],
    errors: [...STRUCTURE_ERRORS, '400-194'],
  })
  async merge(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const tree = await readElementBody(request, MERGE_BODY);
    return this.writing.perform(request, reply, tree, async (transaction, snapshot) => {
      const merge = requestOf(readMergeRequest(tree));
      const { lastModified = null } = merge;
      const ifMatch = request.headers['if-match'];
      const precondition = readPrecondition(ifMatch, { lastModified }, 'targetCustomer.lastModified');
      const decision = await this.merging.decideLocked(transaction, context.actor, merge, snapshot);
      const { source, target } = decision;
      requireUnchanged(precondition, { kind: 'customer', id: target.id, lastModifiedAt: target.lastModifiedAt });
      const session = editSessionOf(request.headers);
      const { actor } = context;
      const { moved, takenAddresses, at } = await this.merging.apply(transaction, actor, decision, snapshot, session);
      if (takenAddresses.length > 0) throw failureOf([TAKEN]);
      const entry = { ...auditedBy(context), action: 'merge', object: 'customer' };
      recordAudit(transaction, { ...entry, objectId: target.id, detail: { from: source.id, moved } });
      recordAudit(transaction, { ...entry, objectId: source.id, detail: { into: target.id } });
      return { status: 204, headers: { etag: etagOf(at) } };
    });
  }

  @Post('customer/merge/preview')
  @HttpCode(200)
  @Operation({
    ...EDIT_CUSTOMERS,
    id: 'previewCustomerMerge',
    summary: 'Show what merging two customers would do; nothing is written.',
    body: BODY,
    answers: [
      {
        status: 200,
        description:
          '`sourceCustomer`, `targetCustomer` as it would be afterwards, and how much of what would move: `moved`.',
        root: 'merge',
        schema: MERGE_PREVIEW,
      },
    ],
    errors: [...STRUCTURE_ERRORS, '400-194'],
  })
  async preview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, answerFormat, locale } = contextOf(request);
    const merge = requestOf(readMergeRequest(await readElementBody(request, MERGE_BODY)));
    const snapshot = this.configuration.snapshot();
    const { decision, moved } = await this.merging.preview(this.database, actor, merge, snapshot);
    return sendTree(reply, answerFormat, 200, 'merge', {
      sourceCustomer: { id: decision.source.id },
      targetCustomer: customerView(decision.result, locale, snapshot.settings.customerDepartmentalization),
      moved,
    });
  }

  @Get('customer/:id/merges')
  @Operation({
    ...READ_CUSTOMERS,
    id: 'getCustomerMerges',
    summary: 'Which customers were merged into one, when and by whom.',
    answers: [
      {
        status: 200,
        description: '`{ "merge": [ … ] }`, the latest first, each with how much of what has moved.',
        schema: MERGES,
      },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['404-100'],
  })
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const customerId = await this.resolve(context, id);
    const records = await this.merges.list(this.database, customerId);
    if (records.length === 0) return sendNothing(reply);
    const merge = records.map((record) => mergeView(customerId, record));
    return sendTree(reply, context.answerFormat, 200, 'merges', { merge });
  }

  @Get('customer/:id/merges/:mergedid/moves')
  @Operation({
    ...READ_CUSTOMERS,
    id: 'getCustomerMergeMoves',
    summary: 'What moved with a customer that was merged into another one.',
    query: PAGING,
    answers: [
      {
        status: 200,
        description: '`{ "move": [ { "object": "activity", "id": … }, … ], "paginationInfo": … }`.',
        schema: MERGE_MOVES,
      },
      { status: 204, description: 'Nothing did, or a page beyond the last.' },
    ],
    errors: ['400-120', '400-244', '404-100'],
  })
  async listMoves(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Param('mergedid') mergedId: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const page = readCollectionQuery(context.query, ['id']);
    const customerId = await this.resolve(context, id);
    const record = (await this.merges.list(this.database, customerId)).find(
      ({ oldCustomerId }) => oldCustomerId === mergedId,
    );
    if (!record) throw pathIdsNotFound([mergedId]);
    const { rows, total } = await this.merges.listMoves(this.database, mergedId, page);
    if (rows.length === 0) return sendNothing(reply);
    return sendTree(reply, context.answerFormat, 200, 'moves', {
      move: rows.map(({ object, objectId }) => ({ object, id: objectId })),
      paginationInfo: paginationInfo(movesPath(customerId, mergedId), context.query, page, total),
    });
  }

  private async resolve({ actor }: RequestContext, id: string): Promise<string> {
    const { customerDepartmentalization } = this.configuration.snapshot().settings;
    const reader = customerReader(actor, customerDepartmentalization);
    const resolved = (await this.customers.resolve(this.database, reader, possibleKeys([id]))).get(id);
    if (resolved === undefined) throw pathIdsNotFound([id]);
    return resolved;
  }
}

const TAKEN = {
  code: '400-152',
  attribute: 'targetCustomer.contacts.contact',
  reason: 'a contact has one of the addresses already',
  clause: 'CUST-6',
} as const;

function requestOf(read: ReturnType<typeof readMergeRequest>): MergeRequest {
  if ('refusals' in read) throw failureOf(read.refusals);
  return read.request;
}

function mergeView(customerId: string, { oldCustomerId, externalId, moved, mergedBy, mergedAt }: MergeRecord) {
  return {
    link: [{ rel: 'moves', href: movesPath(customerId, oldCustomerId) }],
    sourceCustomer: { id: oldCustomerId, externalId },
    merged: mergedAt.toISOString(),
    mergedBy: personOf(mergedBy),
    moved,
  };
}

function movesPath(customerId: string, mergedId: string): string {
  return `/core/customermgr/v3/customer/${customerId}/merges/${mergedId}/moves`;
}
