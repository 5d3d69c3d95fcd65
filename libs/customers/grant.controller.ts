import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit } from '#storage/audit.store.js';
import { Database, type Queryable, type Transaction } from '#storage/database.js';
import { pathIdsNotFound, possibleKeys } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { EDIT_CUSTOMERS, MANAGER, READ_CUSTOMERS, STRUCTURE_ERRORS } from './customer-operations.js';
import { customerReader } from './customer-visibility.js';
import { CustomerWriteStore } from './customer-write.store.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { describeElementBody, GRANT_BODY, readElementBody } from './customer.body.js';
import { CustomerStore } from './customer.store.js';
import { decideGrants, idsOf, readGrantRequest, type GrantRequest, type NewGrants } from './grant-creation.rules.js';
import { GrantStore } from './grant.store.js';
import { grantsView, ownGrantsView } from './grant.view.js';
import { GRANTS } from './customer.schema.js';

const ROOT = 'grants';

const TAG = 'Customer grant';

const EDIT_GRANTS = { ...EDIT_CUSTOMERS, tag: TAG };

/** Who may act for whom (casemgr.md C-7, customers.md GRANT-1 to GRANT-6). */
@Controller(MANAGER)
export class GrantController {
  constructor(
    private readonly database: Database,
    private readonly writing: ConfiguredWrites,
    private readonly customers: CustomerStore,
    private readonly store: CustomerWriteStore,
    private readonly grants: GrantStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Post('customer/grant')
  @Operation({
    ...EDIT_GRANTS,
    id: 'createCustomerGrant',
    summary: 'Let up to 75 customers act for another one.',
    body: {
      ...describeElementBody(GRANT_BODY),
      examples: { grant: { grantsOn: { customer: [{ id: '1000' }] }, grantsTo: { customer: [{ id: '1001' }] } } },
    },
    takesIdempotencyKey: true,
    answers: [{ status: 201, description: 'Granted.', headers: { Location: 'Where the grants of the customer are.' } }],
    errors: [...STRUCTURE_ERRORS, '400-194'],
  })
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const tree = await readElementBody(request, GRANT_BODY);
    return this.writing.perform(request, reply, tree, async (transaction, { settings }) => {
      const read = readGrantRequest(tree);
      if ('refusals' in read) throw failureOf(read.refusals);
      const grants = await this.decide(transaction, context, read.request, settings.customerDepartmentalization);
      await this.grants.create(transaction, grants);
      const detail = { to: grants.holderIds };
      this.audit(transaction, context, 'grant', grants.onId, detail);
      return { status: 201, headers: { location: grantsPath(grants.onId) } };
    });
  }

  @Get('customer/grants')
  @Operation({
    ...READ_CUSTOMERS,
    actors: { customer: ['core.customermgr.read'] },
    tag: TAG,
    id: 'getCustomerGrantsContext',
    summary: 'For whom the customer who asks may act.',
    answers: [
      {
        status: 200,
        description: '`{ "grantsOn": { "customer": [ … ] } }`, of those in force.',
        root: ROOT,
        schema: GRANTS,
      },
      { status: 204, description: 'There are none.' },
    ],
  })
  async readOwn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const grants = await this.grants.findOwnGrants(this.database, actor.id);
    const view = grants && ownGrantsView(grants, this.isDepartmentalized);
    return view === undefined ? sendNothing(reply) : sendTree(reply, answerFormat, 200, ROOT, view);
  }

  @Get('customer/:id/grants')
  @Operation({
    ...READ_CUSTOMERS,
    tag: TAG,
    id: 'getCustomerGrant',
    summary: 'For whom a customer may act, and who may act for it.',
    answers: [
      {
        status: 200,
        description: '`{ "grantsOn": { "customer": [ … ] }, "grantsTo": … }`.',
        root: ROOT,
        schema: GRANTS,
      },
      { status: 204, description: 'There are none.' },
    ],
    errors: ['404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const customerId = await this.resolve(this.database, context, id);
    const reader = customerReader(context.actor, this.isDepartmentalized);
    const grants = await this.grants.findGrants(this.database, reader, customerId);
    if (!grants || grants.on.length + grants.to.length === 0) return sendNothing(reply);
    return sendTree(reply, context.answerFormat, 200, ROOT, grantsView(grants, this.isDepartmentalized));
  }

  @Delete('customer/:id/grantedcustomer/:grantedcustomerid')
  @Operation({
    ...EDIT_GRANTS,
    id: 'deleteCustomerGrant',
    summary: 'Take back the grant that a customer holds on another one.',
    takesIdempotencyKey: true,
    answers: [{ status: 204, description: 'Taken back; it holds from the next request on.' }],
    errors: ['400-203', '404-100'],
  })
  async remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Param('grantedcustomerid') holderId: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    return this.writing.perform(request, reply, undefined, async (transaction) => {
      const on = await this.resolve(transaction, context, id);
      const holder = await this.resolve(transaction, context, holderId);
      if (!(await this.grants.remove(transaction, holder, on))) throw pathIdsNotFound([holderId]);
      this.audit(transaction, context, 'revoke', on, { to: [holder] });
      return { status: 204 };
    });
  }

  private async decide(
    transaction: Transaction,
    { actor }: RequestContext,
    request: GrantRequest,
    isDepartmentalized: boolean,
  ): Promise<NewGrants> {
    const reader = customerReader(actor, isDepartmentalized);
    const resolved = await this.customers.resolve(transaction, reader, idsOf(request));
    const ids = [...new Set(resolved.values())];
    await this.store.lock(transaction, ids);
    const parties = new Map((await this.grants.findParties(transaction, ids)).map((party) => [party.id, party]));
    const bySentId = [...resolved].flatMap(([sentId, id]) => {
      const party = parties.get(id);
      return party ? [[sentId, party] as const] : [];
    });
    const decided = decideGrants(request, new Map(bySentId), isDepartmentalized);
    if ('refusals' in decided) throw failureOf(decided.refusals);
    return decided.grants;
  }

  /** The customer that an id of the path means; 404-100 when there is none to be seen. */
  private async resolve(queryable: Queryable, { actor }: RequestContext, id: string): Promise<string> {
    const reader = customerReader(actor, this.isDepartmentalized);
    const resolved = (await this.customers.resolve(queryable, reader, possibleKeys([id]))).get(id);
    if (resolved === undefined) throw pathIdsNotFound([id]);
    return resolved;
  }

  private audit(
    transaction: Transaction,
    context: RequestContext,
    action: string,
    objectId: string,
    detail: object,
  ): void {
    recordAudit(transaction, { ...auditedBy(context), action, object: 'customer', objectId, detail });
  }

  private get isDepartmentalized(): boolean {
    return this.configuration.snapshot().settings.customerDepartmentalization;
  }
}

function grantsPath(id: string): string {
  return `/core/customermgr/v3/customer/${id}/grants`;
}
