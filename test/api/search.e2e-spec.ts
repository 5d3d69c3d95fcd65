import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { anActivity } from '../support/activity.js';
import type { Who } from '../support/partition.js';
import { createdId, postActivity } from '../support/posting.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { customerIdOf, storeActivity, type StoredActivity } from '../support/stored-activity.js';

const CRM: Who = { client: 'crm' };
const PAT: Who = { user: 'pat' };
const SAM: Who = { user: 'sam' };
const ANN: Who = { customer: 'c-ann' };
const BOB: Who = { customer: 'c-bob' };

interface Found {
  readonly activity: readonly { readonly id: string }[];
  readonly paginationInfo: {
    readonly count: number;
    readonly countIsAtLeast?: boolean;
    readonly link: readonly { readonly rel: string; readonly href: string }[];
  };
}

/** What is searched, by a name for each; made in this order. */
const ACTIVITIES = {
  english: { customer: 'c-ann', subject: 'Laptops beeping', text: 'The machine is running hot.', language: 'en' },
  german: { customer: 'c-ann', subject: 'Rechnungen', text: 'Die Häuser und die Running-Schuhe', language: 'de' },
  japanese: { customer: 'c-bob', subject: '東京都に住む', text: null, language: 'ja' },
  html: {
    customer: 'c-bob',
    subject: null,
    text: null,
    html: '<style>p{color:teal}</style><p>gr&uuml;ne <b>Äpfel</b></p>',
    language: 'de',
  },
  sales: { department: 'Sales', customer: 'c-sue', subject: 'Offer for laptops', text: 'running', language: 'en' },
  done: {
    customer: 'c-ann',
    subject: 'Old matter',
    status: 'completed',
    substatus: 'done',
    mode: 'outbound',
    language: 'en',
  },
  draft: { customer: 'c-ann', subject: 'Call about laptops', mode: 'none', language: 'en' },
  dated: {
    customer: 'c-bob',
    subject: 'Dated',
    createdAt: new Date('2020-05-06T07:08:09.010Z'),
    dueAt: new Date('2030-01-01T00:00:00Z'),
    language: 'en',
  },
  product: {
    customer: 'c-ann',
    subject: 'Product',
    customAttributes: { product: ['laptop'], quantity: ['9'] },
    language: 'en',
  },
  products: {
    customer: 'c-ann',
    subject: 'Products',
    customAttributes: { product: ['phone'], quantity: ['10'] },
    language: 'en',
  },
} as const satisfies Record<string, Omit<StoredActivity, 'department'> & { readonly department?: string }>;

type Name = keyof typeof ACTIVITIES;

let server: TestServer;
let outbox: OutboxWorker;
let ids: Record<Name, string>;
let namesById: ReadonlyMap<string, Name>;

beforeAll(async () => {
  server = await startServer();
  outbox = server.application.get(OutboxWorker, { strict: false });
  const stored: [Name, string][] = [];
  for (const [name, activity] of Object.entries(ACTIVITIES) as [Name, Omit<StoredActivity, 'department'>][]) {
    stored.push([name, (await storeActivity(server.database, { department: 'Service', ...activity })).id]);
  }
  ids = Object.fromEntries(stored) as Record<Name, string>;
  namesById = new Map(stored.map(([name, id]) => [id, name]));
  await server.database.query(
    `UPDATE activities SET assigned_user_id = u.id, status = 'assigned', substatus = 'new', secure = true
     FROM users u WHERE u.login = 'sam' AND activities.id = $1::bigint`,
    [ids.product],
  );
  await server.database.query('UPDATE activities SET read_by_customer = true WHERE id = $1::bigint', [ids.dated]);
  await server.database.query('UPDATE activities SET case_id = NULL WHERE id = ANY($1::bigint[])', [
    [ids.html, ids.draft, ids.products],
  ]);
  // What people enter for never, a millisecond apart.
  await server.database.query(
    `UPDATE activities SET due_at = '9999-12-31T23:59:59.990Z'::timestamptz + n.place * interval '1 millisecond'
     FROM unnest($1::bigint[]) WITH ORDINALITY AS n(id, place) WHERE n.id = activities.id`,
    [[ids.german, ids.japanese, ids.draft, ids.products]],
  );
  await outbox.drain('index');
});

afterAll(async () => {
  await server.close();
});

function get(as: Who, query: Readonly<Record<string, string>>): Promise<TestAnswer> {
  return server.request('GET', `/core/casemgr/v3/activity?${String(new URLSearchParams(query))}`, { as });
}

