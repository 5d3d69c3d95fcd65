import { Controller, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { editSessionOf, recordingFieldChanges } from '#field-pushes/field-change.store.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit, recordAudits } from '#storage/audit.store.js';
import { violatedUnique, type Transaction } from '#storage/database.js';
import { readPathIds } from '#wire/path-ids.js';
import { etagOf, readConditionalHeader, readPrecondition } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { isActiveUser } from '#users/active-user.store.js';
import { Writes, type Written } from '#writes/writes.js';
import { CaseChangeStore, type CaseUpdate, type LockedCase } from './case-change.store.js';
import { CaseChanges, staffReaderOf } from './case-changes.js';
import { CaseEditBody, ClosedCaseEditBody } from './case-edit.body.js';
import { ownerFault } from '#configuration/owner.rules.js';
import { readCaseEdit } from './case-edit.rules.js';
import { CaseLifecycle, requireOpenCase, type CaseModification } from './case-lifecycle.js';
import { CaseRelationStore } from './case-relation.store.js';
import { MOST_RELATED, readRelationChange, type NamedCase, type RelationChange } from './case-relations.rules.js';

const MANAGE = ['core.casemgr.manage'];

const OPEN: WriteBodyLayout<CaseEditBody> = { type: CaseEditBody, root: 'case', clause: 'CASE-3' };
const CLOSED: WriteBodyLayout<ClosedCaseEditBody> = { type: ClosedCaseEditBody, root: 'case', clause: 'CASE-4' };

const CHANGING = {
  tag: 'Case',
  actors: { user: MANAGE, client: MANAGE },
  takesIdempotencyKey: true,
  takesEditSession: true,
  answers: [{ status: 204, description: 'Done.', headers: { ETag: 'Of the case as it is now.' } }],
} satisfies Partial<OperationDescription>;

/** Editing and closing one case (around-activity.md CASE-3 to CASE-5). */
@Controller('core/casemgr/v3/case')
export class CaseEditController {
  constructor(
    private readonly changes: CaseChanges,
    private readonly store: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly relations: CaseRelationStore,
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Patch()
  @Operation({
    ...CHANGING,
    id: 'editCase',
    summary: 'Edit one open case.',
    action: 'Edit cases',
    body: describeWriteBody(OPEN),
    takesIfMatch: true,
    errors: ['400-146', '400-147', '400-152', '400-194', '400-253'],
  })
  async edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { tree, body } = await readWriteBody(request, OPEN);
    return this.perform(request, reply, tree, body, async (transaction, found, modification) => {
      requireOpenCase(found);
      const substatus = body.status?.substatus.value;
      if (substatus !== undefined) await this.lifecycle.set(transaction, found, substatus, modification);
    });
  }

  @Patch('closed')
  @Operation({
    ...CHANGING,
    id: 'editClosedCase',
    summary: 'Edit one closed case; it stays closed.',
    action: 'Edit closed cases',
    body: describeWriteBody(CLOSED),
    takesIfMatch: true,
    errors: ['400-146', '400-147', '400-152', '400-194'],
  })
  async editClosed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { tree, body } = await readWriteBody(request, CLOSED);
    return this.perform(request, reply, tree, body, (_, { substatus }) => {
      if (substatus === 'closed') return Promise.resolve();
      throw failureOf([{ code: '400-152', attribute: 'id', reason: 'is not a closed case', clause: 'CASE-4' }]);
    });
  }

  @Patch(':ids/close')
  @Operation({
    ...CHANGING,
    id: 'closeCase',
    summary: 'Close one open case and complete the activities that are open in it.',
    action: 'Close cases',
    takesIfMatch: true,
    errors: ['400-152', '400-203', '400-253', '404-100'],
    answers: [{ status: 204, description: 'Closed.' }],
  })
  async close(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    await refuseBody(request);
    const ids = readPathIds(idsText, 1);
    const precondition = readConditionalHeader(request.headers['if-match']);
    return this.writes.perform(request, reply, undefined, async (transaction) => {
      const found = await this.changes.lockInPath(transaction, staffReaderOf(context), ids, precondition);
      await recordingFieldChanges(transaction, watched(request, found, this.clock.now()), () =>
        this.lifecycle.close(transaction, found, this.changes.modification(context)),
      );
      return { status: 204 };
    });
  }

  private async perform(
    request: FastifyRequest,
    reply: FastifyReply,
    tree: Parameters<Writes['perform']>[2],
    body: ClosedCaseEditBody,
    judge: (transaction: Transaction, found: LockedCase, modification: CaseModification) => Promise<void>,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const precondition = readPrecondition(request.headers['if-match'], body);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const edit = readCaseEdit(body, this.configuration.snapshot(), this.clock.now());
      if ('refusals' in edit) throw failureOf(edit.refusals);
      const relations = readRelationChange(body.relatedCases, body.id);
      if ('refusals' in relations) throw failureOf(relations.refusals);
      const { link = [], unlink = [] } = relations.value ?? {};
      const named = [...link, ...unlink];
      const found = await this.changes.lockNamed(transaction, staffReaderOf(context), body.id, precondition, named);
      const modification = this.changes.modification(context);
      return recordingFieldChanges(transaction, watched(request, found, modification.at), async () => {
        await judge(transaction, found, modification);
        if (named.length > 0) await this.relate(transaction, found.id, { link, unlink }, modification);
        await this.refuseOwner(transaction, found, edit.value);
        return this.write(transaction, found.id, edit.value, modification, named.length > 0 ? ['relatedCases'] : []);
      });
    });
  }

  /** A relation is of both cases: the other ones change as well, and what has really changed is on record for each (CASE-10). */
  private async relate(
    transaction: Transaction,
    id: string,
    { link, unlink }: RelationChange,
    modification: CaseModification,
  ): Promise<void> {
    const idsOf = (cases: readonly NamedCase[]) => cases.map((named) => named.id);
    const unlinked = await this.relations.unlink(transaction, id, idsOf(unlink));
    const linked = await this.relations.link(transaction, id, idsOf(link));
    if ((await this.relations.most(transaction, [id, ...linked])) > MOST_RELATED) {
      const reason = `a case may be related to ${MOST_RELATED} others`;
      throw failureOf([{ code: '400-152', attribute: 'relatedCases', reason, clause: 'CASE-10' }]);
    }
    await this.store.touch(transaction, [...unlinked, ...linked], modification);
    const entriesOf = (action: string, others: readonly string[]) => [
      ...(others.length > 0 ? [{ action, objectId: id, detail: { with: others } }] : []),
      ...others.map((objectId) => ({ action, objectId, detail: { with: [id] } })),
    ];
    const entries = [...entriesOf('relate', linked), ...entriesOf('unrelate', unlinked)];
    recordAudits(
      transaction,
      entries.map((entry) => ({ ...modification.audited, object: 'case', ...entry })),
    );
  }

  private async refuseOwner(
    transaction: Transaction,
    { departmentId }: LockedCase,
    { assigneeId, agentGroupId }: CaseUpdate,
  ): Promise<void> {
    if (assigneeId === undefined || agentGroupId === undefined) return;
    const isUser = assigneeId !== null && (await isActiveUser(transaction, assigneeId, departmentId));
    const fault = ownerFault({ assigneeId, agentGroupId }, isUser, this.configuration.snapshot().groups);
    if (!fault) return;
    throw failureOf([{ code: '400-152', attribute: `owner.${fault.part}.id`, reason: fault.reason, clause: 'CASE-3' }]);
  }

  /** The audit entry names members, never their values. */
  private async write(
    transaction: Transaction,
    id: string,
    update: CaseUpdate,
    modification: CaseModification,
    members: readonly string[],
  ): Promise<Written> {
    const lastModifiedAt = await this.store.change(transaction, id, update, modification).catch((error: unknown) => {
      if (violatedUnique(error) !== 'cases_external_id_key') throw error;
      const reason = 'is the external id of another case';
      throw failureOf([{ code: '400-152', attribute: 'externalId', reason, clause: 'CASE-2' }]);
    });
    const detail = { members: [...Object.keys(update), ...members] };
    recordAudit(transaction, { ...modification.audited, action: 'edit', object: 'case', objectId: id, detail });
    return { status: 204, headers: { etag: etagOf(lastModifiedAt) } };
  }
}

/** The steps of one edit are one change for pushes, which the caller's edit session may know of already (field-push.md FW-3). */
function watched({ headers }: FastifyRequest, { id }: LockedCase, at: Date) {
  return { object: 'ticket', recordIds: [id], editSessionId: editSessionOf(headers), at } as const;
}
