import { intentIdOf, type Intent } from './intent.js';
import type { LedgerEntry } from './ledger.js';
import type { Violation } from './observations.js';
import type { StoredActivity, StoredAttachment, StoredState } from './stored-state.js';

/** Compares what was promised with what is there (docs/torture.md). No clock, no I/O: the same input, the same verdict. */
export function findViolations(ledger: readonly LedgerEntry[], state: StoredState): Violation[] {
  const activities = Map.groupBy(state.activities, ({ subject }) => intentIdOf(subject) ?? '');
  const attachments = Map.groupBy(state.attachments, ({ activityId }) => activityId ?? '');
  const intentIds = new Set(ledger.map(({ intent }) => intent.id));
  return [
    ...ledger.flatMap((entry) => judgeCount(entry, activities.get(entry.intent.id) ?? [])),
    ...ledger.flatMap(({ intent }) =>
      (activities.get(intent.id) ?? []).flatMap((activity) =>
        judgeContent(intent, activity, attachments.get(activity.id) ?? []),
      ),
    ),
    ...state.activities
      .filter(({ subject }) => !intentIds.has(intentIdOf(subject) ?? ''))
      .map(({ id, subject }) => violation('I2', `activity ${id} (${subject ?? 'no subject'}) was asked for by nobody`)),
    ...judgeKeptAnswers(ledger, state),
    ...judgeWholeness(state),
    ...judgeFiles(state),
    ...judgeCompanions(state),
  ];
}

const INVARIANTS = {
  I1: 'I1 nothing lost',
  I2: 'I2 nothing doubled',
  I3: 'I3 refused means absent',
  I4: 'I4 nothing half',
  I9: 'I9 audit',
} as const;

function violation(invariant: keyof typeof INVARIANTS, what: string): Violation {
  return { invariant: INVARIANTS[invariant], what };
}

/** I1, I2, I3: how many activities an intent may have, from what its sender was told. */
function judgeCount({ intent, outcomes }: LedgerEntry, activities: readonly StoredActivity[]): Violation[] {
  const stored = new Set(activities.map(({ id }) => id));
  const acknowledged = outcomes.flatMap((outcome) => (outcome.kind === 'acknowledged' ? [outcome.activityId] : []));
  const unknown = outcomes.filter(({ kind }) => kind === 'unknown').length;
  const isOnce = intent.idempotencyKey !== undefined;
  const distinct = new Set(acknowledged);
  const most = isOnce ? Math.min(1, acknowledged.length + unknown) : acknowledged.length + unknown;
  const violations = [...distinct]
    .filter((id) => !stored.has(id))
    .map((id) => violation('I1', `${intent.id} was acknowledged as activity ${id}, which is not there`));
  const isContradictory = isOnce ? distinct.size > 1 : distinct.size < acknowledged.length;
  if (isContradictory) violations.push(violation('I2', `${intent.id} was acknowledged as ${acknowledged.join(', ')}`));
  if (stored.size > most) {
    const what = `${intent.id} has ${stored.size} activities, at most ${most} can be: ${[...stored].join(', ')}`;
    violations.push(violation(most === 0 ? 'I3' : 'I2', what));
  }
  return violations;
}

/** I1: what is there is what was sent. */
function judgeContent(intent: Intent, activity: StoredActivity, attachments: readonly StoredAttachment[]): Violation[] {
  const expected: [string, unknown, unknown][] = [
    ['department', intent.department, activity.department],
    ['sender', intent.sender, activity.sender],
    ['customer', intent.customer ?? null, activity.customerExternalId],
    ['content', intent.textSha256, activity.textSha256],
    ['case', intent.caseId ?? activity.caseId, activity.caseId],
    [
      'files',
      describeFiles(intent.files),
      describeFiles(attachments.map((file) => ({ ...file, name: file.fileName }))),
    ],
  ];
  return expected
    .filter(([, wanted, found]) => wanted !== found)
    .map(([what, wanted, found]) =>
      violation(
        'I1',
        `${intent.id}, activity ${activity.id}: ${what} is ${String(found)} instead of ${String(wanted)}`,
      ),
    );
}

