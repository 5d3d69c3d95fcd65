import type { ElementRule, ObjectRule } from './element.rules.js';

/** The `customer` element (casemgr.md C-5, customers.md CUST-2): its members, limits and vocabularies, as one table. */
function object(
  members: Readonly<Record<string, ElementRule>>,
  required: readonly string[] = [],
  aliases: Readonly<Record<string, string>> = {},
): ObjectRule {
  return { kind: 'object', members, required, aliases };
}

function list(item: ElementRule): ElementRule {
  return { kind: 'list', item };
}

function text(longest: number): ElementRule {
  return { kind: 'text', longest };
}

function figure(longest: number): ElementRule {
  return { kind: 'figure', longest };
}

/** `{ value: … }`, with one of the values named, or any short text where the vocabulary is the installation's own. */
function valued(...choices: readonly string[]): ElementRule {
  return object({ value: choices.length > 0 ? { kind: 'choice', choices } : text(255) }, ['value']);
}

const FLAG: ElementRule = { kind: 'flag' };
const PRIORITY = valued('low', 'medium', 'high');

const CUSTOM_ATTRIBUTE = object(
  {
    attribName: text(255),
    attribValues: object({ attribValue: list(object({ value: figure(4000) }, ['value'])) }, ['attribValue']),
  },
  ['attribName', 'attribValues'],
);

const CUSTOM_ATTRIBUTES = object({ customAttribute: list(CUSTOM_ATTRIBUTE) });

/** What contact points of every kind have. */
const ANY_POINT = { priority: PRIORITY, customAttributes: CUSTOM_ATTRIBUTES };

const EMAIL = object({ emailAddress: { kind: 'email address' }, ...ANY_POINT }, ['emailAddress']);

const PHONE = object(
  {
    type: valued('home', 'office', 'mobile', 'fax', 'pager'),
    phoneNo: figure(40),
    countryCode: figure(9),
    areaCode: figure(10),
    extension: figure(10),
    availability: object({
      days: valued('weekdays', 'weekends', 'any_day'),
      times: valued('mornings', 'afternoons', 'evenings', 'day', 'anytime'),
    }),
    ...ANY_POINT,
  },
  ['type', 'phoneNo'],
);

const POSTAL = object(
  {
    type: valued('office', 'home', 'mailto', 'billto', 'shipto'),
    address_1: text(50),
    address_2: text(50),
    city: text(50),
    state: text(50),
    zip: figure(50),
    country: text(50),
    region: text(50),
    ...ANY_POINT,
  },
  ['type', 'address_1'],
  { address1: 'address_1', address2: 'address_2' },
);

const WEBSITE = object({ url: text(1024), ...ANY_POINT }, ['url']);

const SOCIAL = object(
  { type: valued('twitter', 'facebook', 'instagram', 'community', 'other'), socialId: text(255), ...ANY_POINT },
  ['type', 'socialId'],
);

/** The lists of contact points that a contact may have, by the type that they are stored as. */
export const CONTACT_POINT_LISTS = { email: EMAIL, phone: PHONE, postal: POSTAL, website: WEBSITE, social: SOCIAL };

const CONTACT = object(
  {
    salutation: { kind: 'choice', choices: ['Mr.', 'Mrs.', 'Ms.', 'Miss'] },
    firstName: text(124),
    middleName: text(124),
    lastName: text(124),
    firstNameFurigana: text(124),
    middleNameFurigana: text(124),
    lastNameFurigana: text(124),
    loginId: text(255),
    gender: valued('male', 'female'),
    identification: object({ type: text(255), value: figure(255) }),
    suffix: valued('jr.', 'sr.', 'i', 'ii', 'iii'),
    initials: text(16),
    secretQuestion: text(255),
    secretAnswer: text(255),
    hasDirectMailingConsent: FLAG,
    hasDirectCallingConsent: FLAG,
    hasHoldingDataConsent: FLAG,
    jobTitle: text(255),
    employmentStatus: valued('part-time', 'full-time', 'temporary', 'contract', 'intern', 'unemployed'),
    priority: figure(255),
    dateOfBirth: { kind: 'date' },
    maritalStatus: valued('married', 'single', 'separated', 'divorced', 'widowed'),
    type: valued(),
    startGreeting: text(255),
    endGreeting: text(255),
    spouseName: text(512),
    emergencyContact: figure(50),
    occupation: text(255),
    incomeLevel: figure(255),
    race: text(255),
    dependents: figure(255),
    hobbies: text(255),
    interests: text(255),
    educationLevel: valued('high school', 'graduate', 'post graduate', 'doctorate'),
    smoker: FLAG,
    contactOrder: { kind: 'whole number' },
    externalId: figure(255),
    customAttributes: CUSTOM_ATTRIBUTES,
    email: list(EMAIL),
    phone: list(PHONE),
    postal: list(POSTAL),
    website: list(WEBSITE),
    social: list(SOCIAL),
  },
  ['firstName'],
);

