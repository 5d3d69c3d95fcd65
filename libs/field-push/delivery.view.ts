import type { AnswerTree } from '#wire/xml-writer.js';
import type { LoggedDelivery } from './delivery-log.store.js';
import { redacted } from './redaction.rules.js';

/** A delivery as the log shows it (field-push.md FQ-3): without secrets, and long texts only as far as they begin. */
export function deliveryView(delivery: LoggedDelivery): AnswerTree {
  const { id, pushId, lane, object, recordId, webhookId, state, createdAt, availableAt, attempts, body } = delivery;
  return {
    id,
    push: pushId,
    lane,
    object,
    recordId,
    webhookId,
    state,
    created: createdAt.toISOString(),
    nextAttempt: state === 'pending' && lane === 'durable' ? availableAt.toISOString() : null,
    request: redacted(body),
    attempt: attempts.map((attempt) => ({ ...attempt, startedAt: new Date(attempt.startedAt).toISOString() })),
  };
}
