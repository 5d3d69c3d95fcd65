import { isDeepStrictEqual } from 'node:util';
import { Controller, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityChangeStore, type LockedActivity, type WrittenEmail } from '#activities/activity-change.store.js';
import { ActivityChanges } from '#activities/activity-changes.js';
import { ActivityMaskBody } from '#activities/activity-edit.body.js';
import { ActivityMaskings } from '#activities/activity-maskings.js';
import { ActivityTextStore } from '#activities/activity-text.store.js';
import type { Reader } from '#activities/activity-visibility.js';
import { maskedLeaves, maskerOf, type Masker } from '#activities/masking.rules.js';
import type { MailDetails } from '#activities/mail-details.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { possibleKeys } from '#wire/path-ids.js';
import { IdempotencyStore } from '#writes/idempotency.store.js';
import { etagOf, readPrecondition, type Precondition } from '#writes/precondition.rules.js';
import { describeWriteBody, readWriteBody, type WriteBodyLayout } from '#writes/write-body.js';
import { Collision, Writes, type Written } from '#writes/writes.js';
import { CaseChangeStore, type CaseTexts } from './case-change.store.js';
import { CaseChanges, staffReaderOf } from './case-changes.js';
import type { CaseModification } from './case-lifecycle.js';

const MANAGE = ['core.casemgr.manage'];

const LAYOUT: WriteBodyLayout<ActivityMaskBody> = { type: ActivityMaskBody, root: 'activity', clause: 'ACT-8' };

/** Shorter texts are in every answer. */
const SHORTEST_MARK = 4;

/** `PATCH /core/casemgr/v3/activity/mask` (around-activity.md ACT-8): of an email, its case, and all that has copies of them. */
@Controller('core/casemgr/v3/activity/mask')
export class MaskController {
  constructor(
    private readonly activities: ActivityChanges,
    private readonly activityStore: ActivityChangeStore,
    private readonly texts: ActivityTextStore,
    private readonly maskings: ActivityMaskings,
    private readonly changes: CaseChanges,
    private readonly store: CaseChangeStore,
    private readonly keys: IdempotencyStore,
    private readonly configuration: ConfigurationCache,
    private readonly writes: Writes,
  ) {}

  @Patch()
  @Operation({
    id: 'maskActivity',
    summary: 'Mask in an email and its case what the settings say must not be kept; for good.',
    tag: 'Activity',
    action: 'Mask activities',
    actors: { user: MANAGE, client: MANAGE },
    body: describeWriteBody(LAYOUT),
    takesIdempotencyKey: true,
    takesIfMatch: true,
    answers: [{ status: 204, description: 'Done.', headers: { ETag: 'Of the activity as it is now.' } }],
    errors: ['400-146', '400-147', '400-152', '400-194'],
  })
  async mask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { tree, body } = await readWriteBody(request, LAYOUT);
    const precondition = readPrecondition(request.headers['if-match'], body);
    const reader = staffReaderOf(context);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const activity = await this.lock(transaction, reader, body.id, precondition);
      const email = await this.activityStore.readContent(transaction, activity.id);
      if (!email) {
        const reason = 'is not an email';
        throw failureOf([{ code: '400-152', attribute: 'id', reason, clause: 'ACT-8' }]);
      }
      const found = new Set<string>();
      const mask = maskerOf(this.configuration.snapshot().settings.maskingPatterns, (text) => found.add(text));
      const modification = this.changes.modification(context);
      const { members, subject } = await this.maskActivity(transaction, activity, email, mask);
      const { id, caseId } = activity;
      if (caseId !== null) await this.maskCase(transaction, caseId, mask, modification);
      const isMasked = members.length > 0;
      members.push(...(await this.maskings.mask(transaction, { id, caseId, mask, isMasked })));
      const marks = [...found].map((text) => text.toLowerCase()).filter(({ length }) => length >= SHORTEST_MARK);
      if (marks.length > 0) await this.keys.forget(transaction, [], marks);
      return this.conclude(transaction, activity, { members, subject }, modification);
    });
  }

  /** The case before the activity, as everybody locks them. */
  private async lock(
    transaction: Transaction,
    reader: Reader,
    id: string,
    precondition: Precondition,
  ): Promise<LockedActivity> {
    const caseId = (await this.activities.findCases(transaction, reader, possibleKeys([id]))).get(id);
    if (typeof caseId === 'string') await this.store.lockUnseen(transaction, caseId);
    const activity = await this.activities.lockNamed(transaction, reader, id, precondition);
    if (activity.caseId !== caseId) throw new Collision();
    return activity;
  }

  /** Answers with what of it was masked, and the subject that it gets. */
  private async maskActivity(
    transaction: Transaction,
    { id }: LockedActivity,
    { subject, text, html, mail }: WrittenEmail,
    mask: Masker,
  ): Promise<{ readonly members: string[]; readonly subject: string | null }> {
    const masked = maskedLeaves({ subject, text, html }, mask) as Pick<WrittenEmail, 'subject' | 'text' | 'html'>;
    const members = changedMembers({ subject, text, html }, masked);
    const details = mail && maskedDetails(mail, mask);
    if (mail && details && !isDeepStrictEqual(mail, details)) {
      await this.activityStore.writeMailDetails(transaction, id, details);
      members.push('mail');
    }
    if (members.length > 0)
      await this.activityStore.writeContent(transaction, id, { text: masked.text, html: masked.html });
    return { members, subject: masked.subject };
  }

  /** An activity that something was taken from has changed; else nothing has. */
  private async conclude(
    transaction: Transaction,
    { id, lastModifiedAt }: LockedActivity,
    { members, subject }: { readonly members: readonly string[]; readonly subject: string | null },
    modification: CaseModification,
  ): Promise<Written> {
    if (members.length === 0) return { status: 204, headers: { etag: etagOf(lastModifiedAt) } };
    const modified = await this.activityStore.change(transaction, [id], { subject }, modification);
    await this.texts.forget(transaction, id);
    this.audit(transaction, modification, 'activity', id, members);
    return { status: 204, headers: { etag: etagOf(modified.get(id) ?? lastModifiedAt) } };
  }

  /** Its subject is often the one of its first activity. */
  private async maskCase(
    transaction: Transaction,
    id: string,
    mask: Masker,
    modification: CaseModification,
  ): Promise<void> {
    const texts = await this.store.readTexts(transaction, id);
    const masked = maskedLeaves(texts, mask) as CaseTexts;
    const members = changedMembers(texts, masked);
    if (members.length === 0) return;
    await this.store.change(transaction, id, masked, modification);
    this.audit(transaction, modification, 'case', id, members);
  }

  private audit(
    transaction: Transaction,
    { audited }: CaseModification,
    object: string,
    objectId: string,
    members: readonly string[],
  ): void {
    recordAudit(transaction, { ...audited, action: 'mask', object, objectId, detail: { members } });
  }
}

function changedMembers<Texts extends object>(before: Texts, after: Texts): string[] {
  return Object.keys(before).filter((name) => before[name as keyof Texts] !== after[name as keyof Texts]);
}

/** Ids stay: only what headers and remarks say is text of the mail. */
function maskedDetails({ headerOutcomes, remarks, ...mail }: MailDetails, mask: Masker): MailDetails {
  return {
    ...mail,
    ...(maskedLeaves({ headerOutcomes, remarks }, mask) as typeof mail &
      Pick<MailDetails, 'headerOutcomes' | 'remarks'>),
  };
}
