import { describe, expect, it } from '@jest/globals';
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { readMessageHeaders } from '../read-headers.rules.js';
import { decideDeskHeaders, DESK_FIELDS, namesOf, type DeskDecision } from './decide-desk-headers.rules.js';
import type { DeskValues, HeaderOutcome } from './desk-values.js';
import type { Trust } from './trust.rules.js';

function attribute(overrides: Partial<CustomAttribute>): CustomAttribute {
  const usual = {
    id: '1',
    object: 'case',
    name: 'k',
    dataType: 'string',
    allowedValues: [],
    multiSelect: false,
    size: 20,
  } as const;
  return { ...usual, active: true, ...overrides };
}

const ATTRIBUTES: readonly CustomAttribute[] = [
  attribute({ name: 'requesttype', allowedValues: ['Refund', 'Complaint'] }),
  attribute({ name: 'Colours', dataType: 'stringList', allowedValues: ['Red', 'Blue'], multiSelect: true }),
  attribute({ name: 'urgent', allowedValues: ['true', 'false'] }),
  attribute({ name: 'paid', allowedValues: ['Yes', 'No'] }),
  attribute({ name: 'due', dataType: 'datetime', size: 40 }),
  attribute({ name: 'count', dataType: 'integer' }),
  attribute({ name: 'note' }),
  attribute({ name: 'old', active: false }),
  attribute({ name: 'twin' }),
  attribute({ name: 'TWIN' }),
  attribute({ name: 'request_type' }),
  attribute({ name: 'tier', object: 'customer' }),
];

const TRUSTED: Trust = { trusted: true, by: 'network' };
const UNTRUSTED: Trust = { trusted: false, reason: 'nobody said so' };
const NOTHING: DeskValues = { customerCustom: {}, caseCustom: {}, labels: [] };

function decide(lines: readonly string[], trust = TRUSTED, prefix = 'x-desk-'): DeskDecision {
  const { desk } = readMessageHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), { prefix });
  return decideDeskHeaders(desk, trust, {
    attributes: ATTRIBUTES,
    isOwnAddress: (address) => address.toLowerCase() === 'support@desk.example',
  });
}

function outcomesOf({ outcomes }: DeskDecision): HeaderOutcome['outcome'][] {
  return outcomes.map(({ outcome }) => outcome);
}

const LONG = 'x'.repeat(256);

