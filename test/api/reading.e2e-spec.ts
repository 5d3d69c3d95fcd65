import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOCALES } from '#runtime/locale.js';
import type { Who } from '../support/partition.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity } from '../support/stored-activity.js';

const CRM: Who = { client: 'crm' };
const PAT: Who = { user: 'pat' };
const SAM: Who = { user: 'sam' };
const ANN: Who = { customer: 'c-ann' };
const BOB: Who = { customer: 'c-bob' };
const SUE: Who = { customer: 'c-sue' };

const EMAIL_TYPE = { value: 'email', subtype: { value: 'general' } };

const SUMMARY = [
  'link',
  'case',
  'department',
  'mode',
  'type',
  'secure',
  'sentOnBehalf',
  'status',
  'priority',
  'lastModified',
  'lastModifiedBy',
  'dueDate',
  'subject',
  'customer',
  'queue',
  'attachments',
  'notes',
  'issueType',
  'contentPurged',
  'virtualAssistant',
  'channel',
  'id',
];
const EXTRA = [
  'created',
  'createdBy',
  'payload',
  'lastDepartment',
  'contactPointData',
  'userLastWorked',
  'classifications',
  'language',
  'customAttributes',
];

/** The parts of the answers that tests look into. */
interface ActivityBody {
  readonly id: string;
  readonly link: readonly { readonly rel: string; readonly href: string }[];
  readonly payload?: { readonly email: Record<string, unknown> };
  readonly [member: string]: unknown;
}

interface ActivitiesBody {
  readonly activity: readonly ActivityBody[];
  readonly paginationInfo: {
    readonly count: number;
    readonly link: readonly { readonly rel: string; readonly href: string }[];
    readonly [member: string]: unknown;
  };
}

let server: TestServer;
let ids: { ann: string; bob: string; sue: string; shared: string };
/** Mail from Ann to Service, the reply to it that was sent, one that was not, and a draft; all in one case. */
let laptop: { id: string; caseId: string };
let reply: string;
let unsentReply: string;
let draft: string;
let bobs: { id: string; caseId: string };
let sues: { id: string; caseId: string };

beforeAll(async () => {
  server = await startServer();
  const { database } = server;
  const [ann, bob, sue, shared] = await Promise.all(
    ['c-ann', 'c-bob', 'c-sue', 'c-shared'].map((externalId) => customerIdOf(database, externalId)),
  );
  ids = { ann: ann ?? '', bob: bob ?? '', sue: sue ?? '', shared: shared ?? '' };
  laptop = await storeActivity(database, {
    customer: 'c-ann',
    department: 'Service',
    customAttributes: { product: ['laptop'], reference: ['R-1'] },
    dueAt: new Date('2030-01-02T03:04:05.678Z'),
  });
  const inCase = { customer: 'c-ann', department: 'Service', caseId: laptop.caseId } as const;
  const sent = { status: 'completed', substatus: 'done' };
  reply = (await storeActivity(database, { ...inCase, ...sent, mode: 'outbound', subject: 'Re: Laptop' })).id;
  unsentReply = (await storeActivity(database, { ...inCase, mode: 'outbound', subject: 'Re: Laptop again' })).id;
  draft = (await storeActivity(database, { ...inCase, mode: 'none', subject: 'Call Ann' })).id;
  bobs = await storeActivity(database, { customer: 'c-bob', department: 'Service', sentBy: 'c-ann', subject: 'Phone' });
  sues = await storeActivity(database, { customer: 'c-sue', department: 'Sales', subject: 'Offer' });
});

afterAll(async () => {
  await server.close();
});

function get(as: Who, path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
  return server.request('GET', `/core/casemgr/v3/${path}`, { as, headers });
}

async function getActivity(as: Who, path: string): Promise<ActivityBody> {
  const answer = await get(as, `activity/${path}`);
  expect(answer.status).toBe(200);
  const [activity] = answer.json<ActivitiesBody>().activity;
  if (!activity) throw new Error('The answer holds no activity');
  return activity;
}