async function found(as: Who, query: Readonly<Record<string, string>>): Promise<Name[]> {
  const answer = await get(as, query);
  if (answer.status === 204) return [];
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return answer.json<Found>().activity.flatMap(({ id }) => namesById.get(id) ?? []);
}

const attributes = (attribName: string, ...values: string[]) => ({
  customAttribute: [{ attribName, attribValues: { attribValue: values.map((value) => ({ value })) } }],
});

const custom = (...attributes: readonly object[]): string => JSON.stringify(attributes);

describe('FIND-1: activities are found by', () => {
  it.each<[string, Who, Record<string, string>, Name[]]>([
    ['FIND-3 words in another form, in their language', PAT, { text: 'laptop beep' }, ['english']],
    ['FIND-3 words that occur, whatever their order', PAT, { text: 'hot machine' }, ['english']],
    ['FIND-3 no words of another language’s grammar', PAT, { text: 'run' }, ['english', 'sales']],
    ['FIND-3 German plurals', PAT, { text: 'Haus Rechnung' }, ['german']],
    ['FIND-3 words of Japanese', PAT, { text: '東京' }, ['japanese']],
    ['FIND-3 letters and words in HTML', PAT, { text: 'grün' }, ['html']],
    ['FIND-3 nothing that HTML does not show', PAT, { text: 'teal' }, []],
    ['FIND-3 a phrase', PAT, { text: '"running hot"' }, ['english']],
    ['FIND-3 no phrase in another order', PAT, { text: '"hot running"' }, []],
    ['FIND-3 one of two words', PAT, { text: 'beeping OR rechnung' }, ['english', 'german']],
    ['FIND-3 words without another', PAT, { text: 'laptops -beeping' }, ['sales', 'draft']],
    ['FIND-3 nothing, when only words without meaning are asked for', PAT, { text: 'the' }, []],
    [
      'FIND-3 signs that mean something to the database',
      PAT,
      { text: `laptop & | ! ( ) : * ' \\ <->` },
      ['english', 'sales', 'draft'],
    ],
    ['text and department', PAT, { text: 'laptop', department: 'SALES' }, ['sales']],
    ['text, as far as they are visible', SAM, { text: 'laptop' }, ['english', 'draft']],
    ['text, as far as a customer sees them', ANN, { text: 'laptop' }, ['english']],
    ['text of nobody else', BOB, { text: 'laptop' }, []],
    ['a term of the index, which nobody can ask for', PAT, { text: '@english' }, []],
    ['FIND-5 status', PAT, { status: 'completed' }, ['done']],
    ['FIND-5 status and substatus', PAT, { status: 'assigned:new' }, ['product']],
    ['FIND-5 another substatus', PAT, { status: 'assigned:in_progress' }, []],
    ['FIND-5 open', PAT, { status: 'open', mode: 'none' }, ['draft']],
    ['FIND-5 status as customers know it', ANN, { status: 'completed' }, ['done']],
    ['FIND-2 type and another filter', PAT, { type: 'email', mode: 'none' }, ['draft']],
    [
      'FIND-2 type, status and department',
      CRM,
      { type: 'email', status: 'completed', department: 'Service' },
      ['done'],
    ],
    ['another type', PAT, { type: 'task', status: 'open' }, []],
    ['FIND-6 when they were created', PAT, { created: '[2020-01-01T00:00:00Z,2020-05-06T07:08:09.010Z]' }, ['dated']],
    ['FIND-6 before', PAT, { created: '[,2020-05-06T07:08:09.009Z]' }, []],
    ['FIND-6 when they were changed', PAT, { lastModified: '[2100-01-01T00:00:00Z,]' }, []],
    [
      'FIND-7 custom attributes',
      PAT,
      { custom: custom({ object: 'activity', name: 'product', value: 'laptop' }) },
      ['product'],
    ],
    [
      'FIND-7 several custom attributes',
      PAT,
      {
        custom: custom(
          { object: 'activity', name: 'product', value: 'phone' },
          { object: 'activity', name: 'quantity', value: 10 },
        ),
      },
      ['products'],
    ],
    [
      'FIND-7 a whole number, however it is written',
      PAT,
      { custom: custom({ object: 'activity', name: 'quantity', value: '+09' }) },
      ['product'],
    ],
    [
      'FIND-7 custom attributes of a customer',
      ANN,
      { custom: custom({ object: 'activity', name: 'quantity', value: '9' }) },
      ['product'],
    ],
    ['who works on them', PAT, { assignedUserName: 'SAM' }, ['product']],
    ['whether they are secure', PAT, { secure: 'yes' }, ['product']],
    ['whether they were read', PAT, { read: 'yes' }, ['dated']],
    ['language', PAT, { language: 'ja' }, ['japanese']],
    ['FIND-8 a department that does not exist', PAT, { department: 'Nowhere' }, []],
    ['FIND-8 a department of others', SAM, { department: 'Sales' }, []],
    ['FIND-8 a queue that cannot exist', PAT, { queueID: 'x' }, []],
  ])('%s', async (_, who, query, expected) => {
    expect(await found(who, query)).toEqual(expected);
  });

  it('the id of who works on them, and their queue', async () => {
    const [sam] = await server.database.query<{ id: string }>(`SELECT id FROM users WHERE login = 'sam'`);
    const [queue] = await server.database.query<{ id: string }>(`SELECT id FROM queues WHERE name = 'Sales inbox'`);
    expect(await found(PAT, { assignedTo: sam?.id ?? '' })).toEqual(['product']);
    expect(await found(PAT, { queueID: queue?.id ?? '' })).toEqual(['sales']);
  });
});