function describeFiles(files: readonly { name: string; size: number; sha256: string | null }[]): string {
  return files.map(({ name, size, sha256 }) => `${name} ${size} ${sha256 ?? 'no bytes'}`).join(', ');
}

/** I2: a key stands for the activity of its intent. */
function judgeKeptAnswers(ledger: readonly LedgerEntry[], { keptAnswers, activities }: StoredState): Violation[] {
  const intentIds = new Map(ledger.map(({ intent }) => [intent.idempotencyKey, intent.id]));
  const subjects = new Map(activities.map(({ id, subject }) => [id, intentIdOf(subject)]));
  return keptAnswers
    .filter(({ key, activityId }) => !subjects.has(activityId) || subjects.get(activityId) !== intentIds.get(key))
    .map(({ key, activityId }) =>
      violation('I2', `the key '${key}' stands for activity ${activityId}, which is not its own`),
    );
}

/** I4: nothing without what it needs. */
function judgeWholeness(state: StoredState): Violation[] {
  const half = state.activities.flatMap((activity) => {
    const missing = [
      ...(activity.isInItsCase ? [] : ['its case']),
      ...(activity.isOfACustomer ? [] : ['its customer and contact']),
      ...(activity.isOfItsSender ? [] : ["its sender's address"]),
      ...(activity.textSha256 === null ? ['its content'] : []),
    ];
    return missing.map((what) => violation('I4', `activity ${activity.id} is without ${what}`));
  });
  const counts = Map.groupBy(state.attachments, ({ activityId }) => activityId);
  const miscounted = state.activities
    .filter(({ id, attachmentCount }) => (counts.get(id)?.length ?? 0) !== attachmentCount)
    .map(({ id, attachmentCount }) =>
      violation('I4', `activity ${id} does not have its ${attachmentCount} attachments`),
    );
  return [
    ...half,
    ...miscounted,
    ...state.casesWithoutActivity.map((id) => violation('I4', `case ${id} has no activity`)),
    ...state.halfCustomers.map((id) =>
      violation('I4', `customer ${id} was created without contact, address or activity`),
    ),
    ...state.addressesWithoutActivity.map((address) =>
      violation('I4', `${address} was added and nothing came from it`),
    ),
  ];
}

/** I4: no row without its bytes, no bytes without a row. */
function judgeFiles({ attachments, files }: StoredState): Violation[] {
  const known = new Set(attachments.map(({ blobKey }) => blobKey));
  const rows = attachments.flatMap(({ id, activityId, isOnAnActivity, blobKey, size, sha256 }) => {
    if (activityId !== null && !isOnAnActivity)
      return [violation('I4', `attachment ${id} is on an activity that is not there`)];
    if (blobKey === null) return activityId === null ? [] : [violation('I4', `attachment ${id} was never uploaded`)];
    const file = files.get(blobKey);
    if (!file) return [violation('I4', `attachment ${id} is without its file ${blobKey}`)];
    const isWhole = file.size === size && file.sha256 === sha256;
    return isWhole ? [] : [violation('I4', `the file ${blobKey} of attachment ${id} has other bytes than were sent`)];
  });
  const orphans = [...files.keys()].filter((key) => !known.has(key));
  return [...rows, ...orphans.map((key) => violation('I4', `the file ${key} is nobody's and was not swept`))];
}

/** I4, I9: one outbox entry and one audit entry for each activity, and none for any other. */
function judgeCompanions({ activities, auditedActivityIds, postedActivityIds }: StoredState): Violation[] {
  const ids = activities.map(({ id }) => id);
  return [
    ...compareIds(ids, auditedActivityIds).map((what) => violation('I9', `audit: ${what}`)),
    ...compareIds(ids, postedActivityIds).map((what) => violation('I4', `outbox: ${what}`)),
  ];
}

function compareIds(activityIds: readonly string[], companions: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const id of companions) counts.set(id, (counts.get(id) ?? 0) + 1);
  const known = new Set(activityIds);
  return [
    ...activityIds
      .filter((id) => counts.get(id) !== 1)
      .map((id) => `activity ${id} has ${counts.get(id) ?? 0} entries instead of 1`),
    ...[...counts.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `an entry is about activity ${id}, which is not there`),
  ];
}
