/**
 * The merge of a customer, the source, into another one, the target (customers.md CUST-20 to CUST-23): what the target is
 * afterwards. It keeps what it has, gets from the source what it lacks, and is changed as the request says.
 */
import { isDatabaseKey } from '#runtime/ids.js';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { MOST_GRANTS } from './customer-administration.body.js';
import {
  decideCustomerEdit,
  readCustomerEdit,
  withPlainDate,
  type CustomerChange,
  type CustomerEdit,
  type PointChange,
} from './customer-edit.rules.js';
import { MERGE_ELEMENT } from './customer-element.js';
import { at, textOf, type CustomerConfiguration } from './customer-settings.rules.js';
import type { ContactPointRow, ContactRow, CustomerRow, Details } from './customer.store.js';
import { readElement } from './element.rules.js';
import { inOrderOfCodes } from './new-customer.rules.js';
import { joinedLabels } from './staff-members.rules.js';

const SOURCE = 'sourceCustomer';
const TARGET = 'targetCustomer';

/** Which customers are merged, before anything is known of them. */
export interface MergeRequest {
  readonly sourceId: string;
  readonly targetId: string;
  /** What the request says about the target. */
  readonly target: WireObject;
  readonly lastModified: string | undefined;
}

export function readMergeRequest(tree: WireTree): { readonly request: MergeRequest } | { readonly refusals: Refusals } {
  const { value, refusals } = readElement(withPlainTargetDate(tree), MERGE_ELEMENT, '', 'CUST-20');
  if (!isWireObject(value) || refusals.length > 0) return { refusals: inOrderOfCodes(refusals) };
  const target = value[TARGET];
  if (!isWireObject(target)) return { refusals: [refusal('400-146', `${TARGET}.id`, 'it is required', 'CUST-20')] };
  return {
    request: {
      sourceId: textOf(at(value, `${SOURCE}.id`)) ?? '',
      targetId: textOf(target['id']) ?? '',
      target,
      lastModified: textOf(target['lastModified']) ?? undefined,
    },
  };
}

function withPlainTargetDate(tree: WireTree): WireTree {
  if (!isWireObject(tree) || tree[TARGET] === undefined) return tree;
  return { ...tree, [TARGET]: withPlainDate(tree[TARGET]) };
}

/** The ids that can exist, for whoever looks them up. */
export function mergedIds({ sourceId, targetId }: MergeRequest): string[] {
  return [sourceId, targetId].filter(isDatabaseKey);
}

/** What decides on a merge; both customers as the caller may see them, undefined when it may not. */
export interface MergeFacts {
  readonly source: CustomerRow | undefined;
  readonly target: CustomerRow | undefined;
  readonly isDepartmentalized: boolean;
  readonly configuration: CustomerConfiguration;
  /** Departments of the source's activities and cases in which the caller does not work. */
  readonly isElsewhereToo: boolean;
  /** How many grants the target would hold, and how many would hold one on it. */
  readonly grantsHeld: number;
  readonly grantsGiven: number;
}

export interface MergeDecision {
  readonly source: CustomerRow;
  readonly target: CustomerRow;
  /** What the request changes of the target, on top of what it gets from the source. */
  readonly change: CustomerChange;
  /** The target afterwards, as it is shown. */
  readonly result: CustomerRow;
  /** The source's contact and the one that takes its place; undefined when it becomes a contact of the target. */
  readonly contact: { readonly fromId: string; readonly toId: string } | undefined;
  /** Contact points of the source that the target has already. */
  readonly doubledPointIds: readonly string[];
}

export function decideMerge(
  request: MergeRequest,
  facts: MergeFacts,
): { readonly decision: MergeDecision } | { readonly refusals: Refusals } {
  const { source, target } = facts;
  if (!source || !target) return { refusals: unknownRefusals(request, facts) };
  const [first, ...others] = fitRefusals(source, target, facts);
  if (first) return { refusals: [first, ...others] };
  const read = readCustomerEdit(request.target, {
    type: target.type,
    isOwnProfile: false,
    mayChangeNothing: true,
    configuration: facts.configuration,
    path: TARGET,
  });
  if ('refusals' in read) return { refusals: read.refusals };
  return combine(source, target, read.edit);
}

