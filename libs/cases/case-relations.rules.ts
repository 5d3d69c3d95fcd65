/** `relatedCases` of an edit (around-activity.md CASE-10): links to cases that are related from now on, or no more. */
import type { Judged } from '#activities/activity-edit.rules.js';
import { judged } from '#activities/activity-edit.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import type { RelatedCasesBody } from './case-edit.body.js';

/** Cases that one case may be related to. */
export const MOST_RELATED = 75;

/** A case as a link names it, and where in the body that is. */
export interface NamedCase {
  readonly id: string;
  readonly path: string;
}

export interface RelationChange {
  readonly link: readonly NamedCase[];
  readonly unlink: readonly NamedCase[];
}

/** The id at the end of what answers show as the path of a case. */
const HREF = /\/case\/(\d{1,19})(?:\?.*)?$/;

export function readRelationChange(
  body: RelatedCasesBody | null | undefined,
  caseId: string,
): Judged<RelationChange | undefined> {
  if (!body) return { value: undefined };
  const refusals: Refusal[] = [];
  const refuse = (attribute: string, reason: string): void => {
    refusals.push({ code: '400-152', attribute, reason, clause: 'CASE-10' });
  };
  const read = (member: 'link' | 'unlink'): NamedCase[] =>
    (body[member] ?? []).flatMap(({ href }, index) => {
      const path = `relatedCases.${member}[${index}].href`;
      const id = HREF.exec(href)?.[1];
      if (id === undefined) refuse(path, 'must be the path of a case');
      if (id === caseId) refuse(path, 'is the case itself');
      return id === undefined ? [] : [{ id, path }];
    });
  const change = { link: read('link'), unlink: read('unlink') };
  for (const { id, path } of change.unlink) {
    if (change.link.some((linked) => linked.id === id)) refuse(path, 'is linked by the same request');
  }
  return judged(change, refusals);
}
