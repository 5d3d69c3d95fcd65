import { Controller, Get, Patch, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendTree } from '#http/answer.js';
import { dtoSchema } from '#http/dto-schema.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { Database } from '#storage/database.js';
import { shapeOf } from '#wire/read-body.rules.js';
import { auditedBy } from '#writes/audited-by.js';
import { MANAGE_ADMINISTRATION, onlyDepartmentOf, READ_ADMINISTRATION, SECRETS } from './administration-access.js';
import type { MergeMode } from './merge.rules.js';
import { PartitionAdministration } from './partition-administration.js';
import { outsideDepartment } from './partition-change.js';
import { PartitionDocument } from './partition-document.body.js';
import { readPartitionDocument } from './partition-document.rules.js';
import { exportPartition } from './partition-export.js';
import { PartitionStores } from './partition-stores.js';
import { atLeast, exactly, listOf, mapOf, shownAs, TEXT } from '#http/answer-schema.js';

const ROOT = 'partition';

const MAXIMUM_BYTES = 32 * 1024 * 1024;

const DOCUMENT_SHAPE = shapeOf(PartitionDocument);

/** Ids by natural key for each kind of item, and what became of each. */
const FATES = mapOf(listOf(TEXT));
const OUTCOME = {
  ...atLeast({ created: FATES, changed: FATES, unchanged: FATES }),
  additionalProperties: {
    ...mapOf({ type: ['string', 'array'], items: exactly({ key: TEXT, id: TEXT }) }),
    description: 'Ids by name, for each kind of item.',
  },
};

/** The document as it is exported. */
const SHOWN = { ...shownAs(dtoSchema(PartitionDocument), SECRETS), type: 'object' };

const APPLY = {
  ...MANAGE_ADMINISTRATION,
  body: { mediaTypes: [JSON_TYPE, XML_TYPE], root: ROOT, schema: dtoSchema(PartitionDocument) },
  answers: [
    {
      status: 200,
      description: 'Ids by natural key, and what was created, changed and left alone',
      root: 'partitionOutcome',
      schema: OUTCOME,
    },
  ],
  errors: ['400-100', '400-101', '400-146', '400-147', '400-152', '400-264', '413-100', '415-100'],
} satisfies Partial<OperationDescription>;

/** The partition document (runtime.md §4). It describes all departments, so department users have no part in it. */
@Controller('core/adminmgr/v3/partition')
export class PartitionController {
  constructor(
    private readonly administration: PartitionAdministration,
    private readonly stores: PartitionStores,
    private readonly database: Database,
  ) {}

  @Get()
  @Operation({
    ...READ_ADMINISTRATION,
    id: 'exportPartition',
    summary: 'Export the partition as a document, without secrets',
    answers: [{ status: 200, description: 'The partition document', root: ROOT, schema: SHOWN }],
    errors: ['400-101'],
  })
  async export(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = contextOf(request);
    if (onlyDepartmentOf(context.actor) !== undefined) throw outsideDepartment();
    const tree = await this.database.transaction(async (transaction) => {
      await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return exportPartition(await this.stores.read(transaction), await this.stores.customers.list(transaction));
    });
    sendTree(reply, context.answerFormat, 200, ROOT, tree);
  }

  @Put()
  @Operation({
    ...APPLY,
    id: 'applyPartition',
    summary: 'Apply a partition document; omitted scalars take their defaults',
  })
  async replace(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.apply(request, reply, 'replace');
  }

  @Patch()
  @Operation({ ...APPLY, id: 'mergePartition', summary: 'Merge a partition document; omitted members stay' })
  async merge(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.apply(request, reply, 'merge');
  }

  private async apply(request: FastifyRequest, reply: FastifyReply, mode: MergeMode): Promise<void> {
    const context = contextOf(request);
    if (onlyDepartmentOf(context.actor) !== undefined) throw outsideDepartment();
    const tree = await readTree(request, { shape: DOCUMENT_SHAPE, root: ROOT, maximumBytes: MAXIMUM_BYTES });
    const outcome = readPartitionDocument(tree);
    if ('refusals' in outcome) throw failureOf(outcome.refusals);
    const applied = await this.administration.apply(outcome.body, { mode, by: auditedBy(context) });
    const answer = context.answerFormat === 'xml' ? applied.toXmlTree() : applied.toTree();
    sendTree(reply, context.answerFormat, 200, 'partitionOutcome', answer);
  }
}