function unknownRefusals({ sourceId, targetId }: MergeRequest, { source, target }: MergeFacts): Refusals {
  const unknown = (path: string, id: string): Refusal => {
    const reason = 'no customer that the caller may see';
    return { code: '400-194', attribute: `${path}.id`, reason, clause: 'CUST-20', id };
  };
  if (source) return [unknown(TARGET, targetId)];
  return target ? [unknown(SOURCE, sourceId)] : [unknown(SOURCE, sourceId), unknown(TARGET, targetId)];
}

/** CUST-20: which customers can be merged at all. */
function fitRefusals(source: CustomerRow, target: CustomerRow, facts: MergeFacts): Refusal[] {
  const refuse = (path: string, reason: string): Refusal => refusal('400-152', `${path}.id`, reason, 'CUST-20');
  if (source.id === target.id) return [refuse(TARGET, 'it is the same customer')];
  const isElsewhere = facts.isDepartmentalized && source.departmentId !== target.departmentId;
  return [
    ...(source.type === 'individual'
      ? []
      : [refuse(SOURCE, `only individual customers are merged, not ${source.type}`)]),
    ...[source, target].flatMap((customer, index) =>
      customer.isObfuscated ? [refuse(index === 0 ? SOURCE : TARGET, 'the customer was obfuscated')] : [],
    ),
    ...(isElsewhere ? [refuse(SOURCE, 'the two belong to different departments')] : []),
    ...(facts.isElsewhereToo ? [refuse(SOURCE, 'it has activities in departments of others')] : []),
    ...(target.type === 'individual' ? grantRefusals(facts, refuse) : []),
  ];
}

function grantRefusals(
  { grantsHeld, grantsGiven }: MergeFacts,
  refuse: (path: string, reason: string) => Refusal,
): Refusal[] {
  const most = Math.max(grantsHeld, grantsGiven);
  const reason = `a customer has at most ${MOST_GRANTS} grants each way, it would have ${most} (C-7)`;
  return most > MOST_GRANTS ? [refuse(SOURCE, reason)] : [];
}

function combine(
  source: CustomerRow,
  target: CustomerRow,
  edit: CustomerEdit,
): { readonly decision: MergeDecision } | { readonly refusals: Refusals } {
  const [sourceContact] = source.contacts;
  const place = placeOf(sourceContact, target, edit);
  const filled: CustomerRow = {
    ...target,
    externalId: target.externalId ?? source.externalId,
    details: mergedDetails(target.details, source.details),
    contacts: contactsAfter(sourceContact, target, place),
  };
  const decided = decideCustomerEdit(filled, atPlace(edit, place), { contactId: undefined });
  if ('refusals' in decided) return decided;
  const isDissolved = sourceContact !== undefined && place !== undefined && place !== sourceContact.id;
  return {
    decision: {
      source,
      target,
      change: withFilledContact(decided.change, filled, place),
      result: afterChange(filled, decided.change),
      contact: isDissolved ? { fromId: sourceContact.id, toId: place } : undefined,
      doubledPointIds: isDissolved ? doubledPoints(sourceContact, target, place) : [],
    },
  };
}

/** The contact that the source's becomes: the individual's only one, the one named, or else itself. */
function placeOf(sourceContact: ContactRow | undefined, target: CustomerRow, edit: CustomerEdit): string | undefined {
  const [edited] = edit.contacts;
  const own = target.type === 'individual' ? target.contacts[0]?.id : undefined;
  return own ?? edited?.id ?? sourceContact?.id;
}

/** What the request says about a contact without an id is about the one that the source's becomes. */
function atPlace(edit: CustomerEdit, place: string | undefined): CustomerEdit {
  const [first, ...others] = edit.contacts;
  if (!first || first.id !== undefined || place === undefined) return edit;
  return { ...edit, contacts: [{ ...first, id: place }, ...others] };
}

