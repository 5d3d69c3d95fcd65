import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readAttributes, readRequiredAttributes } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS } from '#wire/collection-query.js';
import { inPathOrder, pathIdsNotFound, possibleKeys, readPathIds } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import {
  departmentOfPath,
  departmentsSeenBy,
  isStorable,
  METADATA_ATTRIBUTES,
  NO_MORE_ATTRIBUTES,
  sendListing,
} from './directory-access.js';
import { DirectoryStore, type QueueRow } from './directory.store.js';
import { QUEUE_COLLECTION, QUEUE_SCHEMAS, QUEUES } from './directory.schema.js';

const BASE = '/core/workassignmentmgr/v3';
const READ = ['core.workassignmentmgr.read'];

const ACCESS = {
  tag: 'Queue',
  schemas: QUEUE_SCHEMAS,
  actors: { user: READ, client: READ },
  action: 'View queues',
} as const;

function queueView({
  id,
  name,
  departmentId,
  departmentName,
  isDefault,
  active,
  externalId,
  createdAt,
}: QueueRow): AnswerTree {
  return {
    link: [{ rel: 'self', href: `${BASE}/queues/${id}` }],
    name,
    department: { name: departmentName, id: departmentId },
    default: isDefault,
    active,
    externalId,
    created: createdAt.toISOString(),
    id,
  };
}

/** Queues, to be read (search-and-audit.md MGR-3); they are administered elsewhere. */
@Controller('core/workassignmentmgr/v3')
export class QueuesController {
  constructor(
    private readonly directory: DirectoryStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Get('department/:id/queues')
  @Operation({
    ...ACCESS,
    id: 'search-queue',
    summary: 'List the queues of a department.',
    query: [NO_MORE_ATTRIBUTES, ...COLLECTION_PARAMETERS],
    answers: [
      { status: 200, description: '`{ "queue": [ … ], "paginationInfo": { … } }`.', schema: QUEUE_COLLECTION },
      { status: 204, description: 'A page beyond the last.' },
    ],
    errors: ['400-102', '400-116', '400-120', '400-124', '400-244', '404-100'],
  })
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const departmentId = departmentOfPath(this.configuration, context.actor, id);
    return sendListing(context, reply, {
      path: `${BASE}/department/${departmentId}/queues`,
      root: 'queues',
      member: 'queue',
      items: await this.directory.queuesOf(departmentId),
      view: queueView,
    });
  }

  @Get('queues/:ids')
  @Operation({
    ...ACCESS,
    id: 'get-queue',
    summary: 'Read up to 75 queues by their ids, separated by commas.',
    query: [NO_MORE_ATTRIBUTES],
    answers: [{ status: 200, description: '`{ "queue": [ … ] }`, in the order of the ids.', schema: QUEUES }],
    errors: ['400-116', '400-152', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat, query } = contextOf(request);
    readAttributes(query, []);
    const ids = readPathIds(idsText);
    const rows = await this.directory.queues(possibleKeys(ids), departmentsSeenBy(actor));
    return sendTree(reply, answerFormat, 200, 'queues', { queue: inPathOrder(ids, rows).map(queueView) });
  }

  @Get('queue/ext-id/:id')
  @Operation({
    ...ACCESS,
    id: 'get-queue-ext-id',
    summary: 'Read queues by the id that another system knows them by.',
    answers: [{ status: 200, description: '`{ "queue": [ … ] }`, of all that have it.', schema: QUEUES }],
    errors: ['404-100'],
  })
  async readByExternalId(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const rows = isStorable(id) ? await this.directory.queuesByExternalId(id, departmentsSeenBy(actor)) : [];
    if (rows.length === 0) throw pathIdsNotFound([id]);
    return sendTree(reply, answerFormat, 200, 'queues', { queue: rows.map(queueView) });
  }

  @Get('queue/attributes')
  @Operation({
    ...ACCESS,
    id: 'get-queue-attributes',
    summary: 'The custom attributes of queues, of which there are none.',
    query: [{ name: '$attribute', description: `all, ${METADATA_ATTRIBUTES.join(', ')}.` }],
    answers: [{ status: 204, description: 'Queues have no custom attributes.' }],
    errors: ['400-112', '400-116', '400-244'],
  })
  readAttributes(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    readRequiredAttributes(contextOf(request).query, METADATA_ATTRIBUTES);
    return sendNothing(reply);
  }
}
