import { failureOf } from '#runtime/errors/refusal.js';
import { Key, Text } from '#wire/body-members.js';
import { readDateTime } from '#wire/date-time.rules.js';

/** Which failed deliveries are sent again (field-push.md FQ-3). */
export class ReplayBody {
  /** ISO 8601 with a zone: those that were created then or later. */
  @Key(40)
  since!: string;

  /** The id of a push; left out, those of all. */
  @Text(100)
  push?: string | null;
}

/** Refuses with 400-152 what is no time. */
export function readSince({ since }: ReplayBody): Date {
  const date = readDateTime(since);
  if (date) return date;
  const reason = 'it must be an ISO 8601 date and time with a zone';
  throw failureOf([{ code: '400-152', attribute: 'since', reason, clause: 'FQ-3' }]);
}
