import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore, type LockedActivity } from '#activities/activity-change.store.js';
import { ActivityChanges } from '#activities/activity-changes.js';
import { staffReader, type Reader } from '#activities/activity-visibility.js';
import { activityState, ACTIVITY_TABLE, columnsOfState, nextState } from '#activities/status-table.rules.js';
import { AttachmentStore } from '#attachments/attachment.store.js';
import { BlobDeletions } from '#attachments/blob-deletions.js';
import { actorRecord, type UserActor } from '#auth/actor.js';
import { CaseChangeStore, type LockedCase } from '#cases/case-change.store.js';
import { CaseLifecycle, type CaseModification } from '#cases/case-lifecycle.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { maximumBodyBytes } from '#settings/settings.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition, requireUnchanged, type Precondition } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Collision, Writes, type Written } from '#writes/writes.js';
import { ComposeBody } from './compose.body.js';
import {
  compose,
  COMPOSE_ACTIONS,
  type AnsweredActivity,
  type ComposeAction,
  type Composition,
} from './compose.rules.js';
import { ComposeStore, type StoredDraft } from './compose.store.js';
import { ComposedMail } from './composed-mail.js';
import { MailLane } from './mail-lane.js';

const LAYOUT: WriteBodyLayout<ComposeBody> = { type: ComposeBody, root: 'activity', clause: 'RO-10' };

/** JSON and XML write a byte of content with up to six characters; the rest of the body is small. */
const LONGEST_ESCAPE = 6;
const BYTES_BESIDES_CONTENT = 1024 * 1024;

const EVERYBODY = { kind: 'partition' } as const;

/** What a mail is written in: its case, and what it answers or goes on with. */
interface Place {
  readonly found: LockedCase;
  readonly answered: AnsweredActivity | undefined;
  /** Also when what the draft was written to answer is elsewhere by now. */
  readonly isAnsweredSecurely: boolean;
  readonly draft: { readonly activity: LockedActivity; readonly stored: StoredDraft } | undefined;
}

/** `POST /core/casemgr/v3/activity/email/compose/{actionType}` (records-by-email.md RO-9 to RO-11). */
@Controller('core/casemgr/v3/activity/email/compose/:actionType')
export class ComposeController {
  constructor(
    private readonly activities: ActivityChanges,
    private readonly activityStore: ActivityChangeStore,
    private readonly cases: CaseChangeStore,
    private readonly lifecycle: CaseLifecycle,
    private readonly attachments: AttachmentStore,
    private readonly blobs: BlobDeletions,
    private readonly store: ComposeStore,
    private readonly mail: ComposedMail,
    private readonly lane: MailLane,
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operation({
    id: 'composeEmailActivity',
    summary:
      'Write an email in a case: `save` a draft, `send` it, or `sendcomplete` it with the activity that it answers.',
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
      { status: 201, description: 'Written.', headers: { Location: 'The path of the activity.' } },
      { status: 204, description: 'The draft was gone on with.', headers: { ETag: 'Of the activity as it is now.' } },
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
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const place = await this.placeOf(transaction, staffReader(actor), body, precondition);
      return this.write(transaction, { context, actor, body, action }, place);
    });
  }

  /** The case, locked before its activities, as everybody does who locks both. */
  private async placeOf(
    transaction: Transaction,
    reader: Reader,
    body: ComposeBody,
    precondition: Precondition | undefined,
  ): Promise<Place> {
    const answeredId = body.payload?.email?.inReplyTo?.id;
    if (body.id && precondition) {
      const [moved] = [answeredId && 'payload.email.inReplyTo', body.case && 'case'].filter(
        (path) => typeof path === 'string',
      );
      if (moved)
        throw failureOf([{ code: '400-147', attribute: moved, reason: 'a draft stays where it is', clause: 'RO-11' }]);
      return this.placeOfDraft(transaction, reader, body.id, precondition);
    }
    const answered = answeredId === undefined ? undefined : await this.findAnswered(transaction, reader, answeredId);
    if (answered?.caseId === null) throw notOf('payload.email.inReplyTo.id', 'is in no case');
    const caseId = answered?.caseId ?? body.case?.id;
    if (caseId === undefined) {
      const attribute = 'payload.email.inReplyTo.id or case.id';
      throw failureOf([{ code: '400-146', attribute, reason: 'one of them is required', clause: 'RO-9' }]);
    }
    if (answered && body.case && body.case.id !== caseId) throw notOf('case.id', 'is not the case of what is answered');
    const [found] = isDatabaseKey(caseId) ? await this.cases.lock(transaction, reader, [caseId]) : [];
    if (!found) {
      throw failureOf([{ code: '400-194', attribute: 'case.id', reason: 'is not a case', clause: 'RO-9', id: caseId }]);
    }
    return { found, answered, isAnsweredSecurely: answered?.isSecure === true, draft: undefined };
  }

