/** What the client of an agent is told of its pushes (field-push.md FW-1, FR-4). */
import type { FieldValues } from '#field-pushes/push-value.js';
import type { Replied } from './interactive-lane.js';
import type { TakenPush } from './known-values.rules.js';
import type { Skipped } from './write-back.rules.js';
import type { Answered, Modified, WrittenBack } from './write-back.js';

/** What came of pushing while an agent waits. */
export interface PushOutcome {
  readonly pushed: readonly string[];
  readonly applied: FieldValues;
  readonly skipped: readonly Skipped[];
  readonly error: string | undefined;
  readonly modified: Modified | undefined;
}

export const NOTHING_PUSHED: PushOutcome = {
  pushed: [],
  applied: {},
  skipped: [],
  error: undefined,
  modified: undefined,
};

/** Characters of the text that an agent is shown (field-push.md FR-4). */
const LONGEST_ERROR = 500;

/** Their answers, of those who said yes. */
export function answersOf(replies: readonly Replied[]): Answered[] {
  return replies.flatMap(({ pushId, verdict }) => (verdict.isSuccess ? [{ pushId, answer: verdict.answer }] : []));
}

/** What receivers have said yes to. */
export function takenOf(replies: readonly Replied[]): TakenPush[] {
  return replies.flatMap(({ pushId, fields, attempted, verdict }) =>
    verdict.isSuccess && attempted ? [{ pushId, fields, deliveryId: attempted.delivery.id }] : [],
  );
}

export function outcomeOf(
  replies: readonly Replied[],
  { values, skipped, faults, modified }: WrittenBack,
): PushOutcome {
  const named = (pushId: string, error: string): string => (replies.length > 1 ? `${pushId}: ${error}` : error);
  const errors = replies.flatMap(({ pushId, verdict }) => (verdict.isSuccess ? [] : [named(pushId, verdict.error)]));
  const error = [...errors, ...faults].join('; ');
  return {
    pushed: replies.flatMap(({ pushId, attempted }) => (attempted ? [pushId] : [])),
    applied: values,
    skipped,
    error: error === '' ? undefined : error.slice(0, LONGEST_ERROR).toWellFormed(),
    modified,
  };
}