/** Header, a valid value, what it comes to, and invalid values. */
const HEADERS: [clause: string, header: string, valid: [string, Partial<DeskValues>][], invalid: string[]][] = [
  [
    'MX-1',
    'customer-email',
    [
      ['joe@example.org', { customer: { address: 'joe@example.org' } }],
      [
        '"Joe Customer" <joe@example.org>',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'Customer' } },
      ],
      [
        '“Joe Customer" <joe@example.org>',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'Customer' } },
      ],
      [
        '“Joe Customer” <joe@example.org>',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'Customer' } },
      ],
      // The seed of the customer history has the quotes around all of it.
      [
        '“Joe Customer <joe@example.org>”',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'Customer' } },
      ],
      ['‘Joe’ <joe@example.org>', { customer: { address: 'joe@example.org', firstName: 'Joe' } }],
      [
        'Joe O’Hara <joe@example.org>',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'O’Hara' } },
      ],
      [
        '«van Dyk, Joe» <joe@example.org>',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'van Dyk' } },
      ],
      ['=?utf-8?Q?J=C3=B6?= <joe@example.org>', { customer: { address: 'joe@example.org', firstName: 'Jö' } }],
      [
        'joe@example.org (Joe van der Berg)',
        { customer: { address: 'joe@example.org', firstName: 'Joe', lastName: 'van der Berg' } },
      ],
    ],
    [
      '',
      'Joe',
      '"Joe" <>',
      '“Joe Customer <>”',
      'joe\u202e10@example.org',
      'Joe <joe\u200b11@example.org>',
      'a@example.org, b@example.org',
      'support@DESK.example',
      '=?utf-8?Q?joe=40example.org?=',
      'G:;',
    ],
  ],
  ['MX-2', 'customer-custom-tier', [['gold', { customerCustom: { tier: ['gold'] } }]], ['', 'x'.repeat(21)]],
  [
    'MX-3',
    'case-labels',
    [
      ['a', { labels: ['a'] }],
      [' a , B,, b ,c', { labels: ['a', 'B', 'c'] }],
      ['=?utf-8?Q?gr=C3=BCn=2Cblau?=', { labels: ['grün', 'blau'] }],
    ],
    ['', ' , ', 'x'.repeat(101)],
  ],
  [
    'MX-4',
    'case-status',
    [...(['new', 'open', 'pending', 'resolved', 'closed'] as const)].flatMap((status) => [
      [status, { status }],
      [status.toUpperCase(), { status }],
    ]),
    ['', 'deleted', 'done', 'open, closed'],
  ],
  [
    'MX-5',
    'case-external-id',
    [
      ['Order-1/a b', { externalId: 'Order-1/a b' }],
      [LONG.slice(1), { externalId: LONG.slice(1) }],
    ],
    ['', LONG],
  ],
  [
    'MX-6',
    'case-custom-requesttype',
    [
      ['Refund', { caseCustom: { requesttype: ['Refund'] } }],
      ['REFUND', { caseCustom: { requesttype: ['Refund'] } }],
    ],
    ['', 'Praise'],
  ],
  [
    'MX-7',
    'case-language',
    [
      ['ES', { language: 'es' }],
      ['pt-br', { language: 'pt-BR' }],
      ['zh_Hant_tw', { language: 'zh-Hant-TW' }],
    ],
    ['', 'Spanish', 'xx', 'e', 'de--AT'],
  ],
  [
    'MX-8',
    'interaction-direction',
    [
      ['in', { direction: 'in' }],
      ['OUT', { direction: 'out' }],
    ],
    ['', 'outbound'],
  ],
  [
    'MX-9',
    'interaction-ip-address',
    [
      ['192.0.2.7', { reported: { ipAddress: '192.0.2.7' } }],
      ['2001:DB8::1', { reported: { ipAddress: '2001:db8::1' } }],
    ],
    ['', '192.0.2.7:25', '192.0.2.0/24', 'fe80::1%eth0', '192.0.2.256', 'localhost', '010.0.0.1'],
  ],
  ['MX-9', 'interaction-city', [['Köln', { reported: { city: 'Köln' } }]], ['', LONG]],
  ['MX-9', 'interaction-region', [['NRW', { reported: { region: 'NRW' } }]], ['', LONG]],
  ['MX-9', 'interaction-country-code', [['de', { reported: { countryCode: 'DE' } }]], ['', 'DEU', 'XX', 'EU', 'UK']],
  [
    'MX-9',
    'interaction-user-agent',
    [['Mozilla/5.0 <b>', { reported: { userAgent: 'Mozilla/5.0 <b>' } }]],
    ['', 'x'.repeat(1025)],
  ],
];

describe('a desk header of a trusted mail', () => {
  it.each(
    HEADERS.flatMap(([clause, header, valid]) =>
      valid.map(([value, values]) => [header, value, clause, values] as const),
    ),
  )('x-desk-%s: %s is applied (%s)', (header, value, _clause, values) => {
    const decision = decide([`X-Desk-${header}: ${value}`]);
    expect(decision).toEqual({
      values: { ...NOTHING, ...values },
      outcomes: [{ header: `x-desk-${header}`, outcome: 'applied' }],
    });
  });

  it.each(HEADERS.flatMap(([clause, header, , invalid]) => invalid.map((value) => [header, value, clause] as const)))(
    'x-desk-%s: %s is invalid, with a reason, and nothing else (%s, MX-11)',
    (header, value) => {
      const { values, outcomes } = decide([`x-desk-${header}: ${value}`, 'x-desk-case-labels: kept']);
      expect(values).toEqual({ ...NOTHING, labels: ['kept'] });
      expect(outcomes[0]).toEqual({ header: `x-desk-${header}`, outcome: 'invalid', reason: expect.any(String) });
    },
  );

  it.each([
    ['48.2', '16.37', { lat: 48.2, lng: 16.37 }],
    ['-90', '+180', { lat: -90, lng: 180 }],
    ['90.01', '16', undefined],
    ['48.2', '180.5', undefined],
    ['48,2', '16', undefined],
    ['1e1', '16', undefined],
    ['', '16', undefined],
  ])('places the message at latitude %s and longitude %s only where both are valid (MX-9)', (lat, lng, reported) => {
    const { values, outcomes } = decide([`x-desk-interaction-lat: ${lat}`, `x-desk-interaction-lng: ${lng}`]);
    expect(values.reported).toEqual(reported);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(reported ? ['applied', 'applied'] : ['invalid', 'invalid']);
  });

  it.each([['interaction-lat: 1'], ['interaction-lng: 1']])('ignores half a place: %s (MX-9)', (line) => {
    const decision = decide([`x-desk-${line}`, 'x-desk-interaction-city: Bern']);
    expect(decision.values.reported).toEqual({ city: 'Bern' });
    expect(outcomesOf(decision)).toEqual(['invalid', 'applied']);
  });
});