describe('A search is refused', () => {
  it.each<[string, Who, Record<string, string>, string]>([
    ['FIND-2 by type alone', PAT, { type: 'email' }, '400-614'],
    ['FIND-2 by type and how it is shown', ANN, { type: 'email', $sort: 'id' }, '400-614'],
    ['FIND-2 by too little for a client', CRM, { type: 'email', status: 'open' }, '400-112'],
    ['FIND-2 by text alone for a client', CRM, { text: 'laptop' }, '400-112'],
    ['FIND-3 by nothing', PAT, { text: ' ' }, '400-244'],
    ['FIND-3 by too much', PAT, { text: 'x'.repeat(401) }, '400-244'],
    ['FIND-3 by half a character', PAT, { text: 'a\0b' }, '400-244'],
    ['FIND-5 by an unknown status', PAT, { status: 'sleeping' }, '400-102'],
    ['FIND-5 by the substatus of another status', PAT, { status: 'completed:new' }, '400-102'],
    ['FIND-5 by a status that customers do not see', ANN, { status: 'assigned' }, '400-102'],
    ['FIND-6 by a moment', PAT, { created: '2020-01-01T00:00:00Z' }, '400-244'],
    ['FIND-7 by no JSON', PAT, { custom: '{' }, '400-244'],
    ['FIND-7 by no list', PAT, { custom: '{}' }, '400-244'],
    [
      'FIND-7 by an attribute that is not configured',
      PAT,
      { custom: custom({ object: 'activity', name: 'colour', value: 'red' }) },
      '400-244',
    ],
    [
      'FIND-7 by an attribute of something else',
      PAT,
      { custom: custom({ object: 'case', name: 'caseOnly', value: 'x' }) },
      '400-244',
    ],
    ['FIND-7 by no value', PAT, { custom: custom({ object: 'activity', name: 'product' }) }, '400-244'],
    ['FIND-7 by nothing in it', PAT, { custom: '[null]' }, '400-244'],
    ['FIND-9 by a cursor of its own making', PAT, { $cursor: 'WzFd' }, '400-244'],
    ['FIND-11 in the order of an attribute that is not configured', PAT, { $sort: 'custom.colour' }, '400-102'],
    ...(['department', 'queueID', 'assignedTo', 'assignedUserName', 'language'] as const).map(
      (name): [string, Who, Record<string, string>, string] => [
        `FIND-1 by ${name} for a customer`,
        ANN,
        { [name]: '1' },
        '400-101',
      ],
    ),
  ])('%s', async (_, who, query, code) => {
    const answer = await get(who, query);
    expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, code]);
  });
});

