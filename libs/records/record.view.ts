import { personView } from '#activities/party.view.js';
import type { StoredAttachment } from '#attachments/attachment.store.js';
import { isBlockedFile } from '#attachments/attachment.rules.js';
import { linkedNounOf, type RecordField, type RecordTable } from '#record-tables/record-table.js';
import { olderLink } from '#wire/collection-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { SeenLinks } from './link-target.store.js';
import type { ShownEntries } from './record-entry.store.js';
import { mayWrite, type RecordRights } from './record-rights.rules.js';
import type { RecordAuthor, RecordEntry, StoredRecord } from './record.js';

export const RECORD_MANAGER = '/core/recordmgr/v3';

/** A file of a record with what is known of it. */
export type ShownFile = Pick<StoredAttachment, 'id' | 'altId' | 'fileName' | 'contentType' | 'size'> & {
  readonly field: string;
};

/** What belongs to a record besides its values; left out where it was not asked for. */
export interface RecordParts {
  readonly entries?: readonly ShownEntries[] | undefined;
  readonly files?: readonly ShownFile[] | undefined;
  readonly blockedFileExtensions: readonly string[];
  /** The cases and customers among the links that the caller sees. */
  readonly seenLinks: SeenLinks;
}

export function recordPath(table: string, id: string): string {
  return `${RECORD_MANAGER}/${table}/${id}`;
}

/** Where all entries of a field are. */
export function entriesPath(table: string, id: string, field: string): string {
  return `${recordPath(table, id)}/entry/${field}`;
}

/** `fields`: those that the caller may know of. A field without a value is null, or an empty list. */
export function recordView(
  record: StoredRecord,
  { name }: RecordTable,
  fields: readonly RecordField[],
  parts: RecordParts,
): AnswerTree {
  return {
    link: [{ rel: 'self', href: recordPath(name, record.id) }],
    table: name,
    state: record.closedAt === null ? 'open' : 'closed',
    fields: Object.fromEntries(fields.flatMap((field) => fieldView(record, name, field, parts))),
    ...(parts.entries && { olderEntries: olderEntriesView(record.id, name, fields, parts.entries) }),
    created: record.createdAt.toISOString(),
    createdBy: authorView(record.createdBy),
    lastModified: record.lastModifiedAt.toISOString(),
    lastModifiedBy: authorView(record.lastModifiedBy),
    id: record.id,
  };
}

function fieldView(
  record: StoredRecord,
  table: string,
  field: RecordField,
  { entries, files, blockedFileExtensions, seenLinks }: RecordParts,
): [string, AnswerTree][] {
  const { name, type } = field;
  if (type === 'appendOnly') {
    const own = entries?.find((shown) => shown.field === name);
    return entries ? [[name, own?.entries.map(entryView) ?? []]] : [];
  }
  if (type === 'files') {
    const own = files?.filter((file) => file.field === name);
    return own ? [[name, own.map((file) => fileView(record.id, table, file, blockedFileExtensions))]] : [];
  }
  const value = Object.hasOwn(record.values, name) ? record.values[name] : undefined;
  const noun = linkedNounOf(field);
  if (noun) return [[name, typeof value === 'string' && seenLinks[noun].has(value) ? value : null]];
  if (type === 'multiChoice') return [[name, typeof value === 'object' ? [...value] : []]];
  return [[name, typeof value === 'object' ? [...value] : (value ?? null)]];
}

/** The fields of which not all entries are shown, each with the way to those that are older. */
function olderEntriesView(
  recordId: string,
  table: string,
  fields: readonly RecordField[],
  entries: readonly ShownEntries[],
): AnswerTree[] {
  return entries
    .filter(({ field, hasOlder }) => hasOlder && fields.some(({ name }) => name === field))
    .map(({ field, entries: [oldest] }) => ({
      field,
      link: [olderLink(entriesPath(table, recordId, field), new Map(), oldest?.id)],
    }));
}

export function entryView({
  id,
  content,
  author,
  verified,
  messageId,
  activityId,
  createdAt,
  isErased,
}: RecordEntry): AnswerTree {
  return {
    content: isErased ? null : content,
    author: authorView(author),
    verified,
    created: createdAt.toISOString(),
    messageId,
    activity: activityId === null ? null : { id: activityId },
    id,
  };
}

export function fileView(
  recordId: string,
  table: string,
  { id, altId, fileName, contentType, size }: ShownFile,
  blockedFileExtensions: readonly string[],
): Record<string, AnswerTree> {
  return {
    link: [{ rel: 'self', href: `${recordPath(table, recordId)}/attachment/${id}` }],
    altId,
    fileName,
    contentType,
    size,
    blocked: isBlockedFile(fileName, blockedFileExtensions),
    id,
  };
}

function authorView(author: RecordAuthor): AnswerTree {
  if (author.actor !== 'sender') return personView(author);
  const { address, name, userId } = author;
  return { sender: { address, name, user: userId === undefined ? null : { id: userId } } };
}

/** A field as the metadata of its table describes it, and whether the caller may write it. */
export function fieldMetadata(field: RecordField, rights: RecordRights): AnswerTree {
  const { name, label, type, required, values, table } = field;
  return {
    name,
    label,
    dataType: type,
    required,
    writable: mayWrite(rights, name) && (rights.create || rights.update),
    table,
    options:
      values.length === 0 ? null : { multiSelect: type === 'multiChoice', option: values.map((value) => ({ value })) },
  };
}
