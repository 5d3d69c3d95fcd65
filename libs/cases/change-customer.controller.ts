import { Controller, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore, type LockedActivity } from '#activities/activity-change.store.js';
import { ActivityChanges, requireOpen } from '#activities/activity-changes.js';
import type { Reader } from '#activities/activity-visibility.js';
import { CustomerTargetStore, type TargetContactPoint, type TargetCustomer } from '#customers/customer-target.store.js';
import { editSessionOf, recordingFieldChanges } from '#field-pushes/field-change.store.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf, type Refusal, type Refusals } from '#runtime/errors/refusal.js';
import type { Transaction } from '#storage/database.js';
import { possibleKeys, readPathIds } from '#wire/path-ids.js';
import { readConditionalHeader } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Collision, Writes } from '#writes/writes.js';
import { CaseChangeStore, type LockedCase } from './case-change.store.js';
import { CaseChanges, staffReaderOf } from './case-changes.js';
import type { CaseModification } from './case-lifecycle.js';
import { ActivitiesCustomerBody, CaseCustomerBody } from './customer-change.body.js';
import { CustomerChanges } from './customer-changes.js';

const MANAGE = ['core.casemgr.manage'];

const OF_CASE: WriteBodyLayout<CaseCustomerBody> = { type: CaseCustomerBody, root: 'case', clause: 'CASE-7' };
const OF_ACTIVITIES: WriteBodyLayout<ActivitiesCustomerBody> = {
  type: ActivitiesCustomerBody,
  root: 'activities',
  clause: 'ACT-11',
};

const CHANGING = {
  action: 'Change customer',
  actors: { user: MANAGE, client: MANAGE },
  takesIdempotencyKey: true,
  takesEditSession: true,
  answers: [{ status: 204, description: 'Changed.' }],
} satisfies Partial<OperationDescription>;

/** Moving cases and activities to the customer that they are really of (around-activity.md CASE-7, ACT-11). */
@Controller('core/casemgr/v3')
export class ChangeCustomerController {
  constructor(
    private readonly activities: ActivityChanges,
    private readonly activityStore: ActivityChangeStore,
    private readonly changes: CaseChanges,
    private readonly store: CaseChangeStore,
    private readonly customers: CustomerTargetStore,
    private readonly moving: CustomerChanges,
    private readonly writes: Writes,
  ) {}

  @Patch('case/:ids/changecustomer')
  @Operation({
    ...CHANGING,
    id: 'changeCustomerOfCase',
    summary: 'Move one open case, with the activities that its customer has in it, to another customer.',
    tag: 'Case',
    takesIfMatch: true,
    body: describeWriteBody(OF_CASE),
    errors: ['400-126', '400-127', '400-146', '400-147', '400-152', '400-253', '404-100'],
  })
  async ofCase(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { tree, body } = await readWriteBody(request, OF_CASE);
    const ids = readPathIds(idsText, 1);
    const reader = staffReaderOf(context);
    const precondition = readConditionalHeader(request.headers['if-match']);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const found = await this.changes.lockInPath(transaction, reader, ids, precondition);
      const modification = this.changes.modification(context);
      await recordingFieldChanges(transaction, watched(request, [found], modification), () =>
        this.moving.moveCaseTo(transaction, context.actor, found, body.customer.id, modification),
      );
      return { status: 204 };
    });
  }

  @Patch('activity/changecustomer')
  @Operation({
    ...CHANGING,
    id: 'changeCustomerOfActivities',
    summary: 'Move up to 75 open activities to the customer who has an email address.',
    tag: 'Activity',
    body: describeWriteBody(OF_ACTIVITIES),
    errors: ['400-126', '400-146', '400-147', '400-152', '400-194', '400-253'],
  })
  async ofActivities(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { tree, body } = await readWriteBody(request, OF_ACTIVITIES);
    const wanted = readWanted(body);
    const reader = staffReaderOf(context);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const points = await this.customers.findEmailPoints(
        transaction,
        this.moving.readerOf(context.actor),
        possibleKeys(wanted.map(({ pointId }) => pointId)),
      );
      const targets = new Map(points.map((point) => [point.id, point]));
      const { cases, moved } = await this.lockWanted(transaction, reader, wanted);
      const target = oneCustomer(wanted, targets);
      if (moved.some(({ customerId }) => customerId === target.id)) throw new Failure('400-126');
      requireOpen(moved);
      for (const { departmentId } of moved) {
        this.moving.requireDepartment(target, departmentId, 'activity.customer', 'ACT-11');
      }
      const modification = this.changes.modification(context);
      for (const { id, pointId } of wanted) {
        const contactId = targets.get(pointId)?.contactId ?? null;
        await this.activityStore.change(transaction, [id], { customerId: target.id, contactId }, modification);
      }
      for (const { id, customerId } of moved) {
        this.moving.auditActivities(transaction, [id], customerId, target.id, modification);
      }
      const [only, ...others] = cases;
      if (only && others.length === 0) {
        await recordingFieldChanges(transaction, watched(request, [only], modification), () =>
          this.moving.followActivities(transaction, only, target.id, modification),
        );
      }
      return { status: 204 };
    });
  }

  /** Cases first, then activities; 400-194 naming those that the caller does not see. */
  private async lockWanted(
    transaction: Transaction,
    reader: Reader,
    wanted: readonly Wanted[],
  ): Promise<{ readonly cases: readonly LockedCase[]; readonly moved: readonly LockedActivity[] }> {
    const ids = possibleKeys(wanted.map(({ id }) => id));
    const found = await this.activities.findCases(transaction, reader, ids);
    refuseMissing(
      wanted,
      (one) => found.has(one.id),
      'id',
      ({ id }) => id,
      'is not an activity',
    );
    const cases = await this.store.lock(
      transaction,
      reader,
      [...new Set(found.values())].filter((id) => id !== null),
    );
    const moved = await this.activityStore.lock(transaction, reader, ids);
    if (moved.length !== ids.length || moved.some(({ id, caseId }) => found.get(id) !== caseId)) throw new Collision();
    return { cases, moved };
  }
}