async function idsOf(as: Who, query: string): Promise<string[]> {
  const answer = await get(as, `activity?${query}`);
  return answer.status === 204 ? [] : answer.json<ActivitiesBody>().activity.map(({ id }) => id);
}

async function codeOf(answer: Promise<TestAnswer>): Promise<string> {
  const { text, status } = await answer;
  return status < 300 ? String(status) : (JSON.parse(text) as { code: string }).code;
}

describe('R-1, R-2 one activity', () => {
  it('has the summary when no attributes are asked for', async () => {
    expect(Object.keys(await getActivity(CRM, laptop.id))).toEqual(SUMMARY);
  });

  it('has every member with $attribute=all', async () => {
    const activity = await getActivity(CRM, `${laptop.id}?$attribute=all`);
    expect(Object.keys(activity).toSorted()).toEqual([...SUMMARY, ...EXTRA].toSorted());
    expect(activity).toMatchObject({
      link: [{ rel: 'self', href: `/core/casemgr/v3/activity/${laptop.id}` }],
      case: { link: [{ rel: 'case', href: `/core/casemgr/v3/case/${laptop.caseId}` }], id: laptop.caseId },
      department: { name: 'Service', id: expect.stringMatching(/^\d+$/) },
      mode: { value: 'inbound', displayValue: 'Inbound' },
      type: { value: 'email', displayValue: 'Email', subtype: { value: 'general', displayValue: 'General' } },
      secure: false,
      sentOnBehalf: false,
      status: {
        value: 'awaiting_assignment',
        displayValue: 'Awaiting assignment',
        substatus: { value: 'ready_for_assignment', displayValue: 'Ready for assignment' },
        assigned: null,
      },
      priority: '4',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      createdBy: { user: { firstName: 'Pat', lastName: 'Doe', id: '1000' } },
      dueDate: '2030-01-02T03:04:05.678Z',
      subject: 'Laptop',
      language: { value: 'en', displayValue: 'English' },
      customer: {
        link: [{ rel: 'customer', href: `/core/customermgr/v3/customers/${ids.ann}` }],
        customerName: 'Ann Lee',
        contacts: { contact: [{ firstName: 'Ann', lastName: 'Lee' }] },
        id: ids.ann,
      },
      queue: { name: 'Service inbox' },
      attachments: {
        count: 0,
        purgedCount: 0,
        link: { rel: 'attachment', href: `/core/casemgr/v3/activity/${laptop.id}/attachment` },
      },
      contactPointData: 'someone@example.org',
      lastDepartment: null,
      issueType: null,
      contentPurged: false,
      virtualAssistant: null,
      channel: null,
      payload: { email: { content: { text: 'It does not start.', html: null }, id: laptop.id } },
      customAttributes: {
        customAttribute: [
          { attribName: 'product', attribValues: { attribValue: [{ value: 'laptop' }] } },
          { attribName: 'reference', attribValues: { attribValue: [{ value: 'R-1' }] } },
        ],
      },
    });
  });

  it('has what $attribute names besides the summary', async () => {
    const activity = await getActivity(CRM, `${laptop.id}?$attribute=created,custom.reference`);
    expect(Object.keys(activity).toSorted()).toEqual([...SUMMARY, 'created', 'customAttributes'].toSorted());
    expect(activity['customAttributes']).toEqual({
      customAttribute: [{ attribName: 'reference', attribValues: { attribValue: [{ value: 'R-1' }] } }],
    });
  });

  it('R-1 has null for what is asked for and not in use', async () => {
    expect((await getActivity(CRM, `${laptop.id}?$attribute=custom.quantity`))['customAttributes']).toBeNull();
  });

  it.each(['colour', '', 'custom.unknown', 'created,colour'])('refuses $attribute=%s with 400-116', async (value) => {
    const answer = await get(CRM, `activity/${laptop.id}?$attribute=${value}`);
    expect(answer.status).toBe(400);
    expect(answer.json<object>()).toMatchObject({
      code: '400-116',
      developerMessage: expect.stringContaining(`'all,created,createdBy,payload,`),
    });
  });

  it('is the same tree in XML', async () => {
    const answer = await get(CRM, `activity/${laptop.id}?$attribute=payload`, { accept: 'application/xml' });
    expect(answer.headers.get('content-type')).toContain('application/xml');
    expect(answer.text).toMatch(/<activities[^>]*><activity><link><rel>self<\/rel><href>/);
    expect(answer.text).toContain('<content><text>It does not start.</text><html xsi:nil="true"/></content>');
    expect(answer.text).toContain(`<id>${laptop.id}</id></activity></activities>`);
  });

  it.each(LOCALES)('R-12 has its display values in %s', async (locale) => {
    const answer = await get(CRM, `activity/${laptop.id}?$attribute=language`, { 'accept-language': locale });
    const [activity] = answer.json<ActivitiesBody>().activity;
    const { displayValue } = activity?.['language'] as { displayValue: string };
    expect(displayValue).toBe(new Intl.DisplayNames([locale], { type: 'language' }).of('en'));
    const { displayValue: status } = activity?.['status'] as { displayValue: string };
    expect(status === 'Awaiting assignment').toBe(locale === 'en-US');
  });

  it('A-2 needs the scope core.casemgr.read', async () => {
    const token = await server.token(CRM, 'core.casemgr.manage');
    const answer = await server.request('GET', `/core/casemgr/v3/activity/${laptop.id}`, { token });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([403, '403-178']);
  });
});

