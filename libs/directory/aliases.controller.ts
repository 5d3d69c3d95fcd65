import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { Alias, MessageCenter } from '#configuration/partition-snapshot.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readAttributes, type AttributeSelection } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS } from '#wire/collection-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { departmentOfPath, sendListing } from './directory-access.js';
import { collection, exactly, FLAG, NOTHING, TEXT } from '#http/answer-schema.js';

/** What the platform modelled on keeps of an alias and this server does not: `null` where it is asked for. */
const ATTRIBUTES = ['default', 'sharedMailbox', 'automaticBCC', 'sendEmailTo', 'redirectionEmailAddresses'] as const;

const SEARCH = {
  tag: 'Alias',
  action: 'View aliases',
  query: [{ name: '$attribute', description: `all, ${ATTRIBUTES.join(', ')}.` }, ...COLLECTION_PARAMETERS],
  answers: [
    {
      status: 200,
      description: '`{ "alias": [ … ], "paginationInfo": { … } }`; message centers are the secure ones.',
      schema: collection(
        'alias',
        exactly(
          { name: TEXT, active: FLAG, secure: FLAG, id: TEXT },
          { emailAddress: TEXT, ...Object.fromEntries(ATTRIBUTES.map((name) => [name, NOTHING])) },
        ),
      ),
    },
    { status: 204, description: 'There are none, or a page beyond the last.' },
  ],
  errors: ['400-102', '400-116', '400-120', '400-124', '400-244', '404-100'],
} satisfies Partial<OperationDescription>;

const CUSTOMER_MANAGER = '/core/customermgr/v3';
const DEPARTMENT_MANAGER = '/core/departmentmgr/v3';

const OF_CUSTOMERS = ['core.customermgr.read'];
const OF_DEPARTMENTS = ['core.departmentmgr.read'];

/** The aliases of a department (customers.md CUST-19), where the catalogue lists them and where its examples have them. */
@Controller()
export class AliasesController {
  constructor(private readonly configuration: ConfigurationCache) {}

  @Get(`${CUSTOMER_MANAGER}/department/:id/aliases`)
  @Operation({
    ...SEARCH,
    id: 'search-alias',
    summary: 'List the aliases of a department.',
    actors: { user: OF_CUSTOMERS, client: OF_CUSTOMERS },
  })
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): FastifyReply {
    return this.send(request, reply, CUSTOMER_MANAGER, id);
  }

  @Get(`${DEPARTMENT_MANAGER}/department/:id/aliases`)
  @Operation({
    ...SEARCH,
    id: 'search-alias-of-department',
    summary: 'List the aliases of a department; the same as in the customer manager.',
    actors: { user: OF_DEPARTMENTS, client: OF_DEPARTMENTS },
  })
  listInDepartmentManager(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): FastifyReply {
    return this.send(request, reply, DEPARTMENT_MANAGER, id);
  }

  private send(request: FastifyRequest, reply: FastifyReply, manager: string, id: string): FastifyReply {
    const context = contextOf(request);
    const attributes = readAttributes(context.query, ATTRIBUTES);
    const departmentId = departmentOfPath(this.configuration, context.actor, id);
    const snapshot = this.configuration.snapshot();
    const views = [
      ...snapshot.aliasesOf(departmentId).map((alias) => ({ name: alias.name, view: aliasView(alias, attributes) })),
      ...snapshot
        .messageCentersOf(departmentId)
        .map((center) => ({ name: center.name, view: messageCenterView(center, attributes) })),
    ];
    return sendListing(context, reply, {
      path: `${manager}/department/${departmentId}/aliases`,
      root: 'aliases',
      member: 'alias',
      items: views,
      view: ({ view }) => view,
    });
  }
}

function aliasView({ id, name, emailAddress, active }: Alias, attributes: AttributeSelection): AnswerTree {
  return { name, emailAddress, active, secure: false, ...extra(attributes), id };
}

/** A message center takes messages as an alias does, and has no address. */
function messageCenterView({ id, name, active }: MessageCenter, attributes: AttributeSelection): AnswerTree {
  return { name, active, secure: true, ...extra(attributes), id };
}

function extra(attributes: AttributeSelection) {
  return Object.fromEntries(ATTRIBUTES.filter((name) => attributes.includes(name)).map((name) => [name, null]));
}