const GROUP = object({
  type: valued(),
  region: text(255),
  numberOfMembers: figure(255),
  income: figure(255),
  currency: text(255),
  registrationNumber: figure(255),
  affiliation: text(255),
});

const CORPORATE = object({
  region: text(255),
  numberOfEmployees: figure(255),
  revenues: figure(255),
  currency: text(255),
  registrationNumber: figure(255),
  sector: text(255),
});

/** What the customer is known by in channels of others; field pushes carry them (field-push.md §7). */
const TOKENS = object({
  open_api_token: text(255),
  weixin_openid: text(255),
  weibo_openid: text(255),
  web_token: text(255),
  sdk_token: text(255),
});

const NAMED = object({ id: { kind: 'id' } }, ['id']);

/** What staff know of a customer besides (customers.md CUST-25); the customer of an incoming activity has none of it. */
const STAFF_MEMBERS = {
  description: text(1024),
  labels: list(text(100)),
  language: object({ value: text(35) }, ['value']),
  organization: NAMED,
  owner: object({ user: NAMED, group: NAMED }),
};

export const CUSTOMER_ELEMENT = object(
  {
    type: object(
      {
        value: { kind: 'choice', choices: ['individual', 'group', 'corporate'] },
        group: GROUP,
        corporate: CORPORATE,
      },
      ['value'],
    ),
    customerName: text(124),
    level: valued(),
    role: valued('Partner', 'Reseller', 'Customer'),
    pin: figure(255),
    howReferred: valued('Website', 'Customer', 'Partner', 'Employee', 'Reseller'),
    industry: valued(),
    marketSegment: text(255),
    entitlements: text(255),
    tokens: TOKENS,
    contacts: object({ contact: list(CONTACT) }),
    customAttributes: CUSTOM_ATTRIBUTES,
  },
  ['type'],
);

/**
 * The same element for edits (customers.md CUST-10 to CUST-13): nothing has to be sent but ids, single values may be emptied,
 * contacts and contact points that exist are named by their ids.
 */
function editable(rule: ElementRule): ElementRule {
  switch (rule.kind) {
    case 'object':
      return object(
        Object.fromEntries(Object.entries(rule.members).map(([name, member]) => [name, editable(member)])),
        [],
        rule.aliases,
      );
    case 'list':
      return list(editable(rule.item));
    case 'clearable':
    case 'id':
      return rule;
    default:
      return { kind: 'clearable', value: rule };
  }
}

function editableMembers(rule: ObjectRule): Readonly<Record<string, ElementRule>> {
  return Object.fromEntries(Object.entries(rule.members).map(([name, member]) => [name, editable(member)]));
}

const ID: ElementRule = { kind: 'id' };

const EDITED_CONTACT = object({
  ...editableMembers(CONTACT),
  ...Object.fromEntries(
    Object.entries(CONTACT_POINT_LISTS).map(([type, point]) => [
      type,
      list(object({ ...editableMembers(point), id: ID, remove: FLAG }, [], point.aliases)),
    ]),
  ),
  id: ID,
});

/** The body of an edit. */
export const EDITED_CUSTOMER_ELEMENT = object({
  ...editableMembers(CUSTOMER_ELEMENT),
  ...editableMembers(object(STAFF_MEMBERS)),
  contacts: object({ contact: list(EDITED_CONTACT) }),
  id: ID,
  lastModified: text(64),
});

/** A customer that staff create, under a path that says its type. */
export const NEW_CUSTOMER_ELEMENT = object({ ...CUSTOMER_ELEMENT.members, ...STAFF_MEMBERS }, ['type']);

/** The body of a creation: the element, with the department that the customer belongs to. */
export const CREATED_CUSTOMER_ELEMENT = object(
  { ...NEW_CUSTOMER_ELEMENT.members, department: object({ name: text(255) }, ['name']) },
  [],
);

/** The body of a merge: who goes, who stays, and what the one who stays has afterwards (customers.md CUST-20). */
export const MERGE_ELEMENT = object(
  { sourceCustomer: object({ id: ID }, ['id']), targetCustomer: object(EDITED_CUSTOMER_ELEMENT.members, ['id']) },
  ['sourceCustomer', 'targetCustomer'],
);

const GRANT_PARTIES = object({ customer: list(object({ id: ID }, ['id'])) }, ['customer']);

/** The body that grants access (customers.md GRANT-1). */
export const GRANT_ELEMENT = object({ grantsOn: GRANT_PARTIES, grantsTo: GRANT_PARTIES }, ['grantsOn', 'grantsTo']);