describe('R-1 several activities', () => {
  it('are answered in the order of the ids, each once, without contents', async () => {
    const answer = await get(CRM, `activity/${bobs.id},${laptop.id},${bobs.id}?$attribute=all`);
    const { activity } = answer.json<ActivitiesBody>();
    expect(activity.map(({ id }) => id)).toEqual([bobs.id, laptop.id]);
    for (const { payload } of activity) expect(payload?.email).not.toHaveProperty('content');
  });

  it('are sorted when that is asked for', async () => {
    const answer = await get(CRM, `activity/${laptop.id},${bobs.id}?$sort=id&$order=desc`);
    expect(answer.json<ActivitiesBody>().activity.map(({ id }) => id)).toEqual([bobs.id, laptop.id]);
  });

  it.each(['999999', 'abc', '0', '99999999999999999999', '%27%20OR%201=1', '%00'])(
    'B-20 are not found when one of them is %s',
    async (id) => {
      const answer = await get(CRM, `activity/${laptop.id},${id}`);
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([404, '404-100']);
      expect(answer.json<{ developerMessage: string }>().developerMessage).not.toContain(laptop.id);
    },
  );

  it('are at most 75', async () => {
    const seventySix = Array.from({ length: 76 }, (_, index) => String(5000 + index));
    expect(await codeOf(get(CRM, `activity/${seventySix.join(',')}`))).toBe('400-152');
    expect(await codeOf(get(CRM, `activity/${seventySix.slice(1).join(',')}`))).toBe('404-100');
  });
});

