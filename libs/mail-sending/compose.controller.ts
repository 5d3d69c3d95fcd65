import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore, type LockedActivity } from '#activities/activity-change.store.js';
import { activityState, ACTIVITY_TABLE, columnsOfState, nextState } from '#activities/status-table.rules.js';
import { AttachmentStore } from '#attachments/attachment.store.js';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { actorRecord, type UserActor } from '#auth/actor.js';
import { CaseLifecycle, type CaseModification } from '#cases/case-lifecycle.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { customerReader } from '#customers/customer-visibility.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { maximumBodyBytes } from '#settings/settings.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Collision, type Written } from '#writes/writes.js';
import { ComposeBody } from './compose.body.js';
import { ComposePlaces, type Place } from './compose-places.js';
import {
  compose,
  COMPOSE_ACTIONS,
  membersNaming,
  recipientsOf,
  type ComposeAction,
  type Composition,
} from './compose.rules.js';
import { ComposeStore } from './compose.store.js';
import { ComposedMail } from './composed-mail.js';
import { MailLane } from './mail-lane.js';

const LAYOUT: WriteBodyLayout<ComposeBody> = { type: ComposeBody, root: 'activity', clause: 'RO-10' };

/** JSON and XML write a byte of content with up to six characters; the rest of the body is small. */
const LONGEST_ESCAPE = 6;
const BYTES_BESIDES_CONTENT = 1024 * 1024;

/** A warning, and no refusal: the address may be in use again. */
const UNDELIVERABLE = 'X-Casemgr-Undeliverable';
const MEANING_OF_UNDELIVERABLE =
  'The members whose addresses a bounce has said are gone, with commas; left out when there are none.';

const EVERYBODY = { kind: 'partition' } as const;

interface Composing {
  readonly context: RequestContext;
  readonly actor: UserActor;
  readonly body: ComposeBody;
  readonly action: ComposeAction;
  readonly snapshot: PartitionSnapshot;
}

