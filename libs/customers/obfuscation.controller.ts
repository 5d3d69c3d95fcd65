import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { displayed } from '#runtime/display-values/display-value.js';
import { Database } from '#storage/database.js';
import { readAttributes } from '#wire/attribute-query.js';
import { pathIdsNotFound, possibleKeys } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { recordAudit } from '#storage/audit.store.js';
import { CustomerObfuscation } from './customer-obfuscation.js';
import { EDIT_CUSTOMERS, MANAGER, READ_CUSTOMERS } from './customer-operations.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { LIST_MEDIA_TYPES, readList, rowsOf } from './obfuscation-list.body.js';
import { ObfuscationJobs } from './obfuscation-jobs.js';
import { obfuscatorOf } from './obfuscator.js';
import { ObfuscationStore, type DoneRow, type ObfuscationJob } from './obfuscation.store.js';
import { OBFUSCATION_JOB, OBFUSCATION_STARTED } from './customer.schema.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Obfuscates customers, one at once or a list in the background (customers.md CUST-30 to CUST-35). */
@Controller(MANAGER)
export class ObfuscationController {
  constructor(
    private readonly database: Database,
    private readonly writing: ConfiguredWrites,
    private readonly obfuscation: CustomerObfuscation,
    private readonly jobs: ObfuscationJobs,
    private readonly store: ObfuscationStore,
  ) {}

  @Post('customer/:id/obfuscate')
  @Operation({
    ...EDIT_CUSTOMERS,
    id: 'obfuscateCustomer',
    summary: 'Take everything of a customer out of everything that is kept; it cannot be undone.',
    takesIdempotencyKey: true,
    answers: [{ status: 204, description: 'Nothing of it is left.' }],
    errors: ['400-203', '404-100'],
  })
  async obfuscate(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    return this.writing.perform(request, reply, undefined, async (transaction, { settings }) => {
      const obfuscator = obfuscatorOf(context, settings.customerDepartmentalization);
      const [possible] = possibleKeys([id]);
      const isThere = possible !== undefined && (await this.obfuscation.obfuscate(transaction, possible, obfuscator));
      if (!isThere) throw pathIdsNotFound([id]);
      return { status: 204 };
    });
  }

  @Post('customer/obfuscate/csv')
  @Operation({
    ...EDIT_CUSTOMERS,
    id: 'initiatebulkcustomeroperation',
    summary: 'Obfuscate up to 10,000 customers of a list, in the background.',
    body: {
      mediaTypes: LIST_MEDIA_TYPES,
      schema: { type: 'string', description: 'CSV; in a form the part `customers`.' },
      description: 'The first line names the columns; `customerId` is the one that counts.',
    },
    takesIdempotencyKey: true,
    answers: [
      {
        status: 202,
        description: 'The `id` of the job.',
        headers: { Location: 'Where its progress is.' },
        root: 'bulkOperation',
        schema: OBFUSCATION_STARTED,
      },
    ],
    errors: ['400-146', '400-152'],
  })
  async obfuscateList(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const text = await readList(request);
    return this.writing.perform(request, reply, text, async (transaction, { settings }) => {
      const rows = rowsOf(text);
      const obfuscator = obfuscatorOf(context, settings.customerDepartmentalization);
      const id = await this.jobs.create(transaction, obfuscator, rows);
      recordAudit(transaction, {
        ...auditedBy(context),
        action: 'create',
        object: 'obfuscationJob',
        objectId: id,
        detail: { customers: rows.length },
      });
      const location = `/core/customermgr/v3/customer/obfuscate/csvstatus/${id}`;
      const tree = { link: [{ rel: 'status', href: location }], id };
      return { status: 202, headers: { location }, body: { root: 'bulkOperation', tree } };
    });
  }

  @Get('customer/obfuscate/csvstatus/:id')
  @Operation({
    ...READ_CUSTOMERS,
    id: 'csvfileoperationstatus',
    summary: 'How far the obfuscation of a list has come.',
    query: [{ name: '$attribute', description: '`successful` adds the entries that were done; `all` is the same.' }],
    answers: [
      {
        status: 200,
        description: '`status`, `progress`, `failedEntries`, and with `$attribute` `successfulEntries`.',
        root: 'bulkOperation',
        schema: OBFUSCATION_JOB,
      },
    ],
    errors: ['400-116', '404-100'],
  })
  async readStatus(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const { actor, query, locale, answerFormat } = contextOf(request);
    const attributes = readAttributes(query, ['successful']);
    const job = UUID.test(id) ? await this.store.findJob(this.database, id) : undefined;
    if (!job || !maySee(actor, job)) throw pathIdsNotFound([id]);
    const { total, successful, failed } = await this.store.progressOf(this.database, job.id);
    const rows =
      failed > 0 || attributes.includes('successful') ? await this.store.doneRows(this.database, job.id) : [];
    const ofOutcome = (outcome: DoneRow['outcome']) => rows.filter((row) => row.outcome === outcome);
    return sendTree(reply, answerFormat, 200, 'bulkOperation', {
      status: displayed('jobStatus', job.status, locale),
      progress: { total, processed: successful + failed, successful, failed },
      ...(attributes.includes('successful') && {
        successfulEntries: { entry: ofOutcome('successful').map(successfulEntry) },
      }),
      failedEntries: { entry: ofOutcome('failed').map(failedEntry) },
      created: job.createdAt.toISOString(),
      finished: job.finishedAt?.toISOString() ?? null,
      resource: 'customer',
      id: job.id,
    });
  }
}

/** CUST-34: whoever wanted it, client applications, and users who manage the partition. */
function maySee(actor: Actor, { obfuscator: { by } }: ObfuscationJob): boolean {
  if (actor.kind === 'client') return true;
  const isOwn = by.actor === actor.kind && by.id === actor.id;
  return (
    isOwn ||
    (actor.kind === 'user' && actor.departmentId === undefined && actor.privileges.has(MANAGE_PARTITION_RESOURCES))
  );
}

function successfulEntry({ rowNumber, customerId }: DoneRow) {
  return { action: 'update', rowNum: rowNumber, id: customerId };
}

function failedEntry({ rowNumber, customerId, error }: DoneRow) {
  return { error: error && { ...error }, rowNum: rowNumber, id: customerId };
}