describe('a value of a custom attribute (MX-16)', () => {
  it.each([
    ['case-custom-colours: red, BLUE,red', { caseCustom: { Colours: ['Red', 'Blue'] } }],
    ['case-custom-urgent: Yes', { caseCustom: { urgent: ['true'] } }],
    ['case-custom-urgent: 0', { caseCustom: { urgent: ['false'] } }],
    ['case-custom-paid: true', { caseCustom: { paid: ['Yes'] } }],
    ['case-custom-due: 2026-11-21', { caseCustom: { due: ['2026-11-21T00:00:00.000Z'] } }],
    ['case-custom-due: 2026-11-21T10:00:00+01:00', { caseCustom: { due: ['2026-11-21T09:00:00.000Z'] } }],
    ['case-custom-count: -12', { caseCustom: { count: ['-12'] } }],
    ['CASE-CUSTOM-NOTE: =?utf-8?Q?gr=C3=BCn?=', { caseCustom: { note: ['grün'] } }],
  ])('is taken from %s', (line, values) => {
    expect(decide([`x-desk-${line}`]).values).toEqual({ ...NOTHING, ...values });
  });

  it.each([
    ['case-custom-colours: red, green', 'invalid'],
    ['case-custom-urgent: maybe', 'invalid'],
    ['case-custom-requesttype: yes', 'invalid'],
    ['case-custom-due: tomorrow', 'invalid'],
    ['case-custom-due: 2026-02-30', 'invalid'],
    ['case-custom-count: 1.5', 'invalid'],
    ['case-custom-note: 123456789012345678901', 'invalid'],
    ['case-custom-twin: a', 'invalid'],
    ['case-custom-old: a', 'unknown'],
    ['case-custom-tier: gold', 'unknown'],
    ['case-custom-: gold', 'unknown'],
    ['case-custom-constructor: a', 'unknown'],
    ['case-custom-request_type: a', 'unsupported_key'],
    ['customer-custom-requesttype: Refund', 'unknown'],
    ['customer-custom-request_type: a', 'unsupported_key'],
  ])('is not taken from %s, which is %s, and others are', (line, outcome) => {
    const decision = decide([`x-desk-${line}`, 'x-desk-customer-custom-tier: gold']);
    expect(decision.values).toEqual({ ...NOTHING, customerCustom: { tier: ['gold'] } });
    expect(outcomesOf(decision)).toEqual([outcome, 'applied']);
  });
});