/** `POST /core/casemgr/v3/activity/email/compose/{actionType}` (records-by-email.md RO-9 to RO-11). */
@Controller('core/casemgr/v3/activity/email/compose/:actionType')
export class ComposeController {
  constructor(
    private readonly places: ComposePlaces,
    private readonly activityStore: ActivityChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly attachments: AttachmentStore,
    private readonly blobs: BlobDeletions,
    private readonly store: ComposeStore,
    private readonly mail: ComposedMail,
    private readonly lane: MailLane,
    private readonly configuration: ConfigurationCache,
    private readonly writes: ConfiguredWrites,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operation({
    id: 'composeEmailActivity',
    summary:
      'Write an email in a case, in a record of a table, or to a customer: `save` a draft, `send` it, or `sendcomplete` it with the activity that it answers.',
    tag: 'Activity',
    action: 'Compose email',
    actors: { user: ['core.casemgr.manage'] },
    takesIdempotencyKey: true,
    takesIfMatch: true,
    body: {
      ...describeWriteBody(LAYOUT),
      examples: {
        answer: {
          payload: {
            email: { inReplyTo: { id: '1000' }, content: { text: 'Please hold the button for ten seconds.' } },
          },
        },
      },
    },
    answers: [
      {
        status: 201,
        description: 'Written.',
        headers: { Location: 'The path of the activity.', [UNDELIVERABLE]: MEANING_OF_UNDELIVERABLE },
      },
      {
        status: 204,
        description: 'The draft was gone on with.',
        headers: { ETag: 'Of the activity as it is now.', [UNDELIVERABLE]: MEANING_OF_UNDELIVERABLE },
      },
    ],
    errors: ['400-146', '400-147', '400-152', '400-194', '404-110'],
  })
  async compose(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('actionType') actionType: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const { actor } = context;
    if (actor.kind !== 'user') throw new Error('Admission has let somebody in who is no user');
    const action = COMPOSE_ACTIONS.find((known) => known === actionType);
    if (!action) throw new Failure('404-110', { name: actionType.slice(0, 100) });
    const maximumBytes =
      LONGEST_ESCAPE * maximumBodyBytes(this.configuration.snapshot().settings) + BYTES_BESIDES_CONTENT;
    const { tree, body } = await readWriteBody(request, { ...LAYOUT, maximumBytes });
    const precondition = body.id ? readPrecondition(request.headers['if-match'], body) : undefined;
    return this.writes.perform(request, reply, tree, async (transaction, snapshot) => {
      const place = await this.places.find(transaction, { actor, body, snapshot }, precondition);
      return this.write(transaction, { context, actor, body, action, snapshot }, place);
    });
  }

  private async write(transaction: Transaction, request: Composing, place: Place): Promise<Written> {
    const { context, actor, body, action, snapshot } = request;
    const { topic, answered, draft } = place;
    const modification = { by: actorRecord(actor), at: this.clock.now(), audited: auditedBy(context) };
    const composition = await this.decide(transaction, request, place);
    const state = columnsOfState(stateAfter(action, draft?.activity));
    const from = snapshot.findAliasById(composition.aliasId)?.emailAddress ?? '';
    const answeredId = answered?.id ?? null;
    const lastModifiedAt =
      draft && (await this.store.rewrite(transaction, draft.activity.id, { composition, state, from }, modification));
    const { departmentId, customerId } = topic;
    const caseId = topic.case?.id ?? null;
    const contactId = answered?.contactId ?? null;
    const owner = { caseId, departmentId, customerId, contactId, answeredId, userId: actor.id };
    const id =
      draft?.activity.id ??
      (await this.store.create(transaction, { composition, state, from, ...owner }, modification));
    await this.attach(transaction, id, departmentId, composition);
    if (!draft) await this.places.link(transaction, topic, id);
    const verb = draft ? 'edit' : 'create';
    const detail = draft ? { members: Object.keys(body) } : { caseId, customerId, record: topic.record };
    recordAudit(transaction, { ...modification.audited, action: verb, object: 'activity', objectId: id, detail });
    if (topic.case && (!draft || action !== 'save'))
      await this.lifecycle.continue(transaction, topic.case, modification);
    if (action !== 'save') await this.send(transaction, id, { composition, action }, place, modification);
    const headers = {
      ...(!draft && { location: `/core/casemgr/v3/activity/${id}` }),
      ...(lastModifiedAt && { etag: etagOf(lastModifiedAt) }),
      ...(await this.warning(transaction, request, composition)),
    };
    return { status: draft ? 204 : 201, headers, afterCommit: () => this.lane.wake() };
  }

  private async warning(
    transaction: Transaction,
    { actor, snapshot }: Composing,
    composition: Composition,
  ): Promise<Readonly<Record<string, string>>> {
    const reader = customerReader(actor, snapshot.settings.customerDepartmentalization);
    const keys = await this.store.undeliverable(transaction, reader, recipientsOf(composition).map(addressKey));
    const members = membersNaming(keys, composition);
    return members.length === 0 ? {} : { [UNDELIVERABLE.toLowerCase()]: members.join(', ') };
  }

  private async decide(
    transaction: Transaction,
    { actor, body, action, snapshot }: Composing,
    { topic, answered, isAnsweredSecurely, draft }: Place,
  ): Promise<Composition> {
    const altIds = (body.attachments?.attachment ?? []).map(({ altId }) => altId);
    const draftId = draft?.activity.id;
    const files = [
      ...(await this.attachments.findByAltIds(transaction, altIds)),
      ...(draftId === undefined ? [] : await this.attachments.findOnActivities(transaction, [draftId])),
    ];
    const judged = compose(body, action, {
      snapshot,
      actor,
      now: this.clock.now(),
      topic,
      answered,
      isAnsweredSecurely,
      draft: draft && { ...draft.stored, attachments: undefined },
      draftId,
      files: [...new Map(files.map((file) => [file.id, file])).values()],
    });
    if ('refusals' in judged) throw failureOf(judged.refusals);
    return judged.value;
  }

  private async attach(
    transaction: Transaction,
    id: string,
    departmentId: string,
    { attachments }: Composition,
  ): Promise<void> {
    if (!attachments) return;
    const removed = await this.store.setAttachments(transaction, id, departmentId, attachments);
    if (removed === false) throw new Collision();
    await this.blobs.post(transaction, removed);
  }

  private async send(
    transaction: Transaction,
    id: string,
    { composition, action }: { composition: Composition; action: ComposeAction },
    { topic, answered }: Place,
    modification: CaseModification,
  ): Promise<void> {
    const { record, case: found } = topic;
    await this.mail.queue(transaction, { id, record, answeredId: answered?.id ?? null, composition });
    const detail = { caseId: found?.id ?? null, record };
    recordAudit(transaction, {
      ...modification.audited,
      action: 'send',
      object: 'activity',
      objectId: id,
      detail,
    });
    if (action !== 'sendcomplete' || !answered || !found) return;
    const [open] = await this.activityStore.lock(transaction, EVERYBODY, [answered.id]);
    if (open?.caseId !== found.id || nextState(ACTIVITY_TABLE, 'complete', activityState(open)) === undefined) return;
    await this.lifecycle.completeActivities(transaction, found, [open.id], modification);
  }
}

/** By the one table (around-activity.md ACT-1). */
function stateAfter(action: ComposeAction, draft: LockedActivity | undefined): string {
  if (action === 'save') return draft ? activityState(draft) : (nextState(ACTIVITY_TABLE, 'compose', undefined) ?? '');
  return nextState(ACTIVITY_TABLE, 'send', draft && activityState(draft)) ?? '';
}
