import type { CustomerBody } from '#customers/customer-administration.body.js';
import type { AdministeredCustomer, StaffMembers } from '#customers/customer-administration.store.js';
import { normalLabels } from '#customers/staff-members.rules.js';
import { addressKey, emailAddressFault } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { languageTag } from '#runtime/language.js';
import type { Settings } from '#settings/settings.js';
import type { Draft } from '#storage/item-store.js';
import { merged, type MergeMode } from './merge.rules.js';

interface CustomerEditing {
  readonly mode: MergeMode;
  readonly previous: AdministeredCustomer | undefined;
  readonly settings: Settings;
  /** The id of the department that the body names. */
  readonly departmentId: AdministeredCustomer['departmentId'] | undefined;
  readonly refuse: (member: string, reason: string, code?: Refusal['code']) => void;
}

type Fields = Omit<
  AdministeredCustomer,
  'id' | 'externalId' | 'contactId' | 'passwordHash' | 'grantsOn' | keyof StaffMembers
>;

/** What a body makes of a customer, grants and password apart (runtime.md §4, casemgr.md C-5). */
export function draftCustomer(body: CustomerBody, editing: CustomerEditing): Draft<AdministeredCustomer> {
  const { previous, departmentId } = editing;
  const type = body.type ?? previous?.type ?? 'individual';
  const fields = merged<Fields>(
    editing.mode,
    {
      type,
      departmentId,
      customerName: body.customerName,
      groupType: body.groupType,
      active: body.active,
      firstName: body.firstName,
      lastName: body.lastName,
      login: body.login,
      emails: body.emails,
    },
    previous,
    defaultsFor(type, editing),
  );
  refuseIncomplete(fields, editing);
  refuseBadEmails(body.emails ?? [], editing);
  return {
    id: previous?.id,
    externalId: body.externalId,
    contactId: previous?.contactId ?? null,
    passwordHash: previous?.passwordHash ?? null,
    grantsOn: previous?.grantsOn ?? [],
    ...fields,
    ...staffMembers(body, editing),
    emails: previous && isSameAddressList(previous.emails, fields.emails) ? previous.emails : fields.emails,
  };
}

/** CUST-25: what is left out stays in either mode, because staff and receivers of pushes set it as well. */
function staffMembers(
  { description, labels, language, organization, owner }: CustomerBody,
  { previous, refuse }: CustomerEditing,
): StaffMembers {
  const tag = language ? languageTag(language) : undefined;
  if (language && tag === undefined) refuse('language', 'it must be the code of a language, such as en');
  const { user = null, group = null } = owner ?? {};
  return {
    description: description === undefined ? (previous?.description ?? null) : description || null,
    labels: labels === undefined ? (previous?.labels ?? []) : normalLabels(labels ?? []),
    language: language === undefined ? (previous?.language ?? null) : (tag ?? null),
    organization: organization === undefined ? (previous?.organization ?? null) : organization || null,
    owner: owner === undefined ? (previous?.owner ?? null) : user === null && group === null ? null : { user, group },
  };
}

/** A member that its type requires has no default, so it keeps its value. */
function defaultsFor(type: Fields['type'], { previous, settings }: CustomerEditing): Fields {
  const isIndividual = type === 'individual';
  return {
    type,
    departmentId: null,
    customerName: isIndividual ? null : (previous?.customerName ?? null),
    groupType: type === 'group' ? (settings.customerGroupTypes[0] ?? null) : null,
    active: true,
    firstName: isIndividual ? (previous?.firstName ?? null) : null,
    lastName: null,
    login: null,
    emails: [],
  };
}

/** casemgr.md C-5: individual needs a first name, group and corporate a customer name, a group one of the group types. */
function refuseIncomplete(
  { type, firstName, customerName, groupType }: Fields,
  { refuse, settings }: CustomerEditing,
): void {
  if (type === 'individual' && firstName === null) refuse('firstName', 'an individual customer needs one', '400-146');
  if (type !== 'individual' && customerName === null) refuse('customerName', `a ${type} customer needs one`, '400-146');
  if (type === 'group' && !settings.customerGroupTypes.includes(groupType ?? '')) {
    refuse('groupType', `it must be one of ${settings.customerGroupTypes.join(', ')}`);
  }
}

function refuseBadEmails(emails: readonly string[], { refuse }: CustomerEditing): void {
  emails.forEach((email, index) => {
    const fault = emailAddressFault(email);
    if (fault !== undefined) refuse(`emails[${index}]`, `${fault} (B-22)`);
    const isRepeated = emails.findIndex((other) => addressKey(other) === addressKey(email)) < index;
    if (isRepeated) refuse(`emails[${index}]`, 'the address is in the list twice');
  });
}

/** Only the first address has a place of its own: it is the primary one. */
function isSameAddressList(one: readonly string[], other: readonly string[]): boolean {
  const others = new Set(other);
  return one[0] === other[0] && one.length === others.size && one.every((email) => others.has(email));
}
