import { ALL_SCOPES, MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import type { DemoCredentials } from './demo-credentials.js';
import type { PartitionDocument } from './partition-document.body.js';

/** Scopes of the demo's CRM: cases, customers, files, mail and records, but no administration. */
const CRM_SCOPES = ALL_SCOPES.filter((scope) => /^core\.(casemgr|customermgr|filemgr|mailmgr|recordmgr)\./.test(scope));

/** Whoever tries the x-desk headers out sends them from here (mail-gateway.md MA-1). */
const BELIEVES_THIS_MACHINE = { trust: { networks: ['127.0.0.0/8', '::1/128'] } };

/** As it is written down: rights by the names of tables. */
type DemoPartition = Omit<PartitionDocument, 'groups'> & { readonly groups: readonly object[] };

/** A small partition to try everything with: two departments, one actor of each kind, one custom attribute of most types. */
export function demoPartition(credentials: DemoCredentials): DemoPartition {
  return {
    settings: { customerDepartmentalization: false, enableSecureMessaging: true, blockedFileExtensions: ['exe'] },
    departments: [
      {
        name: 'Service',
        queues: [{ name: 'Service inbox', default: true }],
        aliases: [
          { name: 'Support', emailAddress: 'support@example.com' },
          { name: 'Requests', emailAddress: 'requests@example.com' },
        ],
        messageCenters: [
          { id: 'mc-service', name: 'Service center', issueTypes: [{ id: 'billing', name: 'Billing' }] },
        ],
      },
      {
        name: 'Sales',
        queues: [{ name: 'Sales inbox', default: true }],
        aliases: [{ name: 'Sales', emailAddress: 'sales@example.com' }],
        messageCenters: [{ id: 'mc-sales', name: 'Sales center', issueTypes: [{ id: 'offer', name: 'Offer' }] }],
      },
    ],
    customAttributes: [
      { object: 'activity', name: 'product', dataType: 'stringList', values: ['laptop', 'phone'] },
      { object: 'activity', name: 'reference', dataType: 'string' },
      { object: 'activity', name: 'quantity', dataType: 'integer' },
    ],
    users: [
      {
        login: 'pat',
        password: credentials.patPassword,
        firstName: 'Pat',
        lastName: 'Doe',
        privileges: [MANAGE_PARTITION_RESOURCES],
      },
      // Nobody signs in as this one: its rights are those of whoever writes to requests@example.com and is not known.
      { login: 'guest', firstName: 'Any', lastName: 'Body' },
    ],
    clients: [
      {
        clientId: 'crm',
        secret: credentials.crmSecret,
        name: 'CRM',
        scopes: [...CRM_SCOPES],
        grantTypes: ['client_credentials'],
        mayActFor: ['user', 'customer'],
      },
      {
        clientId: 'admin',
        secret: credentials.adminSecret,
        name: 'Administration',
        scopes: [...ALL_SCOPES],
        grantTypes: ['client_credentials'],
        mayActFor: ['user', 'customer'],
      },
    ],
    recordTables: [
      {
        name: 'asset',
        label: 'Asset requests',
        onClosed: 'append',
        fields: [
          { name: 'title', label: 'Title', type: 'text', required: true },
          { name: 'amount', label: 'Amount', type: 'number' },
          { name: 'kind', label: 'Kind', type: 'choice', values: ['laptop', 'phone'] },
          { name: 'log', label: 'Log', type: 'appendOnly' },
          { name: 'files', label: 'Files', type: 'files' },
          { name: 'requester', label: 'Requester', type: 'email' },
        ],
      },
    ],
    groups: [
      {
        name: 'Staff',
        users: ['pat'],
        tables: {
          asset: { create: true, read: true, update: true, fields: ['title', 'amount', 'kind', 'log', 'files'] },
        },
      },
      {
        name: 'Guests',
        users: ['guest'],
        tables: { asset: { create: true, fields: ['title', 'amount', 'kind', 'log', 'files'] } },
      },
    ],
    inboundAccounts: [
      { id: 'support', alias: 'support@example.com', headers: BELIEVES_THIS_MACHINE },
      { id: 'sales', alias: 'sales@example.com', headers: BELIEVES_THIS_MACHINE },
      {
        id: 'requests',
        alias: 'requests@example.com',
        table: 'asset',
        access: { groups: ['Staff'], guestUser: 'guest' },
        mapping: { subject: 'title', fromAddress: 'requester', text: 'log', attachments: 'files' },
        updates: { text: 'log', attachments: 'files', fieldUpdates: true },
        parsing: { separator: ':' },
      },
    ],
    customers: [
      {
        externalId: 'c-ann',
        type: 'individual',
        firstName: 'Ann',
        lastName: 'Lee',
        emails: ['ann@example.org'],
        login: 'ann',
        password: credentials.annPassword,
        grantsOn: ['c-bob'],
      },
      {
        externalId: 'c-bob',
        type: 'individual',
        firstName: 'Bob',
        lastName: 'Ray',
        emails: ['bob@example.org'],
        login: 'bob',
        password: credentials.bobPassword,
      },
    ],
  };
}