  private async placeOfDraft(
    transaction: Transaction,
    reader: Reader,
    id: string,
    precondition: Precondition,
  ): Promise<Place> {
    const caseIds = await this.activities.findCases(transaction, reader, isDatabaseKey(id) ? [id] : []);
    const [found] = await this.cases.lock(
      transaction,
      reader,
      [...caseIds.values()].filter((caseId) => caseId !== null),
    );
    const [activity] = isDatabaseKey(id) ? await this.activityStore.lock(transaction, reader, [id]) : [];
    const stored = activity && (await this.store.findDraft(transaction, activity.id));
    if (!activity || !stored || !found) {
      throw failureOf([{ code: '400-194', attribute: 'id', reason: 'is not a draft', clause: 'RO-11', id }]);
    }
    if (activity.caseId !== found.id) throw new Collision();
    requireUnchanged(precondition, { kind: 'activity', ...activity });
    if (nextState(ACTIVITY_TABLE, 'send', activityState(activity)) === undefined) {
      throw notOf('id', 'is no draft any more', 'RO-11');
    }
    const { answeredId } = stored;
    const find = async (by: Reader) =>
      answeredId === null ? undefined : this.store.findAnswered(transaction, by, answeredId);
    const seen = await find(reader);
    const isAnsweredSecurely = (seen ?? (await find(EVERYBODY)))?.isSecure === true;
    // Of what has been moved to another case nothing may be quoted: it may be of another customer.
    const answered = seen?.caseId === found.id ? seen : undefined;
    return { found, answered, isAnsweredSecurely, draft: { activity, stored } };
  }

  private async findAnswered(transaction: Transaction, reader: Reader, id: string): Promise<AnsweredActivity> {
    const answered = isDatabaseKey(id) ? await this.store.findAnswered(transaction, reader, id) : undefined;
    if (answered) return answered;
    const attribute = 'payload.email.inReplyTo.id';
    throw failureOf([{ code: '400-194', attribute, reason: 'is not an email activity', clause: 'RO-9', id }]);
  }

  private async write(
    transaction: Transaction,
    request: { context: RequestContext; actor: UserActor; body: ComposeBody; action: ComposeAction },
    place: Place,
  ): Promise<Written> {
    const { context, actor, body, action } = request;
    const { found, answered, draft } = place;
    const modification = { by: actorRecord(actor), at: this.clock.now(), audited: auditedBy(context) };
    const composition = await this.decide(transaction, request, place);
    const state = columnsOfState(stateAfter(action, draft?.activity));
    const from = this.configuration.snapshot().findAliasById(composition.aliasId)?.emailAddress ?? '';
    const answeredId = answered?.id ?? null;
    const lastModifiedAt =
      draft && (await this.store.rewrite(transaction, draft.activity.id, { composition, state, from }, modification));
    const { departmentId, customerId } = found;
    const contactId = answered?.contactId ?? null;
    const owner = { caseId: found.id, departmentId, customerId, contactId, answeredId, userId: actor.id };
    const id =
      draft?.activity.id ??
      (await this.store.create(transaction, { composition, state, from, ...owner }, modification));
    await this.attach(transaction, id, departmentId, composition);
    const verb = draft ? 'edit' : 'create';
    const detail = draft ? { members: Object.keys(body) } : { caseId: found.id, customerId };
    await recordAudit(transaction, { ...modification.audited, action: verb, object: 'activity', objectId: id, detail });
    if (!draft || action !== 'save') await this.lifecycle.continue(transaction, found, modification);
    if (action !== 'save') await this.send(transaction, id, { composition, action }, place, modification);
    const afterCommit = () => this.lane.wake();
    return draft
      ? { status: 204, ...(lastModifiedAt && { headers: { etag: etagOf(lastModifiedAt) } }), afterCommit }
      : { status: 201, headers: { location: `/core/casemgr/v3/activity/${id}` }, afterCommit };
  }

  private async decide(
    transaction: Transaction,
    { actor, body, action }: { actor: UserActor; body: ComposeBody; action: ComposeAction },
    { found, answered, isAnsweredSecurely, draft }: Place,
  ): Promise<Composition> {
    const altIds = (body.attachments?.attachment ?? []).map(({ altId }) => altId);
    const draftId = draft?.activity.id;
    const files = [
      ...(await this.attachments.findByAltIds(transaction, altIds)),
      ...(draftId === undefined ? [] : await this.attachments.findOnActivities(transaction, [draftId])),
    ];
    const judged = compose(body, action, {
      snapshot: this.configuration.snapshot(),
      actor,
      now: this.clock.now(),
      case: found,
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
    { found, answered }: Place,
    modification: CaseModification,
  ): Promise<void> {
    await this.mail.queue(transaction, { id, caseId: found.id, answeredId: answered?.id ?? null, composition });
    const detail = { caseId: found.id };
    await recordAudit(transaction, {
      ...modification.audited,
      action: 'send',
      object: 'activity',
      objectId: id,
      detail,
    });
    if (action !== 'sendcomplete' || !answered) return;
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

function notOf(attribute: string, reason: string, clause = 'RO-9'): Failure {
  return failureOf([{ code: '400-152', attribute, reason, clause }]);
}
