/** Somebody who can have a token: a client by client id, a user by login, a customer by external id. */
export type Who = { readonly client: string } | { readonly user: string } | { readonly customer: string };

export const TEST_SECRET = 'test-secret-of-all-test-clients-0123456789';

/** Two departments, every kind of principal, every kind of custom attribute: what most suites start from. */
export const TEST_PARTITION = {
  settings: { blockedFileExtensions: ['exe'] },
  departments: [
    {
      name: 'Service',
      queues: [{ name: 'Service inbox', default: true }, { name: 'Complaints' }],
      aliases: [
        { name: 'Support', emailAddress: 'support@example.com', active: true },
        { name: 'Old support', emailAddress: 'old-support@example.com', active: false },
      ],
      messageCenters: [
        {
          id: 'mc-service',
          name: 'Service center',
          active: true,
          issueTypes: [
            { id: 'billing', name: 'Billing' },
            { id: 'delivery', name: 'Delivery' },
          ],
        },
        { id: 'mc-closed', name: 'Closed center', active: false, issueTypes: [] },
      ],
    },
    {
      name: 'Sales',
      queues: [{ name: 'Sales inbox', default: true }],
      aliases: [{ name: 'Sales', emailAddress: 'sales@example.com', active: true }],
      messageCenters: [
        { id: 'mc-sales', name: 'Sales center', active: true, issueTypes: [{ id: 'offer', name: 'Offer' }] },
      ],
    },
  ],
  customAttributes: [
    {
      object: 'activity',
      name: 'product',
      dataType: 'stringList',
      values: ['laptop', 'phone'],
      multiSelect: false,
      size: 255,
    },
    {
      object: 'activity',
      name: 'topics',
      dataType: 'stringList',
      values: ['a', 'b', 'c'],
      multiSelect: true,
      size: 255,
    },
    { object: 'activity', name: 'reference', dataType: 'string', size: 10 },
    { object: 'activity', name: 'quantity', dataType: 'integer' },
    { object: 'activity', name: 'wanted', dataType: 'datetime' },
    { object: 'case', name: 'caseOnly', dataType: 'string' },
  ],
  users: [
    {
      login: 'pat',
      password: 'pat-password-1',
      firstName: 'Pat',
      lastName: 'Doe',
      privileges: ['Manage partition resources'],
    },
    {
      login: 'sam',
      password: 'sam-password-1',
      firstName: 'Sam',
      lastName: 'Ray',
      department: 'Service',
      privileges: ['Manage partition resources'],
    },
    { login: 'lee', password: 'lee-password-1', firstName: 'Lee', lastName: 'Kim', privileges: [] },
  ],
  clients: [
    {
      clientId: 'crm',
      secret: TEST_SECRET,
      name: 'CRM',
      scopes: [
        'core.casemgr.manage',
        'core.casemgr.read',
        'core.customermgr.manage',
        'core.customermgr.read',
        'core.filemgr.manage',
        'core.filemgr.read',
      ],
      grantTypes: ['client_credentials'],
      mayActFor: ['user', 'customer'],
    },
    {
      clientId: 'reader',
      secret: TEST_SECRET,
      name: 'Reader',
      scopes: ['core.casemgr.read'],
      grantTypes: ['client_credentials'],
    },
  ],
  customers: [
    {
      externalId: 'c-ann',
      type: 'individual',
      department: 'Service',
      firstName: 'Ann',
      lastName: 'Lee',
      emails: ['ann@example.org', 'ann.second@example.org'],
      login: 'ann',
      password: 'ann-password-1',
      grantsOn: ['c-bob', 'c-mute'],
    },
    {
      externalId: 'c-bob',
      type: 'individual',
      department: 'Service',
      firstName: 'Bob',
      lastName: 'Ray',
      emails: ['bob@example.org'],
      login: 'bob',
      password: 'bob-password-1',
    },
    { externalId: 'c-mute', type: 'individual', department: 'Service', firstName: 'Mute', lastName: 'Moe', emails: [] },
    {
      externalId: 'c-sue',
      type: 'individual',
      department: 'Sales',
      firstName: 'Sue',
      lastName: 'Sol',
      emails: ['sue@example.org'],
      login: 'sue',
      password: 'sue-password-1',
    },
    {
      externalId: 'c-shared',
      type: 'individual',
      department: null,
      firstName: 'Shay',
      lastName: 'Red',
      emails: ['shared@example.org'],
    },
  ],
} as const;
