import { departmentsOf, type Actor } from '#auth/actor.js';
import type { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import type { RequestContext } from '#http/request-context.js';
import type { DepartmentId } from '#runtime/ids.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { FastifyReply } from 'fastify';

/** The departments whose people and queues a caller sees; undefined for those who see all (MGR-1). */
export function departmentsSeenBy(actor: Actor): readonly DepartmentId[] | undefined {
  return actor.kind === 'user' ? departmentsOf(actor) : undefined;
}

/** The id of a department of the path; 404-100 when there is none such for the caller. */
export function departmentOfPath(configuration: ConfigurationCache, actor: Actor, id: string): string {
  const department = configuration.snapshot().findDepartmentById(id);
  if (!department?.active || departmentsSeenBy(actor)?.includes(department.id) === false) throw pathIdsNotFound([id]);
  return department.id;
}

/** Of a resource that is shown with all its members anyway. */
export const NO_MORE_ATTRIBUTES = { name: '$attribute', description: '`all`; all members are shown anyway.' } as const;

/** What the metadata of a resource without custom attributes is asked for. */
export const METADATA_ATTRIBUTES = ['custom'] as const;

interface Listing<Item extends { readonly name: string }> {
  readonly path: string;
  /** Names of the document element in XML and of the list. */
  readonly root: string;
  readonly member: string;
  /** All of them, in the order of `id`, or of what they are sorted by without being asked. */
  readonly items: readonly Item[];
  readonly view: (item: Item) => AnswerTree;
}

/** One page of what is few enough to be read as a whole. */
export function sendListing<Item extends { readonly name: string }>(
  { query, answerFormat }: RequestContext,
  reply: FastifyReply,
  { path, root, member, items, view }: Listing<Item>,
): FastifyReply {
  const page = readCollectionQuery(query, ['id', 'name']);
  if (page.isCountOnly) return sendTree(reply, answerFormat, 200, root, countTree(path, query, items.length));
  const isByName = query.get('$sort')?.[0] === 'name';
  const sorted = isByName ? items.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : items;
  const ordered = page.isDescending ? sorted.toReversed() : sorted;
  const window = ordered.slice(page.offset, page.offset + page.limit);
  if (window.length === 0) return sendNothing(reply);
  return sendTree(reply, answerFormat, 200, root, {
    [member]: window.map(view),
    paginationInfo: paginationInfo(path, query, page, items.length),
  });
}

/** PostgreSQL has no way to store anything else, so it is not found. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
