import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Database } from '#storage/database.js';
import { inPageOrder } from '#storage/keyset-page.js';
import { readAttributes } from '#wire/attribute-query.js';
import {
  COLLECTION_PARAMETERS,
  countTree,
  paginationInfo,
  readCollectionQuery,
  selfLink,
} from '#wire/collection-query.js';
import { CURSOR_PARAMETER, readCursor, writeCursor } from '#wire/cursor.rules.js';
import { inPathOrder, possibleKeys, readPathIds } from '#wire/path-ids.js';
import { etagOf } from '#writes/precondition.rules.js';
import { MANAGER, READ_CUSTOMERS, READ_CUSTOMERS_OR_SELF } from './customer-operations.js';
import { readCustomerFilter, SEARCH_PARAMETERS } from './customer-search.rules.js';
import { customerReader } from './customer-visibility.js';
import { CustomerStore, type CustomerSort } from './customer.store.js';
import { customerView, profileView } from './customer.view.js';
import { CUSTOMER_COLLECTION, CUSTOMER_SCHEMAS, CUSTOMERS } from './customer.schema.js';

const SEARCH_PATH = '/core/customermgr/v3/customer';

const ROOT = 'customers';

const SORTS: readonly [CustomerSort, ...CustomerSort[]] = ['id', 'created', 'lastModified', 'type', 'customerName'];

const ATTRIBUTE = { name: '$attribute', description: '`all`; a customer is shown with all its members anyway.' };

const STAFF = ['user', 'client'] as const;

/** Reads and finds customers (casemgr.md R-8, customers.md CUST-15 to CUST-17). */
@Controller(MANAGER)
export class CustomerController {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomerStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Get('customers/:ids')
  @Operation({
    ...READ_CUSTOMERS,
    id: 'customerByIDs',
    summary: 'Read up to 75 customers by their ids, separated by commas.',
    query: [ATTRIBUTE],
    answers: [
      {
        status: 200,
        description:
          '`{ "customer": [ … ] }`, in the order of the ids. The id of a customer that was merged shows the one it was merged into.',
        headers: { ETag: 'The entity tag, of one customer alone.' },
        schema: CUSTOMERS,
      },
    ],
    schemas: CUSTOMER_SCHEMAS,
    errors: ['400-116', '400-152', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const { isDepartmentalized, reader } = this.viewing(context);
    const ids = readPathIds(idsText);
    const found = await this.customers.find(this.database, reader, possibleKeys(ids));
    const asked = inPathOrder(
      ids,
      found.map(({ wantedId, customer }) => ({ id: wantedId, customer })),
    );
    const customers = [...new Map(asked.map(({ customer }) => [customer.id, customer])).values()];
    const [only, ...others] = customers;
    if (only && others.length === 0) reply.header('etag', etagOf(only.lastModifiedAt));
    const customer = customers.map((row) => customerView(row, context.locale, isDepartmentalized));
    return sendTree(reply, context.answerFormat, 200, ROOT, { customer });
  }

  @Get('customer')
  @Operation({
    ...READ_CUSTOMERS_OR_SELF,
    id: 'searchCustomers',
    summary: 'Find customers; customers read their own profile.',
    query: [
      ...SEARCH_PARAMETERS,
      {
        name: 'department',
        description: 'The name of their department. With departmentalization, client applications have to say it.',
        actors: STAFF,
      },
      ATTRIBUTE,
      ...[...COLLECTION_PARAMETERS, CURSOR_PARAMETER].map((parameter) => ({ ...parameter, actors: STAFF })),
    ],
    answers: [
      {
        status: 200,
        description: '`{ "link": …, "customer": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`.',
        headers: { ETag: 'The entity tag, of the own profile.' },
        schema: CUSTOMER_COLLECTION,
      },
      { status: 204, description: 'Nothing found, or a page beyond the last.' },
    ],
    schemas: CUSTOMER_SCHEMAS,
    errors: ['400-102', '400-112', '400-116', '400-120', '400-124', '400-244', '400-245', '400-614'],
  })
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { actor, query, answerFormat, locale } = context;
    readAttributes(query, []);
    if (actor.kind === 'customer') return this.sendProfile(reply, context);
    const page = readCollectionQuery(query, SORTS);
    const cursor = readCursor(query, page);
    const filter = readCustomerFilter(query, actor.kind, this.configuration.snapshot());
    const { isDepartmentalized, reader } = this.viewing(context);
    if (page.isCountOnly) {
      const count = filter === 'matches nothing' ? 0 : await this.customers.count(this.database, reader, filter);
      return sendTree(reply, answerFormat, 200, ROOT, countTree(SEARCH_PATH, query, count));
    }
    if (filter === 'matches nothing') return sendNothing(reply);
    const found = await this.customers.search(this.database, reader, filter, { ...page, cursor });
    if (found.ids.length === 0) return sendNothing(reply);
    const rows = await this.customers.find(this.database, reader, found.ids);
    const customers = inPageOrder(
      found,
      rows.map(({ customer }) => customer),
    );
    const { total, isTotalAtLeast, next } = found;
    const nextCursor = next && writeCursor(next, { ...page, offset: page.offset + page.limit });
    return sendTree(reply, answerFormat, 200, ROOT, {
      link: [selfLink(SEARCH_PATH, query)],
      customer: customers.map((customer) => customerView(customer, locale, isDepartmentalized)),
      paginationInfo: paginationInfo(SEARCH_PATH, query, page, total, { isTotalAtLeast, nextCursor }),
    });
  }

  private async sendProfile(reply: FastifyReply, context: RequestContext): Promise<FastifyReply> {
    const { actor, answerFormat, locale } = context;
    const [own] = await this.customers.find(this.database, this.viewing(context).reader, [actor.id]);
    if (!own || actor.kind !== 'customer') return sendNothing(reply);
    reply.header('etag', etagOf(own.customer.lastModifiedAt));
    return sendTree(reply, answerFormat, 200, ROOT, { customer: [profileView(own.customer, actor.contactId, locale)] });
  }

  private viewing({ actor }: RequestContext) {
    const isDepartmentalized = this.configuration.snapshot().settings.customerDepartmentalization;
    return { isDepartmentalized, reader: customerReader(actor, isDepartmentalized) };
  }
}