describe('The order of what is found', () => {
  it.each<[string, string, Name[]]>([
    ['quantity', 'asc', ['product', 'products']],
    ['quantity', 'desc', ['products', 'product']],
    ['product', 'asc', ['product', 'products']],
  ])('FIND-11: custom.%s %s, and then whatever has no value', async (name, order, first) => {
    const sorted = await found(PAT, {
      customerID: await customerIdOf(server.database, 'c-ann'),
      $sort: `custom.${name}`,
      $order: order,
    });
    expect(sorted.slice(0, first.length)).toEqual(first);
    expect(sorted).toHaveLength(6);
  });

  const SORTS = ['id', 'case', 'created', 'lastModified', 'dueDate', 'department', 'custom.quantity', 'custom.product'];

  it.each(SORTS.flatMap((sort) => ['asc', 'desc'].map((order) => [sort, order] as const)))(
    'FIND-9: pages by %s %s lead to everything once, also to what has no value and to the last day, with the cursor and without',
    async (sort, order) => {
      const query = { $sort: sort, $order: order };
      const whole = await found(PAT, { ...query, $pagesize: '75' });
      expect(new Set(whole).size).toBe(Object.keys(ACTIVITIES).length);
      const byNumber: Name[] = [];
      for (const page of [1, 2, 3, 4])
        byNumber.push(...(await found(PAT, { ...query, $pagesize: '3', $pagenum: String(page) })));
      expect(byNumber).toEqual(whole);
      const byCursor: Name[] = [];
      let href: string | undefined =
        `/core/casemgr/v3/activity?${String(new URLSearchParams({ ...query, $pagesize: '3' }))}`;
      while (href !== undefined && byCursor.length <= whole.length) {
        const answer: TestAnswer = await server.request('GET', href, { as: PAT });
        const { activity, paginationInfo } = answer.json<Found>();
        byCursor.push(...activity.flatMap(({ id }) => namesById.get(id) ?? []));
        expect(paginationInfo.count).toBe(whole.length);
        href = paginationInfo.link.find(({ rel }) => rel === 'next')?.href;
      }
      expect(byCursor).toEqual(whole);
    },
  );

  it('FIND-9: a cursor goes on where it was, whatever was written meanwhile', async () => {
    const query = { $sort: 'id', $order: 'desc', $pagesize: '4' };
    const first = (await get(SAM, query)).json<Found>();
    const next = first.paginationInfo.link.find(({ rel }) => rel === 'next')?.href ?? '';
    expect(next).toContain('$cursor=');
    const extra = await storeActivity(server.database, { customer: 'c-ann', department: 'Service', subject: 'Later' });
    const second = (await server.request('GET', next, { as: SAM })).json<Found>();
    const shown = [...first.activity, ...second.activity].map(({ id }) => id);
    expect(new Set(shown).size).toBe(8);
    expect(shown).not.toContain(extra.id);
    await server.database.query('DELETE FROM activity_emails WHERE activity_id = $1::bigint', [extra.id]);
    await server.database.query('DELETE FROM activities WHERE id = $1::bigint', [extra.id]);
  });

  it('FIND-9: a cursor shows nobody what is not theirs', async () => {
    const first = (await get(PAT, { $pagesize: '1' })).json<Found>();
    const next = first.paginationInfo.link.find(({ rel }) => rel === 'next')?.href ?? '';
    const answer = await server.request('GET', next, { as: BOB });
    const shown = answer.json<Found>().activity.flatMap(({ id }) => namesById.get(id) ?? []);
    expect(shown).toEqual(['japanese']);
  });
});

describe('FIND-11: the order by a custom attribute', () => {
  const sortedBy = async (name: string, order: string): Promise<Name[]> => {
    const customerID = await customerIdOf(server.database, 'c-ann');
    return found(PAT, { customerID, $sort: `custom.${name}`, $order: order });
  };
  const set = (id: string, value: object) =>
    server.database.query('UPDATE activities SET custom_attributes = $2::jsonb WHERE id = $1::bigint', [
      id,
      JSON.stringify(value),
    ]);

  it('is right at once when a value is given, changed, or taken away', async () => {
    await set(ids.english, { quantity: ['9007199254740993'], product: ['Keyboard'] });
    expect((await sortedBy('quantity', 'desc')).slice(0, 3)).toEqual(['english', 'products', 'product']);
    expect((await sortedBy('product', 'asc')).slice(0, 3)).toEqual(['english', 'product', 'products']);
    await set(ids.english, { quantity: ['-3'] });
    expect((await sortedBy('quantity', 'asc')).slice(0, 3)).toEqual(['english', 'product', 'products']);
    expect((await sortedBy('product', 'asc')).slice(0, 3)).toEqual(['product', 'products', 'english']);
    await set(ids.english, {});
    expect((await sortedBy('quantity', 'asc')).slice(0, 3)).toEqual(['product', 'products', 'english']);
  });

  it('takes what is no whole number for no value, where numbers are sorted', async () => {
    await set(ids.english, { quantity: ['many'] });
    expect((await sortedBy('quantity', 'asc')).slice(0, 3)).toEqual(['product', 'products', 'english']);
    await set(ids.english, {});
  });

  it('takes values of any length', async () => {
    await set(ids.english, { product: ['l'.repeat(100_000)] });
    expect((await sortedBy('product', 'desc')).slice(0, 3)).toEqual(['products', 'english', 'product']);
    await set(ids.english, {});
  });
});

