import { Controller, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore, type LockedActivity } from '#activities/activity-change.store.js';
import { ActivityChanges, requireOpen } from '#activities/activity-changes.js';
import type { Reader } from '#activities/activity-visibility.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit, recordAudits } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { possibleKeys, readPathIds } from '#wire/path-ids.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Collision, Writes, type Written } from '#writes/writes.js';
import { CaseChangeStore, type CaseUpdate, type LockedCase } from './case-change.store.js';
import { CaseChanges, caseNotFound, staffReaderOf } from './case-changes.js';
import { ChangeCaseBody } from './case-edit.body.js';
import { readNewCase } from './case-edit.rules.js';
import { CaseLifecycle, type CaseModification } from './case-lifecycle.js';

const MANAGE = ['core.casemgr.manage'];

const LAYOUT: WriteBodyLayout<ChangeCaseBody> = { type: ChangeCaseBody, root: 'case', clause: 'CASE-9' };

/** `PATCH /core/casemgr/v3/activity/{ids}/changecase` (around-activity.md CASE-9). */
@Controller('core/casemgr/v3/activity/:ids/changecase')
export class ChangeCaseController {
  constructor(
    private readonly activities: ActivityChanges,
    private readonly activityStore: ActivityChangeStore,
    private readonly changes: CaseChanges,
    private readonly store: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Patch()
  @Operation({
    id: 'changeCaseOfActivities',
    summary: 'Move open activities of one case to another case, or to a new one.',
    tag: 'Activity',
    action: 'Change case',
    actors: { user: MANAGE, client: MANAGE },
    body: describeWriteBody(LAYOUT, {
      'to another case': { id: '1001' },
      'to a new case': { subject: 'Laptop does not start', severity: { value: 'medium' } },
    }),
    takesIdempotencyKey: true,
    answers: [
      { status: 201, description: 'Moved to a new case.', headers: { Location: 'The path of the case.' } },
      { status: 204, description: 'Moved to the case that was named.' },
    ],
    errors: ['400-147', '400-152', '400-194', '400-253', '404-100'],
  })
  async change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { tree, body } = await readWriteBody(request, LAYOUT);
    const ids = readPathIds(idsText);
    const reader = staffReaderOf(context);
    const targetId = body.id ?? undefined;
    refuseMixture(body);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const newCase = readNewCase(body, this.configuration.snapshot(), this.clock.now());
      if ('refusals' in newCase) throw failureOf(newCase.refusals);
      const source = await this.sourceOf(transaction, reader, ids);
      const cases = await this.store.lock(transaction, reader, possibleKeys([source, ...(targetId ? [targetId] : [])]));
      const from = cases.find(({ id }) => id === source);
      if (!from) throw new Error(`Activities of case ${source} are visible and the case is not`);
      const moved = await this.activities.lockInPath(transaction, reader, ids);
      if (moved.some(({ caseId }) => caseId !== source)) throw new Collision();
      requireOpen(moved);
      const modification = this.changes.modification(context);
      if (targetId === undefined) return this.moveToNew(transaction, from, moved, newCase.value, modification);
      const target = cases.find(({ id }) => id === targetId);
      if (!target) throw caseNotFound(targetId);
      requireFitting(from, customerOf(moved, from), target);
      await this.move(transaction, from, target.id, moved, modification);
      await this.lifecycle.continue(transaction, target, modification);
      return { status: 204 };
    });
  }

  /** The one case that all of the activities belong to; 404-100 for one that is not visible, 400-152 for several cases. */
  private async sourceOf(transaction: Transaction, reader: Reader, ids: readonly string[]): Promise<string> {
    const sources = new Set(await this.activities.casesInPath(transaction, reader, ids));
    const [source, ...others] = sources;
    if (source === undefined || source === null || others.length > 0) {
      const reason = `must be activities of one case, belong to ${[...sources].map((id) => id ?? 'none').join(', ')}`;
      throw failureOf([{ code: '400-152', attribute: 'ids', reason, clause: 'CASE-9' }]);
    }
    return source;
  }

  private async moveToNew(
    transaction: Transaction,
    from: LockedCase,
    moved: readonly LockedActivity[],
    update: CaseUpdate,
    modification: CaseModification,
  ): Promise<Written> {
    const like = { ...from, customerId: customerOf(moved, from) };
    const id = await this.store.create(transaction, { like, update }, modification);
    const detail = { like: from.id };
    recordAudit(transaction, { ...modification.audited, action: 'create', object: 'case', objectId: id, detail });
    await this.move(transaction, from, id, moved, modification);
    return { status: 201, headers: { location: `/core/casemgr/v3/case/${id}` } };
  }

  private async move(
    transaction: Transaction,
    from: LockedCase,
    caseId: string,
    moved: readonly LockedActivity[],
    modification: CaseModification,
  ): Promise<void> {
    const ids = moved.map(({ id }) => id);
    await this.activityStore.change(transaction, ids, { caseId }, modification);
    const entry = { ...modification.audited, action: 'change case', object: 'activity' };
    recordAudits(
      transaction,
      ids.map((objectId) => ({ ...entry, objectId, detail: { from: from.id, to: caseId } })),
    );
    await this.lifecycle.closeWhenDone(transaction, from, modification);
  }
}

/** An existing case is only named; what it is like is said when it is edited. */
function refuseMixture({ id, ...members }: ChangeCaseBody): void {
  if (id === undefined || id === null) return;
  const sent = Object.entries<unknown>({ ...members }).filter(([, value]) => value !== undefined && value !== null);
  const [first, ...others] = sent.map(([attribute]) => ({
    code: '400-147' as const,
    attribute,
    reason: 'is not allowed together with id',
    clause: 'CASE-9',
  }));
  if (first) throw failureOf([first, ...others]);
}

/** Whose the activities are: a case may hold those of several customers, and then they go with that of the case. */
function customerOf(moved: readonly LockedActivity[], from: LockedCase): string {
  const [customer, ...others] = new Set(moved.map(({ customerId }) => customerId));
  return others.length > 0 ? from.customerId : (customer ?? from.customerId);
}

function requireFitting(from: LockedCase, customerId: string, target: LockedCase): void {
  const reason =
    target.id === from.id
      ? 'is the case that the activities belong to'
      : target.customerId !== customerId
        ? 'is a case of another customer'
        : target.departmentId !== from.departmentId
          ? 'is a case of another department'
          : undefined;
  if (reason !== undefined) throw failureOf([{ code: '400-152', attribute: 'id', reason, clause: 'CASE-9' }]);
}