describe('R-9 who sees an activity', () => {
  it.each<[string, Who, () => string]>([
    ['a client application', CRM, () => sues.id],
    ['a global user', PAT, () => sues.id],
    ['a user of its department', SAM, () => laptop.id],
    ['the customer who sent it', ANN, () => laptop.id],
    ['the customer it was sent to', ANN, () => reply],
  ])('%s does', async (_, who, id) => {
    expect((await get(who, `activity/${id()}`)).status).toBe(200);
  });

  it.each<[string, Who, () => string]>([
    ['a user of another department', SAM, () => sues.id],
    ['another customer', SUE, () => laptop.id],
    ['a customer before the reply was sent', ANN, () => unsentReply],
    ['a customer of a note about it', ANN, () => draft],
    ['a holder of a grant that is not used', ANN, () => bobs.id],
  ])('%s does not, and cannot tell it from one that does not exist', async (_, who, id) => {
    const hidden = await get(who, `activity/${id()}`);
    const unknown = await get(who, 'activity/9999999');
    expect([hidden.status, unknown.status]).toEqual([404, 404]);
    expect(hidden.text.replaceAll(id(), '')).toBe(unknown.text.replaceAll('9999999', ''));
  });

  it('one hidden activity hides the others', async () => {
    expect(await codeOf(get(ANN, `activity/${laptop.id},${draft}`))).toBe('404-100');
  });
});

describe('R-3, R-4 the view of a customer', () => {
  it('is narrower', async () => {
    const activity = await getActivity(ANN, `${laptop.id}?$attribute=all`);
    expect(activity).toMatchObject({
      status: { value: 'open', displayValue: 'Open' },
      read: expect.any(Boolean),
      customer: { contacts: { contact: [{ firstName: 'Ann', middleName: null, lastName: 'Lee' }] } },
      payload: { email: { content: { text: 'It does not start.' } } },
    });
    expect(Object.keys(activity['status'] as object)).toEqual(['value', 'displayValue']);
    expect(Object.keys(activity['customer'] as object)).toEqual(['contacts']);
    for (const hidden of ['department', 'queue', 'notes', 'lastDepartment', 'userLastWorked', 'classifications']) {
      expect(activity).not.toHaveProperty(hidden);
    }
  });

  it('shows a sent reply as completed', async () => {
    expect((await getActivity(ANN, reply))['status']).toEqual({ value: 'completed', displayValue: 'Completed' });
  });

  it.each(['contactPointData', 'language', 'lastDepartment'])('has no $attribute=%s', async (name) => {
    expect(await codeOf(get(ANN, `activity/${laptop.id}?$attribute=${name}`))).toBe('400-116');
  });

  it('C-4 names who sent it on behalf, and its links lead on to it', async () => {
    const activity = await getActivity(ANN, `${bobs.id}?customer=${ids.bob}&$attribute=payload`);
    expect(activity).toMatchObject({
      link: [{ href: `/core/casemgr/v3/activity/${bobs.id}?customer=${ids.bob}` }],
      case: { link: [{ href: `/core/casemgr/v3/case/${bobs.caseId}?customer=${ids.bob}` }] },
      attachments: { link: { href: `/core/casemgr/v3/activity/${bobs.id}/attachment?customer=${ids.bob}` } },
      sentOnBehalf: true,
      payload: { email: { sentBy: { customer: { id: ids.ann, customerName: 'Ann Lee' } } } },
    });
    const href = activity.link[0]?.href ?? '';
    expect((await server.request('GET', href, { as: ANN })).status).toBe(200);
  });

  it('Q-4 is the caller when customer is empty or the caller', async () => {
    for (const value of ['', ids.ann]) {
      const { link } = await getActivity(ANN, `${laptop.id}?customer=${value}`);
      expect(link[0]?.href).toBe(`/core/casemgr/v3/activity/${laptop.id}`);
    }
  });

  it('Q-3 is refused with one and the same 400-244 without a grant', async () => {
    const refused = [
      'abc',
      '9999999',
      ids.sue,
      ids.shared,
      `${ids.bob}%20`,
      `0${ids.bob}`,
      '-1',
      `${ids.bob},${ids.ann}`,
    ];
    for (const value of refused) {
      const answer = await get(ANN, `activity/${laptop.id}?customer=${value}`);
      expect([value, answer.json<{ code: string }>().code]).toEqual([value, '400-244']);
    }
    const texts = await Promise.all(refused.map(async (value) => (await get(ANN, `activity?customer=${value}`)).text));
    expect(new Set(texts).size).toBe(1);
  });

  it('Q-4 is refused when customer is given twice', async () => {
    expect(await codeOf(get(ANN, `activity/${bobs.id}?customer=${ids.bob}&customer=${ids.bob}`))).toBe('400-244');
  });

  it('a grant works one way', async () => {
    expect(await codeOf(get(BOB, `activity/${laptop.id}?customer=${ids.ann}`))).toBe('400-244');
  });

  it.each([CRM, PAT])('Q-2 %j may not send customer', async (who) => {
    expect(await codeOf(get(who, `activity/${laptop.id}?customer=`))).toBe('400-101');
    expect(await codeOf(get(who, `activity?customer=${ids.ann}`))).toBe('400-101');
    expect(await codeOf(get(who, `case/${laptop.caseId}?customer=${ids.ann}`))).toBe('400-101');
  });
});

