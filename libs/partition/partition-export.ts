import type { AdministeredCustomer } from '#customers/customer-administration.store.js';
import type { StoredDepartment } from '#departments/department.store.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { ALIASES } from './kinds/aliases.kind.js';
import { CLIENTS } from './kinds/clients.kind.js';
import { CUSTOM_ATTRIBUTES } from './kinds/custom-attributes.kind.js';
import { FIELD_PUSHES } from './kinds/field-pushes.kind.js';
import { MAIL_DOMAINS } from './kinds/mail-domains.kind.js';
import { DEPARTMENTS } from './kinds/departments.kind.js';
import { INBOUND_ACCOUNTS } from './kinds/inbound-accounts.kind.js';
import { GROUPS } from './kinds/groups.kind.js';
import type { ItemView } from './kinds/kind.js';
import { MESSAGE_CENTERS } from './kinds/message-centers.kind.js';
import { QUEUES } from './kinds/queues.kind.js';
import { RECORD_TABLES } from './kinds/record-tables.kind.js';
import { USERS } from './kinds/users.kind.js';
import type { PartitionState } from './partition-state.js';

/** The partition as a document, which changes nothing when it is applied again (runtime.md §4); without any secret. */
export function exportPartition(state: PartitionState, customers: readonly AdministeredCustomer[]): AnswerTree {
  return {
    settings: { ...state.settings },
    departments: state.departments.all().map((department) => exportDepartment(department, state)),
    customAttributes: state.customAttributes.all().map((attribute) => CUSTOM_ATTRIBUTES.view(attribute, state)),
    users: state.users.all().map((user) => USERS.view(user, state)),
    clients: state.clients.all().map((client) => CLIENTS.view(client, state)),
    inboundAccounts: state.inboundAccounts.all().map((account) => INBOUND_ACCOUNTS.view(account, state)),
    recordTables: state.recordTables.all().map((table) => RECORD_TABLES.view(table, state)),
    groups: state.groups.all().map((group) => GROUPS.view(group, state)),
    mailDomains: state.mailDomains.all().map((domain) => MAIL_DOMAINS.view(domain, state)),
    fieldPushes: state.fieldPushes.all().map((push) => FIELD_PUSHES.view(push, state)),
    customers: customers.map((customer) => exportCustomer(customer, state)),
  };
}

function exportDepartment(department: StoredDepartment, state: PartitionState): AnswerTree {
  const isOwn = ({ departmentId }: { departmentId: string }): boolean => departmentId === department.id;
  return {
    ...DEPARTMENTS.view(department, state),
    queues: state.queues
      .all()
      .filter(isOwn)
      .map((queue) => withoutDepartment(QUEUES.view(queue, state))),
    aliases: state.aliases
      .all()
      .filter(isOwn)
      .map((alias) => withoutDepartment(ALIASES.view(alias, state))),
    messageCenters: state.messageCenters
      .all()
      .filter(isOwn)
      .map((center) => withoutDepartment(MESSAGE_CENTERS.view(center, state))),
  };
}

/** Inside its department, an item does not name it. */
function withoutDepartment(view: ItemView): ItemView {
  return Object.fromEntries(Object.entries(view).filter(([member]) => member !== 'department'));
}

function exportCustomer(customer: AdministeredCustomer, state: PartitionState): AnswerTree {
  const {
    externalId,
    type,
    departmentId,
    customerName,
    groupType,
    firstName,
    lastName,
    emails,
    login,
    grantsOn,
    description,
    labels,
    language,
    organization,
    owner,
    active,
  } = customer;
  const department = state.departmentName(departmentId);
  return {
    externalId,
    type,
    department,
    customerName,
    groupType,
    firstName,
    lastName,
    emails,
    login,
    grantsOn,
    description,
    labels,
    language,
    organization,
    owner: owner && { ...owner },
    active,
  };
}
