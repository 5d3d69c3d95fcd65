/** What edits of a case mean (around-activity.md CASE-3, CASE-4, CASE-9). */
import { judged, readAttributes, readDueDate, readLanguage, type Judged } from '#activities/activity-edit.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { CaseUpdate } from './case-change.store.js';
import type { ChangeCaseBody, ClosedCaseEditBody } from './case-edit.body.js';

/** What an edit has at least one of. */
const MEMBERS =
  'severity or subject or description or solution or dueDate or customAttributes or labels or language or externalId or status or relatedCases';

/** The part of an edit that a new case may be made with as well. */
function readMembers(
  body: ChangeCaseBody | ClosedCaseEditBody,
  snapshot: PartitionSnapshot,
  now: Date,
  clause: string,
  refusals: Refusal[],
): CaseUpdate {
  const refuse = (attribute: string, reason: string): undefined => {
    refusals.push({ code: '400-152', attribute, reason, clause });
  };
  const dueAt = readDueDate(body.dueDate, now, refuse);
  const customAttributes = readAttributes(body.customAttributes, snapshot, 'case', clause, refusals);
  return {
    ...(dueAt !== undefined && { dueAt }),
    ...(body.severity && { severity: body.severity.value }),
    ...(typeof body.subject === 'string' && { subject: body.subject }),
    ...(typeof body.description === 'string' && { description: body.description || null }),
    ...(typeof body.solution === 'string' && { solution: body.solution || null }),
    ...(customAttributes && { customAttributes }),
  };
}

/** CASE-9: what a new case is made with. */
export function readNewCase(body: ChangeCaseBody, snapshot: PartitionSnapshot, now: Date): Judged<CaseUpdate> {
  const refusals: Refusal[] = [];
  return judged(readMembers(body, snapshot, now, 'CASE-9', refusals), refusals);
}

/** CASE-3, CASE-4: what an edit writes, but for the status. */
export function readCaseEdit(
  body: ClosedCaseEditBody & { readonly status?: object | null },
  snapshot: PartitionSnapshot,
  now: Date,
): Judged<CaseUpdate> {
  const refusals: Refusal[] = [];
  const refuse = (attribute: string, reason: string, code: Refusal['code'] = '400-152'): undefined => {
    refusals.push({ code, attribute, reason, clause: 'CASE-3' });
  };
  const members = readMembers(body, snapshot, now, 'CASE-3', refusals);
  const language = body.language?.value === '' ? null : readLanguage(body.language?.value, 'language.value', refuse);
  const update: CaseUpdate = {
    ...members,
    ...(body.labels && { labels: body.labels }),
    ...(language !== undefined && { language }),
    ...(typeof body.externalId === 'string' && { externalId: body.externalId || null }),
    ...(body.owner && { assigneeId: body.owner.user?.id ?? null, agentGroupId: body.owner.group?.id ?? null }),
  };
  if (refusals.length === 0 && Object.keys(update).length === 0 && !body.status && !body.relatedCases) {
    refuse(MEMBERS, 'one of them is required', '400-146');
  }
  return judged(update, refusals);
}
