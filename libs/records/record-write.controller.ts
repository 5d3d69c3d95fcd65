import { Controller, Delete, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorRecord } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { Operation } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf, type Refusal } from '#runtime/errors/refusal.js';
import type { Transaction } from '#storage/database.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition, requireUnchanged } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import type { Written } from '#writes/writes.js';
import { deniedIn, RecordAccess } from './record-access.js';
import { RecordEnding } from './record-ending.js';
import { MANAGE_RECORDS } from './record-operations.js';
import type { FieldRefusal } from './record-write.rules.js';
import { RecordWriting, type RecordOutcome, type RecordWrite } from './record-writing.js';
import type { StoredRecord } from './record.js';
import {
  describeRecordBody,
  readRecordBody,
  RecordCreationBody,
  RecordEditBody,
  RecordMergeBody,
} from './record.body.js';
import { recordPath } from './record.view.js';

const MERGE: WriteBodyLayout<RecordMergeBody> = { type: RecordMergeBody, root: 'record', clause: 'RT-15' };

const STRUCTURE_ERRORS = ['400-146', '400-147', '400-152', '400-194', '404-110'] as const;

const CODES: Readonly<Record<Exclude<FieldRefusal['why'], 'no right'>, Refusal['code']>> = {
  'unknown field': '400-147',
  'bad value': '400-152',
  required: '400-146',
  'not found': '400-194',
};

/** Creates, edits, deletes and merges records (records-by-email.md RT-5 to RT-10, RT-14, RT-15). */
@Controller('core/recordmgr/v3/:table')
export class RecordWriteController {
  constructor(
    private readonly access: RecordAccess,
    private readonly writes: ConfiguredWrites,
    private readonly writing: RecordWriting,
    private readonly ending: RecordEnding,
  ) {}

  @Post()
  @HttpCode(201)
  @Operation({
    ...MANAGE_RECORDS,
    id: 'createRecord',
    summary: 'Create a record in a table.',
    body: describeRecordBody(RecordCreationBody, { fields: { title: 'A laptop for Ann', log: 'Asked by phone.' } }),
    answers: [
      {
        status: 201,
        description: 'Created.',
        headers: { Location: 'The path of the record.', ETag: 'The entity tag of the record.' },
      },
    ],
    errors: STRUCTURE_ERRORS,
  })
  async create(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { table } = this.access.open(context.actor, name, 'create');
    const { tree, body, values } = await readRecordBody(request, RecordCreationBody, table);
    return this.writes.perform(request, reply, tree, async (transaction, snapshot) => {
      const write = this.writeOf(context, name, 'create', snapshot, values, body.state);
      const { id, lastModifiedAt } = requireWritten(
        await this.writing.create(transaction, write),
        write.table,
        'create',
      );
      return { status: 201, headers: { location: recordPath(name, id), etag: etagOf(lastModifiedAt) } };
    });
  }