describe('FIND-1: more are found than are looked up one by one', () => {
  it('activities and cases by a word that very many have', async () => {
    const { id } = await storeActivity(server.database, {
      customer: 'c-ann',
      department: 'Service',
      subject: 'Crowded',
    });
    await outbox.drain('index');
    for (const [table, owner] of [
      ['activity_texts', 'activity_id'],
      ['case_texts', 'case_id'],
    ]) {
      await server.database.query(
        `INSERT INTO ${table} (${owner}, document) SELECT -n, text_document('en', 'Crowded', '', '{}') FROM generate_series(1, 20001) n`,
      );
    }
    const orders: Record<string, string>[] = [{}, { $sort: 'created', $order: 'desc' }, { $sort: 'custom.product' }];
    for (const order of orders) {
      const answer = (await get(PAT, { text: 'crowded', ...order })).json<Found>();
      expect([answer.activity.map((activity) => activity.id), answer.paginationInfo.count]).toEqual([[id], 1]);
    }
    const cases = await server.request('GET', '/core/casemgr/v3/case?text=crowded', { as: PAT });
    expect(cases.json<{ case: readonly object[] }>().case).toHaveLength(1);
    await server.database.query('DELETE FROM activity_texts WHERE activity_id < 0');
    const ofSubject = await server.request('GET', '/core/casemgr/v3/case?text=crowded', { as: PAT });
    expect(ofSubject.json<{ case: readonly object[] }>().case).toHaveLength(1);
    await server.database.query('DELETE FROM case_texts WHERE case_id < 0');
    await server.database.query('DELETE FROM activity_emails WHERE activity_id = $1::bigint', [id]);
    await server.database.query('DELETE FROM activities WHERE id = $1::bigint', [id]);
  });

  it('customers by a name that very many have', async () => {
    const customerId = await customerIdOf(server.database, 'c-ann');
    await server.database.query(
      `INSERT INTO contacts (customer_id, first_name) SELECT $1::bigint, 'Multitude' FROM generate_series(1, 20001)`,
      [customerId],
    );
    const answer = await server.request('GET', '/core/customermgr/v3/customer?customerName=multi', {
      as: { client: 'test-admin' },
    });
    expect(answer.text).toContain(`"count":1`);
    await server.database.query(`DELETE FROM contacts WHERE first_name = 'Multitude'`);
  });
});

describe('FIND-4: what is written is found within seconds', () => {
  it('when it came in, when it was changed, and not any more when it was blanked', async () => {
    const posted = await postActivity(
      server,
      CRM,
      anActivity({ actor: 'client', set: { subject: 'Zeppelins', 'payload.email.content.text': 'A balloon' } }),
    );
    const id = createdId(posted);
    await outbox.drain('index');
    const idsOf = async (text: string): Promise<string[]> => {
      const answer = await get(PAT, { text });
      return answer.status === 204 ? [] : answer.json<Found>().activity.map((activity) => activity.id);
    };
    expect(await idsOf('zeppelin balloon')).toEqual([id]);
    await server.database.query(`UPDATE activities SET subject = 'Airships' WHERE id = $1::bigint`, [id]);
    await server.database.query(`UPDATE activity_emails SET content_text = 'Masked' WHERE activity_id = $1::bigint`, [
      id,
    ]);
    await outbox.drain('index');
    expect([await idsOf('zeppelin'), await idsOf('balloon'), await idsOf('airship masked')]).toEqual([[], [], [id]]);
    await server.database.query('DELETE FROM activity_texts WHERE activity_id = $1::bigint', [id]);
  });

  it('also when an activity is there whose text is the longest that can be', async () => {
    const words = Array.from({ length: 40_000 }, (_, index) => `wörter${index}`).join(' ');
    const { id } = await storeActivity(server.database, {
      customer: 'c-ann',
      department: 'Service',
      subject: 'Endless',
      text: words,
    });
    await outbox.drain('index');
    // A worker may have taken it before the drain did, and not be done yet.
    const waiting = `SELECT FROM outbox_entries WHERE lane = 'index'`;
    for (let look = 0; look < 50 && (await server.database.query(waiting)).length > 0; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await outbox.drain('index');
    }
    expect(await server.database.query(waiting)).toEqual([]);
    expect((await get(PAT, { text: 'wörter7 endless' })).json<Found>().activity.map((activity) => activity.id)).toEqual(
      [id],
    );
  });
});