describe('R-6, R-10 searching activities', () => {
  it('finds by customer, by case and by mode', async () => {
    expect(await idsOf(CRM, `caseID=${laptop.caseId}`)).toEqual([laptop.id, reply, unsentReply, draft]);
    expect(await idsOf(CRM, `customerID=${ids.bob}`)).toEqual([bobs.id]);
    expect(await idsOf(CRM, `caseID=${laptop.caseId}&mode=outbound`)).toEqual([reply, unsentReply]);
    expect(await idsOf(CRM, `caseID=${laptop.caseId}&customerID=${ids.bob}`)).toEqual([]);
  });

  it('shows customers what they may see, also for another', async () => {
    expect(await idsOf(ANN, '')).toEqual([laptop.id, reply]);
    expect(await idsOf(ANN, `customer=${ids.bob}`)).toEqual([bobs.id]);
    expect(await idsOf(ANN, `customerID=${ids.bob}`)).toEqual([bobs.id]);
    expect(await codeOf(get(ANN, `activity?customerID=${ids.sue}`))).toBe('400-244');
    expect(await idsOf(SUE, `caseID=${laptop.caseId}`)).toEqual([]);
  });

  it('shows users of a department its own', async () => {
    expect(await idsOf(SAM, `customerID=${ids.sue}`)).toEqual([]);
    expect(await idsOf(SAM, '')).toContain(laptop.id);
    expect(await idsOf(SAM, '')).not.toContain(sues.id);
  });

  it('leaves contents out', async () => {
    const answer = await get(CRM, `activity?customerID=${ids.bob}&$attribute=payload`);
    expect(answer.json<ActivitiesBody>().activity[0]?.payload?.email).not.toHaveProperty('content');
  });

  it('pages, with links to the neighbours', async () => {
    const query = `caseID=${laptop.caseId}&$pagesize=2`;
    const first = (await get(CRM, `activity?${query}`)).json<ActivitiesBody>();
    expect(first.activity.map(({ id }) => id)).toEqual([laptop.id, reply]);
    expect(first.paginationInfo).toMatchObject({ count: 4, pagenum: 1, pagesize: 2, link: [{ rel: 'next' }] });
    const next = await server.request('GET', first.paginationInfo.link[0]?.href ?? '', { as: CRM });
    const second = next.json<ActivitiesBody>();
    expect(second.activity.map(({ id }) => id)).toEqual([unsentReply, draft]);
    expect(second.paginationInfo.link.map(({ rel }) => rel)).toEqual(['prev']);
  });

  it('takes ranges', async () => {
    expect(await idsOf(CRM, `caseID=${laptop.caseId}&$rangestart=2&$rangesize=2`)).toEqual([reply, unsentReply]);
  });

  it('sorts, with those that have no value last', async () => {
    const query = `caseID=${laptop.caseId}`;
    expect(await idsOf(CRM, `${query}&$sort=id&$order=desc`)).toEqual([draft, unsentReply, reply, laptop.id]);
    for (const order of ['asc', 'desc']) {
      expect((await idsOf(CRM, `${query}&$sort=dueDate&$order=${order}`))[0]).toBe(laptop.id);
    }
    expect(await idsOf(PAT, '$sort=department')).toHaveLength(6);
    expect((await idsOf(PAT, '$sort=department'))[0]).toBe(sues.id);
  });

  it('is stable: pages of equals neither repeat nor skip', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => idsOf(CRM, `caseID=${laptop.caseId}&$sort=case&$pagesize=1&$pagenum=${page}`)),
    );
    expect(pages.flat()).toEqual([laptop.id, reply, unsentReply, draft]);
  });

  it('counts', async () => {
    const path = `/core/casemgr/v3/activity?caseID=${laptop.caseId}`;
    expect((await server.request('GET', `${path}&$count=yes`, { as: CRM })).json<object>()).toEqual({
      link: [{ rel: 'self', href: path }],
      count: 4,
    });
    const counted = await get(ANN, 'activity?$count=yes');
    expect(counted.json<object>()).toMatchObject({ count: 2 });
    expect((await get(CRM, 'activity?caseID=9999999&$count=yes')).json<object>()).toMatchObject({ count: 0 });
  });

  it.each([
    'caseID=9999999',
    'caseID=abc',
    'customerID=99999999999999999999',
    '$pagenum=9&customerID=1',
    'caseID=1;DROP',
  ])('R-11 answers 204 when %s finds nothing', async (query) => {
    const answer = await get(CRM, `activity?${query}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it.each<[Who, string, string]>([
    [CRM, '', '400-112'],
    [CRM, 'mode=inbound', '400-112'],
    [CRM, 'caseID=', '400-244'],
    [CRM, 'caseID=1&caseID=2', '400-244'],
    [CRM, 'caseID=1&mode=sideways', '400-102'],
    [CRM, 'caseID=1&$pagenum=1&$rangestart=1', '400-120'],
    [CRM, 'caseID=1&$order=asc', '400-124'],
    [CRM, 'caseID=1&$sort=subject', '400-102'],
    [ANN, '$sort=department', '400-102'],
    [CRM, 'caseID=1&$pagesize=76', '400-244'],
    [CRM, 'caseID=1&$attribute=colour', '400-116'],
    [CRM, 'caseID=1&colour=red', '400-101'],
  ])('refuses %j %s with %s', async (who, query, code) => {
    expect(await codeOf(get(who, `activity?${query}`))).toBe(code);
  });
});

describe('R-7 cases', () => {
  it('E-3 are shown to staff with everything', async () => {
    const answer = await get(CRM, `case/${bobs.caseId},${laptop.caseId}`);
    const body = answer.json<{ case: readonly object[] }>();
    expect(body.case).toMatchObject([
      { id: bobs.caseId },
      {
        link: [{ rel: 'self', href: `/core/casemgr/v3/case/${laptop.caseId}` }],
        department: { name: 'Service' },
        status: { value: 'open', displayValue: 'Open' },
        severity: { value: 'medium', displayValue: 'Medium' },
        originatingChannel: { value: 'email', displayValue: 'Email' },
        subject: 'Laptop',
        customer: { customerName: 'Ann Lee', id: ids.ann },
        id: laptop.caseId,
      },
    ]);
  });

  it('are in XML a list of their name', async () => {
    const answer = await get(CRM, `case/${laptop.caseId}`, { accept: 'application/xml' });
    expect(answer.text).toMatch(/<cases[^>]*><case>/);
  });

  it('are seen by a customer who sees an activity of it, without what is the staff’s', async () => {
    const answer = await get(ANN, `case/${laptop.caseId}`);
    const [shown] = answer.json<{ case: readonly Record<string, unknown>[] }>().case;
    expect(shown).toMatchObject({ recentActivityDate: expect.any(String), unreadActivityCount: 2 });
    expect(shown).not.toHaveProperty('department');
    expect(shown).not.toHaveProperty('owner');
    expect((await get(ANN, `case/${bobs.caseId}?customer=${ids.bob}`)).status).toBe(200);
  });

  it('are hidden from everybody else', async () => {
    expect(await codeOf(get(SUE, `case/${laptop.caseId}`))).toBe('404-100');
    expect(await codeOf(get(ANN, `case/${bobs.caseId}`))).toBe('404-100');
    expect(await codeOf(get(SAM, `case/${sues.caseId}`))).toBe('404-100');
    expect(await codeOf(get(CRM, 'case/9999999'))).toBe('404-100');
  });

  it('are hidden from their customer while it sees no activity', async () => {
    const { id, caseId } = await storeActivity(server.database, {
      customer: 'c-sue',
      department: 'Sales',
      mode: 'outbound',
    });
    expect(await codeOf(get(SUE, `case/${caseId}`))).toBe('404-100');
    await server.database.query(`UPDATE activities SET status = 'completed' WHERE id = $1::bigint`, [id]);
    expect((await get(SUE, `case/${caseId}`)).status).toBe(200);
  });

  it('are read by customers one at a time', async () => {
    expect(await codeOf(get(ANN, `case/${laptop.caseId},${bobs.caseId}`))).toBe('400-152');
  });
});

describe('R-8 customers', () => {
  const read = (as: Who, path: string) => server.request('GET', `/core/customermgr/v3/customers/${path}`, { as });

  it('are shown with contacts and contact points', async () => {
    const answer = await read(CRM, `${ids.bob},${ids.ann}`);
    expect(answer.json<object>()).toMatchObject({
      customer: [
        { id: ids.bob },
        {
          link: [{ rel: 'self', href: `/core/customermgr/v3/customers/${ids.ann}` }],
          type: { value: 'individual', displayValue: 'Individual' },
          customerName: 'Ann Lee',
          contacts: {
            contact: [
              {
                firstName: 'Ann',
                lastName: 'Lee',
                email: [
                  { emailAddress: 'ann@example.org', verified: true },
                  { emailAddress: 'ann.second@example.org', verified: true },
                ],
                phone: [],
              },
            ],
          },
          id: ids.ann,
        },
      ],
    });
  });

  it('are hidden from customers', async () => {
    const token = await server.token(ANN, 'core.customermgr.read');
    const answer = await server.request('GET', `/core/customermgr/v3/customers/${ids.ann}`, { token });
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([403, '403-178']);
  });

  it('are not found when one does not exist', async () => {
    expect(await codeOf(read(CRM, `${ids.ann},abc`))).toBe('404-100');
  });
});

describe('R-5 what was written', () => {
  it('E-2 is read as a client sent it', async () => {
    const id = await create(CRM, {
      department: { name: 'Service' },
      type: EMAIL_TYPE,
      subject: 'Broken screen',
      customAttributes: {
        customAttribute: [{ attribName: 'topics', attribValues: { attribValue: [{ value: 'a' }, { value: 'b' }] } }],
      },
      payload: {
        email: {
          date: { date: '2026-01-02T03:04:05.678+01:00' },
          content: { text: 'It fell.', html: '<p>It fell.</p>' },
          emailAddresses: {
            from: 'Bob@example.org',
            receiver: 'support@example.com',
            to: { address: ['a@example.org', 'b@example.org'] },
            cc: { address: ['c@example.org'] },
            replyTo: { address: ['d@example.org'] },
          },
        },
      },
    });
    expect(await getActivity(CRM, `${id}?$attribute=all`)).toMatchObject({
      mode: { value: 'inbound' },
      status: { value: 'awaiting_assignment', substatus: { value: 'ready_for_assignment' } },
      createdBy: { user: { firstName: 'Registered Client', lastName: 'Application' } },
      subject: 'Broken screen',
      customer: { id: ids.bob, customerName: 'Bob Ray' },
      queue: { name: 'Service inbox' },
      issueType: null,
      customAttributes: {
        customAttribute: [{ attribName: 'topics', attribValues: { attribValue: [{ value: 'a' }, { value: 'b' }] } }],
      },
      payload: {
        email: {
          alias: { name: 'Support', value: 'support@example.com', id: expect.stringMatching(/^\d+$/) },
          messageCenter: null,
          date: { date: '2026-01-02T02:04:05.678Z' },
          content: { text: 'It fell.', html: '<p>It fell.</p>' },
          emailAddresses: {
            receiver: 'support@example.com',
            to: { address: ['a@example.org', 'b@example.org'] },
            cc: { address: ['c@example.org'] },
            replyTo: { address: ['d@example.org'] },
          },
          sentBy: null,
          id,
        },
      },
    });
  });

  it('E-6 shows message center and issue type, and no alias when there was none', async () => {
    const id = await create(ANN, {
      type: EMAIL_TYPE,
      subject: 'Invoice',
      issueType: { id: 'billing' },
      payload: { email: { messageCenter: { id: 'mc-service' } } },
    });
    expect(await getActivity(CRM, `${id}?$attribute=payload`)).toMatchObject({
      secure: true,
      issueType: { id: 'billing', name: 'Billing' },
      payload: { email: { alias: null, messageCenter: { id: 'mc-service' }, content: null } },
    });
  });

  async function create(as: Who, body: object): Promise<string> {
    const answer = await server.request('POST', '/core/casemgr/v3/activity/email/general', { as, body });
    expect([answer.status, answer.text]).toEqual([201, '']);
    return answer.headers.get('location')?.split('/').at(-1) ?? '';
  }
});

describe('C-7 grants', () => {
  it('hold no longer once they are revoked', async () => {
    const path = `activity/${bobs.id}?customer=${ids.bob}`;
    expect((await get(ANN, path)).status).toBe(200);
    await server.database.query('DELETE FROM customer_grants WHERE on_customer_id = $1::bigint', [ids.bob]);
    expect(await codeOf(get(ANN, path))).toBe('400-244');
    await grant(ids.ann, ids.bob);
    expect((await get(ANN, path)).status).toBe(200);
  });

  it('are suspended across departments while departmentalization is on, but not with shared customers', async () => {
    await grant(ids.ann, ids.sue);
    await grant(ids.ann, ids.shared);
    await storeActivity(server.database, { customer: 'c-shared', department: 'Sales' });
    expect((await get(ANN, `activity?customer=${ids.sue}`)).status).toBe(200);
    await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      expect(await codeOf(get(ANN, `activity?customer=${ids.sue}`))).toBe('400-244');
      expect((await get(ANN, `activity?customer=${ids.shared}`)).status).toBe(200);
      expect((await get(ANN, `activity?customer=${ids.bob}`)).status).toBe(200);
    } finally {
      await server.configure({ settings: { customerDepartmentalization: false } });
    }
    expect((await get(ANN, `activity?customer=${ids.sue}`)).status).toBe(200);
  });

  it('departmentalization keeps a department’s users to its customers and the shared ones', async () => {
    const token = await server.token(SAM, 'core.customermgr.read');
    const read = (id: string) => codeOf(server.request('GET', `/core/customermgr/v3/customers/${id}`, { token }));
    expect(await read(ids.sue)).toBe('200');
    await server.configure({ settings: { customerDepartmentalization: true } });
    try {
      expect(await Promise.all([ids.ann, ids.shared, ids.sue].map(read))).toEqual(['200', '200', '404-100']);
    } finally {
      await server.configure({ settings: { customerDepartmentalization: false } });
    }
  });

  async function grant(holder: string, on: string): Promise<void> {
    await server.database.query('INSERT INTO customer_grants VALUES ($1::bigint, $2::bigint)', [holder, on]);
  }
});