  @Patch()
  @Operation({
    ...MANAGE_RECORDS,
    id: 'editRecord',
    summary: 'Edit a record, add to its append-only fields, close it or open it again. What is left out stays.',
    body: describeRecordBody(RecordEditBody, {
      id: '1000',
      lastModified: '2026-01-31T09:30:00.000Z',
      fields: { amount: 2, log: 'Ordered.' },
    }),
    takesIfMatch: true,
    answers: [{ status: 204, description: 'Edited.', headers: { ETag: 'The entity tag of the record now.' } }],
    errors: [...STRUCTURE_ERRORS, '400-253'],
  })
  async edit(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { table } = this.access.open(context.actor, name, 'update');
    const { tree, body, values } = await readRecordBody(request, RecordEditBody, table);
    const precondition = readPrecondition(request.headers['if-match'], body);
    return this.writes.perform(request, reply, tree, async (transaction, snapshot) => {
      const write = this.writeOf(context, name, 'update', snapshot, values, body.state);
      const current = await this.writing.lock(transaction, write.table, body.id);
      if (current?.deletedAt !== null) {
        throw failureOf([{ ...refusalOf('400-194', 'id', 'no record that the caller may see'), id: body.id }]);
      }
      const { id, lastModifiedAt } = current;
      requireUnchanged(precondition, { kind: 'record', id, lastModifiedAt });
      refuseClosed(current, write);
      const written = requireWritten(await this.writing.update(transaction, current, write), write.table, 'update');
      return { status: 204, headers: { etag: etagOf(written.lastModifiedAt) } };
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({
    ...MANAGE_RECORDS,
    id: 'deleteRecord',
    summary: 'Delete a record, for good: it is not found any more.',
    privilege: MANAGE_PARTITION_RESOURCES,
    answers: [{ status: 204, description: 'Deleted.' }],
    errors: ['400-203', '404-100', '404-110'],
  })
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    this.access.open(context.actor, name, 'update');
    await refuseBody(request);
    return this.writes.perform(request, reply, undefined, async (transaction, snapshot): Promise<Written> => {
      const { table } = this.access.open(context.actor, name, 'update', snapshot);
      await this.ending.delete(transaction, await this.requireItself(transaction, table, id), endedBy(context, table));
      return { status: 204 };
    });
  }

  @Post(':id/merge')
  @HttpCode(204)
  @Operation({
    ...MANAGE_RECORDS,
    id: 'mergeRecord',
    summary: 'Merge a record into another one of its table, which stands for it from then on.',
    privilege: MANAGE_PARTITION_RESOURCES,
    body: describeWriteBody(MERGE),
    answers: [{ status: 204, description: 'Merged.', headers: { ETag: 'Of the record that is left.' } }],
    errors: [...STRUCTURE_ERRORS, '404-100'],
  })
  async merge(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('table') name: string,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    this.access.open(context.actor, name, 'update');
    const { tree, body } = await readWriteBody(request, MERGE);
    return this.writes.perform(request, reply, tree, async (transaction, snapshot): Promise<Written> => {
      const { table } = this.access.open(context.actor, name, 'update', snapshot);
      if (body.into === id)
        throw failureOf([{ ...refusalOf('400-152', 'into', 'a record is merged into another one'), clause: 'RT-15' }]);
      // In one order, so that two merges do not wait for each other.
      const isInOrder = id.length < body.into.length || (id.length === body.into.length && id < body.into);
      const first = isInOrder ? undefined : await this.writing.lock(transaction, table, body.into);
      const source = await this.requireItself(transaction, table, id);
      const target = first ?? (await this.writing.lock(transaction, table, body.into));
      if (target?.deletedAt !== null || target.id === source.id) {
        throw failureOf([{ ...refusalOf('400-194', 'into', 'no record that the caller may see'), id: body.into }]);
      }
      const at = await this.ending.merge(transaction, source, target, endedBy(context, table));
      return { status: 204, headers: { etag: etagOf(at) } };
    });
  }

  private writeOf(
    context: RequestContext,
    name: string,
    deed: 'create' | 'update',
    snapshot: PartitionSnapshot,
    values: ReadonlyMap<string, unknown>,
    state: 'open' | 'closed' | null | undefined,
  ): RecordWrite {
    const { actor } = context;
    const { table, rightsIn, linkReader } = this.access.open(actor, name, deed, snapshot);
    return {
      table,
      rightsIn,
      linkReader,
      snapshot,
      author: actorRecord(actor),
      by: auditedBy(context),
      values,
      uploader: actor,
      onRefusal: 'refuse',
      ...(state && { state }),
    };
  }

  /** The record of the path, not one that it was merged into. */
  private async requireItself(transaction: Transaction, table: RecordTable, id: string): Promise<StoredRecord> {
    const record = await this.writing.lock(transaction, table, id);
    if (record?.id !== id || record.deletedAt !== null) throw pathIdsNotFound([id]);
    return record;
  }
}

function endedBy(context: RequestContext, table: RecordTable) {
  return { author: actorRecord(context.actor), by: auditedBy(context), table };
}

/** A closed record takes no changes, but to be opened. */
function refuseClosed({ closedAt, id }: StoredRecord, { state, values }: RecordWrite): void {
  if (closedAt === null || state === 'open' || values.size === 0) return;
  throw new Failure('400-253', { resource: 'record', resource_id: id });
}

function requireWritten(
  outcome: RecordOutcome,
  table: RecordTable,
  deed: 'create' | 'update',
): Extract<RecordOutcome, { kind: 'written' }> {
  if (outcome.kind === 'written') return outcome;
  if (outcome.kind === 'denied') throw deniedIn(table, deed);
  throw refusedFields(outcome.refused, table);
}

/** Unknown fields first, then those without the right, then values: as requests are judged everywhere (casemgr.md §3.6). */
function refusedFields(refused: readonly FieldRefusal[], { name }: RecordTable): Failure {
  const unknown = refused.filter(({ why }) => why === 'unknown field');
  const forbidden = refused.filter(({ why }) => why === 'no right').map(({ field }) => field);
  if (unknown.length === 0 && forbidden.length > 0) {
    const details = forbidden
      .slice(0, 30)
      .map((field) => ({ key: `fields.${field}`, value: 'may not be written (RI-3)' }));
    const action = `Write fields of ${name}: ${forbidden.join(', ')}`;
    return new Failure('403-178', { action_name: action.slice(0, 150) }, { details });
  }
  const [first, ...others] = (unknown.length > 0 ? unknown : refused).flatMap((refusal) => toRefusal(refusal) ?? []);
  if (!first) throw new Error('A write was refused without a reason');
  return failureOf([first, ...others]);
}

function toRefusal({ why, field, reason, id }: FieldRefusal): Refusal | undefined {
  if (why === 'no right') return undefined;
  return { ...refusalOf(CODES[why], `fields.${field}`, reason), ...(id !== undefined && { id }) };
}

function refusalOf(code: Refusal['code'], attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: 'RT-5' };
}