function contactsAfter(
  sourceContact: ContactRow | undefined,
  target: CustomerRow,
  place: string | undefined,
): readonly ContactRow[] {
  if (!sourceContact) return target.contacts;
  if (place === sourceContact.id) return [...target.contacts, sourceContact];
  return target.contacts.map((contact) => {
    if (contact.id !== place) return contact;
    const doubled = new Set(doubledPoints(sourceContact, target, place));
    const hasPrimary = contact.contactPoints.some(({ isPrimary }) => isPrimary);
    const gained = sourceContact.contactPoints
      .filter(({ id }) => !doubled.has(id))
      .map((point) => ({ ...point, isPrimary: point.isPrimary && !hasPrimary }));
    return {
      ...contact,
      firstName: contact.firstName ?? sourceContact.firstName,
      middleName: contact.middleName ?? (contact.firstName === null ? sourceContact.middleName : null),
      lastName: contact.lastName ?? sourceContact.lastName,
      details: filledUp(contact.details, sourceContact.details),
      contactPoints: [...contact.contactPoints, ...gained],
    };
  });
}

function doubledPoints(sourceContact: ContactRow, target: CustomerRow, place: string): string[] {
  const kept = target.contacts.find(({ id }) => id === place)?.contactPoints ?? [];
  const keys = new Set(kept.map(pointKey));
  return sourceContact.contactPoints.filter((point) => keys.has(pointKey(point))).map(({ id }) => id);
}

/** What makes two contact points the same; addresses are different always, because they are unique. */
function pointKey({ type, emailAddress, details }: ContactPointRow): string {
  const { priority: _, ...said } = details;
  return JSON.stringify([
    type,
    emailAddress,
    Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
}

/** The contact that got something from the source is written even when the request says nothing about it. */
function withFilledContact(change: CustomerChange, filled: CustomerRow, place: string | undefined): CustomerChange {
  const contact = filled.contacts.find(({ id }) => id === place);
  if (!contact || change.contacts.some(({ id }) => id === place)) return change;
  const { id, firstName, middleName, lastName, details } = contact;
  const written = { id, firstName, middleName, lastName, details: details as WireObject, points: [] };
  return { ...change, contacts: [...change.contacts, written] };
}

function afterChange(filled: CustomerRow, change: CustomerChange): CustomerRow {
  const changed = new Map(change.contacts.map((contact) => [contact.id, contact]));
  return {
    ...filled,
    customerName: change.customerName,
    groupType: change.groupType,
    details: change.details,
    contacts: filled.contacts.map((contact) => {
      const now = changed.get(contact.id);
      if (!now) return contact;
      const { firstName, middleName, lastName, details } = now;
      const contactPoints = pointsAfter(contact.contactPoints, now.points, change.removedPoints);
      return { ...contact, firstName, middleName, lastName, details, contactPoints };
    }),
  };
}

/** A new contact point has no id yet. */
function pointsAfter(
  points: readonly ContactPointRow[],
  changes: readonly PointChange[],
  removed: readonly string[],
): ContactPointRow[] {
  const changed = new Map(changes.map((point) => [point.id, point]));
  const kept = points
    .filter(({ id }) => !removed.includes(id))
    .map((point) => ({ ...point, ...changed.get(point.id), id: point.id }));
  return [...kept, ...changes.filter(({ id }) => id === undefined).map((point) => ({ ...point, id: '' }))];
}

/** An owner is one as a whole, and no label is lost. */
function mergedDetails(kept: Details, gained: Details): WireObject {
  const labels = joinedLabels(kept['labels'], gained['labels']);
  const owner = (kept['owner'] ?? gained['owner']) as WireTree | undefined;
  return {
    ...filledUp(kept, gained),
    ...(labels.length > 0 && { labels: [...labels] }),
    ...(owner !== undefined && { owner }),
  };
}

/** Members that one has not got, from the other; custom attributes and nested members each by itself. */
export function filledUp(kept: Details, gained: Details): WireObject {
  const filled: WireObject = { ...(gained as WireObject) };
  for (const [name, value] of Object.entries(kept as WireObject)) {
    const other = filled[name];
    filled[name] =
      isWireObject(value) && isWireObject(other) && value['value'] === undefined ? filledUp(value, other) : value;
  }
  return filled;
}

function refusal(code: '400-146' | '400-152', attribute: string, reason: string, clause: string): Refusal {
  return { code, attribute, reason, clause };
}