describe('FIND-10: the number of what is found', () => {
  beforeAll(async () => {
    await server.database.query(
      `INSERT INTO activities (case_id, department_id, customer_id, mode, type, subtype, status, substatus, priority, language,
          secure, sent_on_behalf, queue_id, created_by, last_modified_by)
        SELECT case_id, department_id, customer_id, 'inbound', type, subtype, status, substatus, priority, 'fi', secure,
          sent_on_behalf, queue_id, created_by, last_modified_by
        FROM activities, generate_series(1, 1001) WHERE id = $1::bigint`,
      [ids.dated],
    );
  });

  it('is exact up to 1,000, and to the last one with $count', async () => {
    const { paginationInfo } = (await get(PAT, { language: 'fi' })).json<Found>();
    expect(paginationInfo).toMatchObject({ count: 1_000, countIsAtLeast: true });
    const before = (await get(PAT, { language: 'fi', $pagenum: '40' })).json<Found>();
    expect(before.paginationInfo).toMatchObject({ count: 1_000, countIsAtLeast: true });
    const far = (await get(PAT, { language: 'fi', $pagenum: '41' })).json<Found>();
    expect(far.activity).toHaveLength(1);
    expect(far.paginationInfo).toMatchObject({ count: 1_001, link: [{ rel: 'prev' }] });
    expect(far.paginationInfo).not.toHaveProperty('countIsAtLeast');
    expect((await get(PAT, { language: 'fi', $count: 'yes' })).json<object>()).toMatchObject({ count: 1_001 });
  });
});

describe('FIND-9: cases and customers', () => {
  interface Page {
    readonly case?: readonly { id: string }[];
    readonly customer?: readonly { id: string }[];
    readonly paginationInfo: { count: number; link: readonly { rel: string; href: string }[] };
  }

  const read = async (path: string): Promise<Page> =>
    (await server.request('GET', path, { as: { client: 'test-admin' } })).json<Page>();

  const idsOf = (page: Page): string[] => (page.case ?? page.customer ?? []).map(({ id }) => id);

  it.each([
    ...['id', 'created', 'lastModified', 'dueDate'].map((sort) => ['/core/casemgr/v3/case?department=Service', sort]),
    ...['id', 'created', 'lastModified', 'type', 'customerName'].map((sort) => [
      '/core/customermgr/v3/customer?created=[2000-01-01T00:00:00Z,]&type=individual',
      sort,
    ]),
  ])(
    '%s by %s leads to everything once, with the cursor and by page numbers, forwards and backwards',
    async (path, sort) => {
      for (const order of ['asc', 'desc']) {
        const query = `${path}&$sort=${sort}&$order=${order}`;
        const whole = idsOf(await read(`${query}&$pagesize=75`));
        expect(whole.length).toBeGreaterThan(3);
        const byCursor: string[] = [];
        let href: string | undefined = `${query}&$pagesize=2`;
        while (href !== undefined) {
          const page: Page = await read(href);
          byCursor.push(...idsOf(page));
          expect(page.paginationInfo.count).toBe(whole.length);
          href = page.paginationInfo.link.find(({ rel }) => rel === 'next')?.href;
          expect(href ?? '$cursor=').toContain('$cursor=');
        }
        expect(byCursor).toEqual(whole);
        expect(idsOf(await read(`${query}&$pagesize=2&$pagenum=2`))).toEqual(whole.slice(2, 4));
      }
    },
  );

  it.each(['/core/casemgr/v3/case?department=Service', '/core/customermgr/v3/customer?email=ann@example.org'])(
    '%s refuses a cursor of somebody’s own making',
    async (path) => {
      const answer = await server.request('GET', `${path}&$cursor=WzFd`, { as: { client: 'test-admin' } });
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, '400-244']);
    },
  );
});

