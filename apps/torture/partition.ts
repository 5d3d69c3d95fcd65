/** Who may write to the server under torture; the server and its data end with the run. */
export const ADMIN_CLIENT_ID = 'torture-admin';
export const SECRET = 'secret-of-the-torture-clients-0123456789';

export const DEPARTMENTS = [
  { name: 'Service', alias: 'support@example.com', messageCenter: 'mc-service' },
  { name: 'Sales', alias: 'sales@example.com', messageCenter: 'mc-sales' },
] as const;

export interface KnownCustomer {
  readonly externalId: string;
  readonly address: string;
}

export const ANN: KnownCustomer = { externalId: 'c-ann', address: 'ann@example.org' };
export const BOB: KnownCustomer = { externalId: 'c-bob', address: 'bob@example.org' };

/** Known senders beyond the two with a login. */
export const OTHER_CUSTOMERS: readonly KnownCustomer[] = Array.from({ length: 20 }, (_, index) => ({
  externalId: `c-known-${index}`,
  address: `known-${index}@example.org`,
}));

const CASE_SCOPES = ['core.casemgr.manage', 'core.casemgr.read', 'core.filemgr.manage', 'core.filemgr.read'];

function customer({ externalId, address }: KnownCustomer): object {
  return { externalId, type: 'individual', firstName: externalId, emails: [address] };
}

/** Two departments and one actor of each kind. */
export const TORTURE_PARTITION = {
  settings: { blockedFileExtensions: ['exe'] },
  departments: DEPARTMENTS.map(({ name, alias, messageCenter }) => ({
    name,
    queues: [{ name: `${name} inbox`, default: true }],
    aliases: [{ name: `${name} alias`, emailAddress: alias }],
    messageCenters: [{ id: messageCenter, name: `${name} center`, issueTypes: [] }],
  })),
  users: [{ login: 'pat', password: 'pat-password-1', firstName: 'Pat', privileges: ['Manage partition resources'] }],
  clients: [
    {
      clientId: 'crm',
      secret: SECRET,
      name: 'CRM',
      scopes: CASE_SCOPES,
      grantTypes: ['client_credentials'],
      mayActFor: ['user', 'customer'],
    },
  ],
  customers: [
    { ...customer(ANN), login: 'ann', password: 'ann-password-1', grantsOn: [BOB.externalId] },
    customer(BOB),
    ...OTHER_CUSTOMERS.map(customer),
  ],
};