describe('desk headers together', () => {
  it('unite labels and take the first of all others (MX-10)', () => {
    const decision = decide([
      'x-desk-case-labels: a, b',
      'X-DESK-CASE-STATUS: open',
      'x-desk-case-status: closed',
      'x-desk-case-labels: B, c',
      'x-desk-case-language: nonsense',
      'x-desk-case-language: de',
    ]);
    expect(decision.values).toEqual({ ...NOTHING, labels: ['a', 'b', 'c'], status: 'open' });
    expect(outcomesOf(decision)).toEqual(['applied', 'applied', 'duplicate', 'applied', 'invalid', 'duplicate']);
  });

  it('have names in any case, folded values and a prefix that is a setting (MX-10, MX-12)', () => {
    const decision = decide(['X-ACME-Case-Labels:', ' a,', '\tb', 'x-desk-case-labels: c'], TRUSTED, 'X-Acme-');
    expect(decision).toEqual({
      values: { ...NOTHING, labels: ['a', 'b'] },
      outcomes: [{ header: 'x-acme-case-labels', outcome: 'applied' }],
    });
  });

  it.each(['case-priority', 'constructor', '__proto__', 'case-custom', 'case_status'])(
    'are unknown when nobody knows them: x-desk-%s (MX-11)',
    (field) => {
      expect(outcomesOf(decide([`x-desk-${field}: 1`]))).toEqual(['unknown']);
    },
  );

  it('are invalid beyond their limits, those within are applied (MX-13)', () => {
    const decision = decide([`x-desk-case-external-id: ${'a'.repeat(8_192)}`, 'x-desk-case-status: open']);
    expect(outcomesOf(decision)).toEqual(['invalid', 'applied']);
    const many = decide(Array.from({ length: 150 }, (_, index) => `x-desk-case-labels: l${index % 90}`));
    expect(outcomesOf(many)).toEqual([...Array<string>(100).fill('applied'), 'invalid']);
  });

  it('bring at most 100 labels (MX-3)', () => {
    const decision = decide([
      `x-desk-case-labels: ${Array.from({ length: 101 }, (_, index) => `l${index}`).join(',')}`,
    ]);
    expect(decision.values.labels).toHaveLength(100);
    expect(decision.outcomes).toEqual([
      { header: 'x-desk-case-labels', outcome: 'applied', reason: 'labels beyond 100 are left out' },
    ]);
  });
});

describe('a desk header of a mail that is not trusted (MX-15)', () => {
  const lines = HEADERS.flatMap(([, header, valid, invalid]) => [
    ...valid.map(([value]) => `${header}: ${value}`),
    ...invalid.map((value) => `${header}: ${value}`),
  ]);

  it.each([
    ...lines,
    'interaction-lat: 1',
    'interaction-lng: 1',
    'case-custom-request_type: a',
    'unheard-of: a',
    'auth: v1,x',
  ])('x-desk-%s is ignored, valid or not', (line) => {
    const decision = decide([`x-desk-${line}`], UNTRUSTED);
    expect(decision.values).toEqual(NOTHING);
    expect(outcomesOf(decision)).toEqual(['ignored_untrusted']);
  });

  it('says why', () => {
    expect(decide(['x-desk-case-status: open'], UNTRUSTED).outcomes).toEqual([
      { header: 'x-desk-case-status', outcome: 'ignored_untrusted', reason: 'nobody said so' },
    ]);
  });

  it.each<[string, Trust, HeaderOutcome['outcome']]>([
    ['made the mail trusted', { trusted: true, by: 'hmac' }, 'applied'],
    ['was wrong', { trusted: false, signatureFault: 'wrong' }, 'invalid'],
    ['was wrong and not needed', { trusted: true, by: 'network', signatureFault: 'wrong' }, 'invalid'],
  ])('the signature of the headers %s', (_case, trust, outcome) => {
    expect(outcomesOf(decide(['x-desk-auth: v1,x'], trust))).toEqual([outcome]);
  });
});

it('knows every field of the table in one test at least (MX-11)', () => {
  const tested = [...HEADERS.map(([, header]) => header), 'interaction-lat', 'interaction-lng'];
  expect(DESK_FIELDS.filter((field) => !tested.includes(field))).toEqual([]);
});

it.each([
  ['Ann', { firstName: 'Ann' }],
  ['Ann Bell', { firstName: 'Ann', lastName: 'Bell' }],
  ['Ann van der Bell', { firstName: 'Ann', lastName: 'van der Bell' }],
  ['Bell, Ann Mary', { firstName: 'Ann Mary', lastName: 'Bell' }],
  ['a, b, c', { firstName: 'a,', lastName: 'b, c' }],
  ['', {}],
])('takes first and last name from the display name %s (MX-1)', (name, expected) => {
  expect(namesOf(name)).toEqual(expected);
});