describe('FIND-12, FIND-13: cases', () => {
  const CASES: readonly Name[] = ['english', 'german', 'japanese', 'sales', 'done'];
  let nameOfCase: ReadonlyMap<string, Name>;

  beforeAll(async () => {
    const rows = await server.database.query<{ id: string; case: string }>(
      'SELECT id, case_id AS case FROM activities WHERE id = ANY($1::bigint[])',
      [CASES.map((name) => ids[name])],
    );
    nameOfCase = new Map(rows.map((row) => [row.case, namesById.get(row.id) ?? 'english']));
    const caseOf = (name: Name): string => [...nameOfCase].find(([, other]) => other === name)?.[0] ?? '';
    await server.database.query(
      `UPDATE cases SET status = 'pending', severity = 'high', labels = '{vip,eu}', external_id = 'X-1', due_at = now(),
         custom_attributes = '{"caseOnly":["blue"]}', subject = 'Warranty' WHERE id = $1::bigint`,
      [caseOf('english')],
    );
    await server.database.query(
      `UPDATE cases SET status = 'closed', last_closed_at = '2021-02-03T04:05:06.007Z' WHERE id = $1::bigint`,
      [caseOf('done')],
    );
    await outbox.drain('index');
  });

  function namesIn(answer: TestAnswer): Name[] {
    if (answer.status === 204) return [];
    expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
    const body = answer.json<{ case: readonly { id: string }[] }>();
    return body.case.flatMap(({ id }) => nameOfCase.get(id) ?? []);
  }

  const findCases = (as: Who, query: Readonly<Record<string, string>>): Promise<TestAnswer> =>
    server.request('GET', `/core/casemgr/v3/case?${String(new URLSearchParams(query))}`, { as });

  const lookUp = (body: unknown, query = ''): Promise<TestAnswer> =>
    server.request('POST', `/core/casemgr/v3/case/lookup${query}`, { as: CRM, body });

  it.each<[string, Who, Record<string, string>, Name[]]>([
    ['closed', PAT, { status: 'closed' }, ['done']],
    ['pending', PAT, { status: 'open:pending' }, ['english']],
    ['open', CRM, { status: 'open', severity: 'high' }, ['english']],
    ['label', PAT, { label: 'eu' }, ['english']],
    ['the id of another system', CRM, { externalID: 'X-1' }, ['english']],
    ['department', PAT, { department: 'sales' }, ['sales']],
    ['department of others', SAM, { department: 'Sales' }, []],
    ['when it was closed', PAT, { lastClosed: '[2021-02-03T04:05:06.007Z,2021-02-03T04:05:06.007Z]' }, ['done']],
    ['a custom attribute', PAT, { custom: custom({ object: 'case', name: 'caseOnly', value: 'blue' }) }, ['english']],
    ['the words of its subject', PAT, { text: 'warranty' }, ['english']],
    ['the words of its activities', PAT, { text: 'rechnung' }, ['german']],
    ['the words of activities that are seen', ANN, { text: 'rechnung' }, ['german']],
    ['no words of activities that are not', BOB, { text: 'rechnung' }, []],
    ['what a customer sees', BOB, { text: '東京' }, ['japanese']],
    ['status as customers know it', ANN, { status: 'closed' }, ['done']],
  ])('are found by %s', async (_, who, query, expected) => {
    expect(namesIn(await findCases(who, query))).toEqual(expected);
  });

  it.each<[string, unknown, Name[]]>([
    ['status', { status: { value: 'closed' } }, ['done']],
    ['substatus', { status: { substatus: { value: 'pending' } } }, ['english']],
    ['several', { severity: { value: 'high' }, label: 'vip', externalId: 'X-1' }, ['english']],
    ['department', { department: { name: 'SALES' } }, ['sales']],
    ['text', { text: 'warranties' }, ['english']],
    ['range', { lastClosed: { start: '2021-01-01T00:00:00Z', end: '2021-12-31T00:00:00Z' } }, ['done']],
    ['a customer that cannot exist', { customer: { id: 'x' } }, []],
    ['custom attributes', { customAttributes: attributes('caseOnly', 'blue') }, ['english']],
    ['custom attributes that no case has', { customAttributes: attributes('caseOnly', 'blue', 'red') }, []],
  ])('are looked up by %s', async (_, body, expected) => {
    expect(namesIn(await lookUp(body))).toEqual(expected);
  });

  it('are looked up in XML too', async () => {
    const answer = await server.request('POST', '/core/casemgr/v3/case/lookup', {
      as: CRM,
      body: '<case><status><value>closed</value></status></case>',
      headers: { 'content-type': 'application/xml' },
    });
    expect(namesIn(answer)).toEqual(['done']);
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', {}, '400-146', 'customer.id or department.name'],
    ['a word that is none', { severity: { value: 'huge' } }, '400-152', 'severity.value'],
    ['a date that is none', { created: { start: 'yesterday' } }, '400-152', 'created.start'],
    [
      'an end before the start',
      { created: { start: '2022-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } },
      '400-152',
      'created.end',
    ],
    ['something else', { colour: 'red' }, '400-147', 'colour'],
    [
      'a substatus of another status',
      { status: { value: 'closed', substatus: { value: 'open' } } },
      '400-152',
      'status.substatus.value',
    ],
    [
      'an attribute that is not configured',
      { customAttributes: attributes('colour', 'red') },
      '400-152',
      'customAttributes.customAttribute[0].attribName',
    ],
    [
      'an attribute without a value',
      { customAttributes: attributes('caseOnly') },
      '400-152',
      'customAttributes.customAttribute[0].attribValues.attribValue',
    ],
    ['no attribute', { customAttributes: { customAttribute: [] } }, '400-152', 'customAttributes.customAttribute'],
  ])('cannot be looked up by %s', async (_, body, code, attribute) => {
    const answer = await lookUp(body);
    expect(answer.json<object>()).toMatchObject({ code, details: [{ key: expect.stringContaining(attribute) }] });
  });

  it.each<[Who, Record<string, string>, string]>([
    [PAT, {}, '400-245'],
    [CRM, { $sort: 'id' }, '400-245'],
    [PAT, { status: 'closed:pending' }, '400-102'],
    [ANN, { status: 'open:pending' }, '400-102'],
    [ANN, { label: 'vip' }, '400-101'],
    [ANN, { $sort: 'dueDate' }, '400-102'],
    [PAT, { text: '' }, '400-244'],
    [PAT, { status: 'open', $attribute: 'colour' }, '400-116'],
  ])('are refused to %j by %j with %s', async (who, query, code) => {
    expect((await findCases(who, query)).json<{ code: string }>().code).toBe(code);
  });

  it('FIND-4: are found by a new subject within seconds, and by the old one no more', async () => {
    const [caseId = ''] = [...nameOfCase].find(([, name]) => name === 'german') ?? [];
    const rename = (subject: string) =>
      server.database.query('UPDATE cases SET subject = $2 WHERE id = $1::bigint', [caseId, subject]);
    const [row] = await server.database.query<{ subject: string }>('SELECT subject FROM cases WHERE id = $1::bigint', [
      caseId,
    ]);
    await rename('Pelicans');
    expect(namesIn(await findCases(PAT, { text: 'warranties' }))).toEqual(['english']);
    await outbox.drain('index');
    expect(namesIn(await findCases(PAT, { text: 'pelican' }))).toEqual(['german']);
    await rename(row?.subject ?? '');
    expect(namesIn(await findCases(PAT, { text: 'pelican' }))).toEqual([]);
    await outbox.drain('index');
  });

  it('FIND-4: are found by their subject when an activity was moved to a new one', async () => {
    const { id } = await storeActivity(server.database, { customer: 'c-ann', department: 'Service', subject: 'Moved' });
    await outbox.drain('index');
    const [made] = await server.database.query<{ id: string }>(
      `INSERT INTO cases (department_id, customer_id, status, severity, subject, originating_channel, created_by, last_modified_by)
       SELECT department_id, customer_id, 'open', 'low', 'Flamingos', 'email', created_by, last_modified_by
       FROM activities WHERE id = $1::bigint RETURNING id`,
      [id],
    );
    await server.database.query('UPDATE activities SET case_id = $2::bigint WHERE id = $1::bigint', [id, made?.id]);
    await outbox.drain('index');
    const answer = (await findCases(PAT, { text: 'flamingo' })).json<{ case: readonly { id: string }[] }>();
    expect(answer.case.map((found) => found.id)).toEqual([made?.id]);
    await server.database.query('DELETE FROM activities WHERE id = $1::bigint', [id]);
    await server.database.query('DELETE FROM cases WHERE id = $1::bigint', [made?.id]);
  });

  it('come in pages, in their order, and are counted', async () => {
    const first = await findCases(PAT, { status: 'open', $pagesize: '2', $sort: 'id', $order: 'desc' });
    const body = first.json<{ case: readonly { id: string }[]; paginationInfo: Found['paginationInfo'] }>();
    expect(body.case.map(({ id }) => Number(id))).toEqual(
      body.case.map(({ id }) => Number(id)).toSorted((a, b) => b - a),
    );
    expect(body.paginationInfo.link).toMatchObject([{ rel: 'next' }]);
    const counted = (await findCases(PAT, { status: 'open', $count: 'yes' })).json<{ count: number }>();
    expect(counted.count).toBe(body.paginationInfo.count);
    expect(namesIn(await findCases(PAT, { status: 'open', $sort: 'dueDate', $pagesize: '1' }))).toEqual(['english']);
    expect((await lookUp({ status: { value: 'open' } }, '?$pagenum=99')).status).toBe(204);
  });
});
