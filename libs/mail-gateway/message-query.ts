import { departmentsOf, type Actor } from '#auth/actor.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import type { QueryValues } from '#http/query.js';
import { readCollectionQuery, singleChoice, singleValue } from '#wire/collection-query.js';
import { readDateTime } from '#wire/date-time.rules.js';
import { OUTCOMES } from './journal.js';
import type { JournalFilter, JournalReader } from './journal.store.js';

/** How the journal is searched (mail-gateway.md MN-3). */
export const JOURNAL_PARAMETERS = [
  { name: 'outcome', description: `\`unprocessed\`, or one of ${OUTCOMES.join(', ')}.` },
  { name: 'reason', description: 'The reason, to the letter.' },
  { name: 'account', description: 'Id of the inbound account; that of an implicit one is the address of its alias.' },
  { name: 'receivedAfter', description: 'Date and time from which on mails were received.' },
  { name: 'receivedBefore', description: 'Date and time before which mails were received.' },
  { name: 'before', description: 'Only mails older than this id; how the link `next` goes on.' },
  { name: '$pagesize', description: 'Items of one page, 1 to 75; 25 when left out.' },
] as const;

export function readJournalQuery(query: QueryValues): JournalFilter & { readonly limit: number } {
  const beforeId = singleValue(query, 'before');
  if (beforeId !== undefined && !isDatabaseKey(beforeId)) throw new Failure('400-244', { query_parameter: 'before' });
  return {
    outcome: singleChoice(query, 'outcome', [...OUTCOMES, 'unprocessed']),
    reason: singleValue(query, 'reason'),
    account: singleValue(query, 'account'),
    receivedAfter: readMoment(query, 'receivedAfter'),
    receivedBefore: readMoment(query, 'receivedBefore'),
    beforeId,
    limit: readCollectionQuery(query, ['id']).limit,
  };
}

/** A department's user sees what came for the departments that it works in. */
export function journalReaderOf(actor: Actor): JournalReader {
  return { departmentIds: actor.kind === 'user' ? departmentsOf(actor) : undefined };
}

function readMoment(query: QueryValues, name: string): Date | undefined {
  const text = singleValue(query, name);
  if (text === undefined) return undefined;
  const moment = readDateTime(text);
  if (!moment) throw new Failure('400-244', { query_parameter: name });
  return moment;
}