/** What pushes see of it is one change, which the caller's edit session may know of already (field-push.md FW-3). */
function watched({ headers }: FastifyRequest, cases: readonly LockedCase[], { at }: CaseModification) {
  const recordIds = cases.map(({ id }) => id);
  return { object: 'ticket', recordIds, editSessionId: editSessionOf(headers), at } as const;
}

interface Wanted {
  readonly id: string;
  readonly pointId: string;
  readonly path: string;
}

function readWanted({ activity }: ActivitiesCustomerBody): readonly Wanted[] {
  const wanted = activity.map(({ id, customer }, index): Wanted => {
    const [contact] = customer.contacts.contact;
    const [point] = contact?.email ?? [];
    return { id, pointId: point?.id ?? '', path: `activity[${index}]` };
  });
  const refusals = wanted.flatMap(({ id, pointId, path }, index): Refusal[] => [
    ...(wanted.findIndex((other) => other.id === id) < index
      ? [{ code: '400-152' as const, attribute: `${path}.id`, reason: 'is there twice', clause: 'ACT-11' }]
      : []),
    ...(pointId === ''
      ? [
          {
            code: '400-146' as const,
            attribute: `${path}.customer.contacts.contact[0].email[0].id`,
            reason: 'is required',
            clause: 'ACT-11',
          },
        ]
      : []),
  ]);
  if (wanted.length === 0) {
    refusals.push({ code: '400-146', attribute: 'activity', reason: 'at least one is required', clause: 'ACT-11' });
  }
  const [first, ...others] = refusals;
  if (first) throw failureOf([first, ...others]);
  return wanted;
}

/** The customer that all the contact points belong to; 400-194 for points that are not there, 400-152 for several customers. */
function oneCustomer(wanted: readonly Wanted[], targets: ReadonlyMap<string, TargetContactPoint>): TargetCustomer {
  const path = 'customer.contacts.contact[0].email[0].id';
  refuseMissing(
    wanted,
    ({ pointId }) => targets.has(pointId),
    path,
    ({ pointId }) => pointId,
    'is not an email address',
  );
  const customers = new Map([...targets.values()].map(({ customer }) => [customer.id, customer]));
  const [customer, ...others] = customers.values();
  if (customer && others.length === 0) return customer;
  const reason = 'the contact points must belong to one customer';
  throw failureOf([{ code: '400-152', attribute: 'activity.customer', reason, clause: 'ACT-11' }]);
}

function refuseMissing(
  wanted: readonly Wanted[],
  isThere: (one: Wanted) => boolean,
  member: string,
  idOf: (one: Wanted) => string,
  reason: string,
): void {
  const missing = wanted.filter((one) => !isThere(one));
  const refusals = missing.map((one): Refusal => {
    return { code: '400-194', attribute: `${one.path}.${member}`, reason, clause: 'ACT-11', id: idOf(one) };
  });
  if (refusals.length > 0) throw failureOf(refusals as unknown as Refusals);
}
