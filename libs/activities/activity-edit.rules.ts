/** What the edits of an activity mean and when they are allowed (around-activity.md ACT-2 to ACT-5). */
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { readCustomAttributeChange } from '#configuration/custom-attributes.rules.js';
import type { CustomAttributesBody } from '#configuration/custom-attributes.body.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { languageTag } from '#runtime/language.js';
import { maximumBodyBytes } from '#settings/settings.js';
import { readDateTime } from '#wire/date-time.rules.js';
import type { ActivityUpdate, EmailContent } from './activity-change.store.js';
import type { ActivityEditBody, CompletedActivityEditBody } from './activity-edit.body.js';

export type Judged<Value> = { readonly value: Value } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

export function judged<Value>(value: Value, refusals: readonly Refusal[]): Judged<Value> {
  const [first, ...others] = refusals;
  return first ? { refusals: [first, ...others] } : { value };
}

/** ACT-2: what an edit of an open activity writes. */
export function readActivityEdit(
  body: ActivityEditBody,
  snapshot: PartitionSnapshot,
  now: Date,
): Judged<ActivityUpdate> {
  const refusals: Refusal[] = [];
  const refuse = (attribute: string, reason: string, code: Refusal['code'] = '400-152'): undefined => {
    refusals.push({ code, attribute, reason, clause: 'ACT-2' });
  };
  const dueAt = readDueDate(body.dueDate, now, refuse);
  const language = readLanguage(body.language?.value, 'language.value', refuse);
  const customAttributes = readAttributes(body.customAttributes, snapshot, 'activity', 'ACT-3', refusals);
  const changes: ActivityUpdate = {
    ...(dueAt !== undefined && { dueAt }),
    ...(typeof body.priority === 'string' && { priority: body.priority }),
    ...(language !== undefined && { language }),
    ...(customAttributes && { customAttributes }),
  };
  if (refusals.length === 0 && Object.keys(changes).length === 0) {
    refuse('dueDate or priority or language or customAttributes', 'one of them is required', '400-146');
  }
  return judged(changes, refusals);
}

export interface CompletedActivityEdit {
  readonly content: Partial<EmailContent> | undefined;
  readonly changes: ActivityUpdate;
}

/** ACT-4: what an edit of a completed activity writes. */
export function readCompletedActivityEdit(
  body: CompletedActivityEditBody,
  snapshot: PartitionSnapshot,
): Judged<CompletedActivityEdit> {
  const refusals: Refusal[] = [];
  const { text, html } = body.payload?.email?.content ?? {};
  const content = { ...(typeof text === 'string' && { text }), ...(typeof html === 'string' && { html }) };
  const hasContent = Object.keys(content).length > 0;
  const bytes = Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? '');
  const limit = maximumBodyBytes(snapshot.settings);
  if (bytes > limit) {
    const reason = `has ${bytes} bytes, the limit is ${limit} bytes`;
    refusals.push({ code: '400-152', attribute: 'payload.email.content', reason, clause: 'Z-1' });
  }
  const customAttributes = readAttributes(body.customAttributes, snapshot, 'activity', 'ACT-3', refusals);
  if (refusals.length === 0 && !hasContent && !customAttributes) {
    const attribute = 'payload.email.content or customAttributes';
    refusals.push({ code: '400-146', attribute, reason: 'one of them is required', clause: 'ACT-4' });
  }
  return judged(
    { content: hasContent ? content : undefined, changes: customAttributes ? { customAttributes } : {} },
    refusals,
  );
}

type Refuse = (attribute: string, reason: string) => undefined;

/** In the future; empty takes it away; undefined leaves it. */
export function readDueDate(text: string | null | undefined, now: Date, refuse: Refuse): Date | null | undefined {
  if (text === undefined || text === null) return undefined;
  if (text === '') return null;
  const dueAt = readDateTime(text);
  return dueAt && dueAt > now ? dueAt : refuse('dueDate', 'must be in the future');
}

/** A language of BCP 47, in its usual spelling. */
export function readLanguage(text: string | undefined, attribute: string, refuse: Refuse): string | undefined {
  if (text === undefined) return undefined;
  return languageTag(text) ?? refuse(attribute, 'must be the code of a language, such as en');
}

/** Custom attributes of an edit; what is wrong with them is added to `refusals`. */
export function readAttributes(
  body: CustomAttributesBody | null | undefined,
  snapshot: PartitionSnapshot,
  object: 'activity' | 'case',
  clause: string,
  refusals: Refusal[],
): ActivityUpdate['customAttributes'] {
  if (!body) return undefined;
  const read = readCustomAttributeChange(
    body,
    object,
    (kind, name) => snapshot.findCustomAttribute(kind, name),
    clause,
  );
  if ('change' in read) return read.change;
  refusals.push(...read.refusals);
  return undefined;
}
