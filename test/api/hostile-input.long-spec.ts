import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ELEMENTS } from '#intake/activity-elements.js';
import { CATALOGUE, type ErrorCode } from '#runtime/errors/catalogue.js';
import { decodeXml } from '#wire/body/decode-xml.js';
import type { Who } from '../support/partition.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const CREATE = '/core/casemgr/v3/activity/email/general';
const CRM: Who = { client: 'crm' };
const ANN: Who = { customer: 'c-ann' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The longest that the event loop was blocked since the last time that somebody asked. */
const LONGEST_BLOCK = 'nodejs_eventloop_lag_max_seconds';

/** The promise, and what is left to a machine that runs other tests at the same time. */
const PROMISED_BLOCK_SECONDS = 0.25;
const LONGEST_BLOCK_SECONDS = 1;

let server: ServerProcess;
let token: string;
let longestBlockSeconds = 0;

beforeAll(async () => {
  server = await startServerProcess();
  token = await server.token(CRM);
  expect((await send(ACTIVITY_JSON)).status).toBe(201);
}, 90_000);

afterAll(async () => {
  process.stdout.write(`longest block of the event loop: ${Math.round(longestBlockSeconds * 1000)} ms\n`);
  await server.stop();
});

afterEach(async () => {
  const answer = await send(ACTIVITY_JSON);
  expect({ status: answer.status, exitCode: server.exitCode }).toEqual({ status: 201, exitCode: undefined });
});

const ACTIVITY = {
  department: { name: 'Service' },
  type: { value: 'email', subtype: { value: 'general' } },
  subject: 'Laptop',
  payload: {
    email: {
      content: { text: 'It beeps.' },
      emailAddresses: { from: 'ann@example.org', receiver: 'support@example.com' },
    },
  },
};

const ACTIVITY_JSON = JSON.stringify(ACTIVITY);

const XML_MEMBERS =
  '<department><name>Service</name></department><type><value>email</value><subtype><value>general</value></subtype></type>' +
  '<payload><email><content><text>It beeps.</text></content><emailAddresses><from>ann@example.org</from>' +
  '<receiver>support@example.com</receiver></emailAddresses></email></payload>';

const xml = (members: string): string => `<activity>${XML_MEMBERS}${members}</activity>`;

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
  readonly requestId: string | null;
}

async function send(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  bearer = token,
): Promise<Answer> {
  const answer = await server.request('POST', CREATE, {
    token: bearer,
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    status: answer.status,
    code: answer.status === 201 ? undefined : answer.json<{ code: string }>().code,
    text: answer.text,
    requestId: answer.headers.get('x-request-id'),
  };
}

const XML_TYPE = { 'content-type': 'application/xml' };

function expectRefusal(answer: Answer, codes: readonly ErrorCode[]): void {
  expect(codes).toContain(answer.code);
  expect(answer.status).toBe(CATALOGUE[answer.code as ErrorCode].status);
  expect(answer.requestId).toMatch(UUID);
  const { developerMessage } = JSON.parse(answer.text) as { developerMessage: string };
  expect(developerMessage.length).toBeLessThanOrEqual(255);
}

describe('ERR-9: a body that is not JSON', () => {
  it.each([
    '{',
    '}',
    '{"subject"',
    '{"subject":}',
    '{"subject":"x",}',
    "{'subject':'x'}",
    '{subject:"x"}',
    '{"subject":"x"}{}',
    '{"subject":"x"} x',
    '[1,',
    '{"subject":nul}',
    '{"subject":NaN}',
    '{"subject":01}',
    '{"subject":+1}',
    '{"subject":1.}',
    '{"subject":0x1}',
    '{"subject":"\n"}',
    '{"subject":"\\x41"}',
    '{"subject":"\\u12"}',
    '{"subject":"x',
    '{"subject":"x"/* comment */}',
    '{"subject":"x"}\u0000',
    '{\uFEFF"subject":"x"}',
  ])('is 400-100 with line and column: %j', async (body) => {
    const answer = await send(body);
    expectRefusal(answer, ['400-100']);
    const { details } = JSON.parse(answer.text) as { details: { key: string }[] };
    expect(details.map(({ key }) => key)).toEqual(['line', 'column']);
  });

  it.each(['1', '"activity"', 'null', 'true', '[]', `[${ACTIVITY_JSON}]`, '[[[]]]'])(
    'B-18: is 400-152 when it is JSON but no activity: %s',
    async (body) => {
      expectRefusal(await send(body), ['400-152']);
    },
  );

  it.each([
    ['at the root', '{"subject":"a","subject":"b"}'],
    ['that are written differently', '{"subject":"a","\\u0073ubject":"b"}'],
    ['below', '{"type":{"value":"email","value":"email"}}'],
    ['of which one is null', '{"subject":null,"subject":"b"}'],
    ['named __proto__', '{"__proto__":1,"__proto__":1}'],
  ])('B-23: is 400-100 when it has equal members %s', async (_, body) => {
    expectRefusal(await send(body), ['400-100']);
  });

  it('is accepted with a byte order mark before it', async () => {
    expect((await send(`\uFEFF${ACTIVITY_JSON}`)).status).toBe(201);
  });
});

describe('ERR-9: a body that is not XML', () => {
  it.each([
    '<',
    '<activity>',
    '<activity/><activity/>',
    '<activity></case>',
    '<activity><subject></activity></subject>',
    '<activity><subject>a & b</subject></activity>',
    '<activity><subject>&nbsp;</subject></activity>',
    '<activity><subject>&#0;</subject></activity>',
    '<activity><subject>&#xD800;</subject></activity>',
    '<activity><subject>&#x110000;</subject></activity>',
    '<activity><subject>&#99999999999999999999;</subject></activity>',
    '<activity><subject>\u0001</subject></activity>',
    '<activity><subject>\uFFFF</subject></activity>',
    '<activity id="1" id="2"/>',
    '<activity id=1/>',
    '<activity><subject>a</subject><subject>b</subject></activity>',
    '<activity>text<subject>a</subject></activity>',
    '<activity><![CDATA[</activity>',
    '<activity><!-- </activity>',
    'activity',
    '<?xml version="1.0" encoding="UTF-16"?><activity/>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><activity/>',
    '<!DOCTYPE activity><activity/>',
    '<!doctype activity><activity/>',
    '<?xml version="1.0"?><!-- x --><!DOCTYPE activity SYSTEM "file:///etc/passwd"><activity/>',
    '<!DOCTYPE activity [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><activity><subject>&x;</subject></activity>',
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]><activity><subject>&c;</subject></activity>',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]><activity/>',
  ])('XML-3: is 400-100: %s', async (body) => {
    expectRefusal(await send(body, XML_TYPE), ['400-100']);
  });

  it('B-18: is 400-152 when its root is something else', async () => {
    expectRefusal(await send('<case/>', XML_TYPE), ['400-152']);
  });
});

describe('the encoding of a body', () => {
  it.each<[string, Buffer]>([
    ['a byte that UTF-8 has not', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['Latin-1', Buffer.from('{"subject":"Stra\xdfe"}', 'latin1')],
    ['an overlong slash', Buffer.concat([Buffer.from('{"subject":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
    [
      'a surrogate in UTF-8',
      Buffer.concat([Buffer.from('{"subject":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ],
    ['a character cut off', Buffer.from('{"subject":"€"}').subarray(0, 14)],
    ['UTF-16', Buffer.from(ACTIVITY_JSON, 'utf16le')],
  ])('is 400-100 when it is %s', async (_, body) => {
    expectRefusal(await send(body), ['400-100']);
  });

  it.each([
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/xml; charset=windows-1252',
    'text/html',
    'application/jsonp',
    'application/',
    '/',
    'application/json, application/xml',
    `application/json; ${'a=b; '.repeat(1000)}charset=latin1`,
  ])('H-3: is 415-100 when the media type is %s', async (contentType) => {
    expectRefusal(await send(ACTIVITY_JSON, { 'content-type': contentType }), ['415-100']);
  });
});

describe('a value of the wrong type', () => {
  const WRONG = [
    0,
    -1.5e308,
    true,
    '',
    'x',
    [],
    {},
    [[]],
    [{}],
    [null],
    [0],
    { value: {} },
    { 0: 'x' },
    'x'.repeat(300),
  ];
  const paths = Object.values(ELEMENTS).flatMap(({ path, actors }) =>
    path.split('.').map((_, index, names) => ({ path: names.slice(0, index + 1).join('.'), kind: actors.client })),
  );
  const everywhere = new Map(paths.map(({ path, kind }) => [path, kind === '–' ? ANN : CRM]));

  it.each([...everywhere])('B-19: at %s is refused or taken, and never fails', async (path, as) => {
    const bearer = await server.token(as);
    const answers = await Promise.all(WRONG.map((value) => send(JSON.stringify(withValue(path, value)), {}, bearer)));
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectRefusal(answer, ['400-146', '400-147', '400-152', '400-194']);
    }
  });

  it.each([...everywhere])('B-23: at %s a character that XML cannot carry is 400-152', async (path, as) => {
    const bearer = await server.token(as);
    for (const character of ['\u0000', '\u0008', '\ud800', '\udc00x', '\uffff']) {
      const answer = await send(JSON.stringify(withValue(path, `a${character}b`)), {}, bearer);
      const codes = [answer.code, answer.text.includes('400-152')];
      expect([
        ['400-152', true],
        ['400-146', true],
        ['400-147', true],
      ]).toContainEqual(codes);
    }
  });
});

/** The activity of a client with another value at a path. */
function withValue(path: string, value: unknown): object {
  const activity = structuredClone(ACTIVITY) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? path;
  let parent = activity;
  for (const name of names) parent = (parent[name] ??= {}) as Record<string, unknown>;
  parent[last] = value;
  return activity;
}

const MAGIC = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'];

describe('a name that means something to JavaScript', () => {
  it.each(MAGIC)('B-19: is an unknown attribute like any other: %s', async (name) => {
    const member = `{"${name}":{"subject":"polluted"}}`;
    for (const body of [member, `{"department":${member}}`, `{"type":${member}}`, `{"payload":${member}}`]) {
      const answer = await send(body);
      expectRefusal(answer, ['400-146']);
      expect(answer.text).toContain(`${name}","value":"400-147`);
    }
    const stranger = ACTIVITY_JSON.replace('ann@example.org', 'stranger@example.org');
    expectRefusal(await send(stranger.replace('"type":', `"customer":${member},"type":`)), ['400-147']);
    const answer = await send(xml(`<${name}>x</${name}>`), XML_TYPE);
    expectRefusal(answer, ['400-147', '400-100']);
  });

  it.each(MAGIC)('is an unknown value like any other: %s', async (name) => {
    const bearer = await server.token(ANN);
    expectRefusal(await send(JSON.stringify(withValue('department.name', name))), ['400-152']);
    const attribute = { attribName: name, attribValues: { attribValue: [{ value: name }] } };
    expectRefusal(await send(JSON.stringify(withValue('customAttributes.customAttribute', [attribute]))), ['400-152']);
    const email = { messageCenter: { id: name }, content: { text: 'x' } };
    expectRefusal(await send(JSON.stringify({ type: ACTIVITY.type, payload: { email } }), {}, bearer), ['400-152']);
    const known = { messageCenter: { id: 'mc-service' }, content: { text: 'x' } };
    const body = { type: ACTIVITY.type, issueType: { id: name }, payload: { email: known } };
    expectRefusal(await send(JSON.stringify(body), {}, bearer), ['400-194']);
  });

  it('ERR-5: is shown in an answer in XML that is well-formed, whatever the name holds', async () => {
    for (const name of ['\u0000', '\ud800', '<', '&', ']]>', '"', '\uffff', 'ä'.repeat(400), '💥'.repeat(400)]) {
      const answer = await server.request('POST', CREATE, {
        token,
        body: { ...ACTIVITY, [name]: 1 },
        headers: { accept: 'application/xml' },
      });
      expect(answer.status).toBe(400);
      expect(() => decodeXml(answer.text, 'error', 'value')).not.toThrow();
      // eslint-disable-next-line no-control-regex -- what XML 1.0 leaves out, and what a broken character becomes
      expect(answer.text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(answer.text).toContain('<code>400-147</code>');
    }
  });
});

type Part = readonly [head: string, body?: string | Buffer];

const FORM_DATA = 'multipart/form-data; boundary=x';

function form(parts: readonly Part[], end = '--x--\r\n'): Buffer {
  const pieces = parts.flatMap(([head, body = '']) => [`--x\r\n${head}\r\n\r\n`, body, '\r\n']);
  return Buffer.concat([...pieces, end].map((piece) => Buffer.from(piece)));
}

const field = (name: string, value: string): Part => [`Content-Disposition: form-data; name="${name}"`, value];

const DATA: readonly Part[] = [field('data', ACTIVITY_JSON), field('data-type', 'application/json')];

const file = (disposition: string): Part => [`Content-Disposition: form-data; ${disposition}`, 'bytes'];

describe('H-4: a form that is not well-formed', () => {
  it.each<[string, Buffer, readonly ErrorCode[], string?]>([
    ['has no boundary', form(DATA), ['400-100'], 'multipart/form-data'],
    ['has an empty boundary', form(DATA), ['400-100', '415-100'], 'multipart/form-data; boundary='],
    ['has another boundary than it says', form(DATA), ['400-100'], 'multipart/form-data; boundary=y'],
    [
      'has a boundary longer than allowed',
      form(DATA),
      ['400-100'],
      `multipart/form-data; boundary=${'y'.repeat(5000)}`,
    ],
    ['is not multipart at all', Buffer.from(ACTIVITY_JSON), ['400-100']],
    ['is only dashes', Buffer.from('--'.repeat(10_000)), ['400-100']],
    ['has no part', Buffer.from('--x--\r\n'), ['400-146', '400-100']],
    ['ends before its end', form(DATA, ''), ['400-100']],
    ['ends within a header', form(DATA, '--x\r\nContent-Disposition: form-data; na'), ['400-100']],
    ['ends after a header', form(DATA, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'), ['400-100']],
    ['ends within a file', form(DATA, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nbyt'), ['400-100']],
    [
      'ends within a boundary',
      form(DATA, '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nbytes\r\n--'),
      ['400-100'],
    ],
    ['has a part without a header', form([...DATA, ['', 'bytes']]), ['400-100']],
    ['has a part without a name', form([...DATA, file('filename="a.txt"')]), ['400-100']],
    [
      'has a part that is no form data',
      form([...DATA, ['Content-Disposition: attachment; name="a"', 'bytes']]),
      ['400-100'],
    ],
    ['has a disposition that cannot be read', form([...DATA, file(';;;="')]), ['400-100']],
    ['has a header without a colon', form([...DATA, ['Content-Disposition', 'bytes']]), ['400-100']],
    ['has a header that does not end', form([...DATA, [`X: ${'a'.repeat(200_000)}`, 'bytes']]), ['400-100']],
    ['has 5,000 headers in a part', form([...DATA, [`${'X: y\r\n'.repeat(5000)}X: y`, 'bytes']]), ['400-100']],
    [
      'has 5,000 parts',
      form([...DATA, ...Array.from({ length: 5000 }, (_, index) => file(`name="f${index}"`))]),
      ['400-100'],
    ],
    ['has the field data twice', form([...DATA, field('data', '{}')]), ['400-100']],
    ['has the field data-type twice', form([...DATA, field('data-type', 'application/json')]), ['400-100']],
    ['has no field data', form(DATA.slice(1)), ['400-146']],
    ['has an empty field data', form([field('data', ' '), ...DATA.slice(1)]), ['400-146']],
    ['has no field data-type', form(DATA.slice(0, 1)), ['400-152']],
    ['has another data-type', form([...DATA.slice(0, 1), field('data-type', 'text/html')]), ['400-152']],
    ['says XML and means JSON', form([...DATA.slice(0, 1), field('data-type', 'application/xml')]), ['400-100']],
    ['is empty', Buffer.from(''), ['400-264']],
    ['is blank', Buffer.from(' \r\n '), ['400-100', '400-264']],
  ])('%s', async (_, body, codes, contentType = FORM_DATA) => {
    expectRefusal(await send(body, { 'content-type': contentType }), codes);
  });

  it.each([
    'name="a"; filename=""',
    'name=""; filename=""',
    'name=""',
    'name="a"; filename="../../etc/passwd"',
    'name="a"; filename="C:\\\\windows\\\\x.txt"',
    'name="a"; filename="a%0d%0aSet-Cookie: x=1.txt"',
    'name="a%0d%0ab"; filename="a.txt"',
    `name="a"; filename="${'ä'.repeat(2000)}.txt"`,
    'name="a"; filename="a\u0001b\u007f.txt"',
    'name="a"; filename="\xff\xfe.txt"',
    'name="__proto__"; filename="constructor"',
    'name="a"; name="b"; filename="a.txt"; filename="b.txt"',
    'name="a"; filename*=UTF-8\'\'%00.txt',
  ])('takes a file with %j or says what is wrong with it', async (disposition) => {
    const answer = await send(form([...DATA, file(disposition)]), { 'content-type': FORM_DATA });
    if (answer.status !== 201) expectRefusal(answer, ['400-100', '400-152']);
  });

  it.each([
    ['data-type=application/json', '400-146'],
    ['data=%7B', '400-152'],
    ['data=%7B&data-type=application/json', '400-100'],
    ['data=%ff&data-type=application/json', '400-100'],
    ['data=%&data-type=application/json', '400-100'],
    ['data=a&data=b&data-type=application/json', '400-100'],
    ['data=a&other=b', '400-147'],
    ['data[]=a', '400-147'],
    ['__proto__=a', '400-147'],
    ['&&&&', '400-146'],
    ['', '400-264'],
    [' \n', '400-264'],
  ] as const)('urlencoded: %s', async (body, code) => {
    expectRefusal(await send(body, { 'content-type': 'application/x-www-form-urlencoded' }), [code]);
  });
});

describe('Z-4: something big', () => {
  const repeated = (text: string, times: number): string => text.repeat(times);
  const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };
  const FORM = { 'content-type': FORM_DATA };
  const anyOf = (name: string, count: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, index])));
  const addresses = Array.from({ length: 40_000 }, (_, index) => `a${index}@example.org`);

  it.each<[string, () => string | Buffer, readonly (ErrorCode | undefined)[], Readonly<Record<string, string>>?]>([
    ['10,000 lists below each other', () => repeated('[', 10_000), ['400-100']],
    ['10,000 objects below each other', () => repeated('{"a":', 10_000), ['400-100']],
    ['7 MB of open brackets', () => repeated('[', 7_000_000), ['400-100']],
    ['a million numbers', () => `[${repeated('1,', 1_000_000)}1]`, ['400-100']],
    ['a million equal members', () => `{${repeated('"a":1,', 1_000_000)}"a":1}`, ['400-100']],
    ['45,000 members', () => anyOf('m', 45_000), ['400-100']],
    ['1,000 members that nobody knows', () => anyOf('m', 1_000), ['400-146']],
    [
      '24,000 addresses that are none',
      () => JSON.stringify(withValue('payload.email.emailAddresses.to.address', Array(40_000).fill(''))),
      ['400-152'],
    ],
    ['7 MB of white space', () => repeated(' ', 7_000_000), ['400-264']],
    [
      '7 MB of white space around an activity',
      () => repeated(' ', 3_400_000) + ACTIVITY_JSON + repeated('\n', 3_400_000),
      [undefined],
    ],
    ['a string of 6 MB without an end', () => `{"subject":"${repeated('x', 6_000_000)}`, ['400-100']],
    ['a string of a million escapes', () => `{"${repeated('\\u0041', 1_000_000)}":1}`, ['400-146']],
    ['a number of a million digits', () => `{"case":{"id":${repeated('9', 1_000_000)}}}`, ['400-146']],
    ['a subject of 6 MB', () => JSON.stringify({ ...ACTIVITY, subject: repeated('x', 6_000_000) }), ['400-152']],
    [
      'a subject of a million smileys',
      () => JSON.stringify({ ...ACTIVITY, subject: repeated('😀', 1_000_000) }),
      ['400-152'],
    ],
    [
      'an address of a million characters',
      () => ACTIVITY_JSON.replace('ann@', `${repeated('a', 1_000_000)}@`),
      ['400-152'],
    ],
    [
      'an altId of 6 MB',
      () => JSON.stringify(withValue('attachments.attachment', [{ altId: repeated('x', 6_000_000) }])),
      ['400-194'],
    ],
    [
      '40,000 attachments',
      () =>
        JSON.stringify(
          withValue(
            'attachments.attachment',
            Array.from({ length: 20_000 }, () => ({ altId: crypto.randomUUID() })),
          ),
        ),
      ['400-194', '400-152'],
    ],
    [
      '40,000 receivers of a copy',
      () => JSON.stringify(withValue('payload.email.emailAddresses.to.address', addresses)),
      [undefined, '400-152'],
    ],
    [
      'a case id of a million digits',
      () => JSON.stringify(withValue('case.id', repeated('9', 1_000_000))),
      ['400-194'],
    ],
    [
      'a department of a million characters',
      () => JSON.stringify(withValue('department.name', repeated('9', 1_000_000))),
      ['400-152'],
    ],
    [
      'a body larger than any activity',
      () => JSON.stringify({ ...ACTIVITY, subject: repeated('x', 9_000_000) }),
      ['413-100'],
    ],
    [
      '10,000 elements below each other',
      () => repeated('<a>', 10_000) + repeated('</a>', 10_000),
      ['400-100'],
      XML_TYPE,
    ],
    [
      '10,000 elements below each other, in the activity',
      () => xml(repeated('<a>', 10_000) + repeated('</a>', 10_000)),
      ['400-100'],
      XML_TYPE,
    ],
    ['a million open elements', () => repeated('<a>', 1_000_000), ['400-100'], XML_TYPE],
    ['200,000 elements', () => xml(repeated('<a/>', 200_000)), ['400-100'], XML_TYPE],
    [
      '40,000 different elements',
      () => xml(Array.from({ length: 40_000 }, (_, index) => `<a${index}/>`).join('')),
      ['400-100'],
      XML_TYPE,
    ],
    [
      '200,000 attributes',
      () => `<activity ${Array.from({ length: 200_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
      ['400-100'],
      XML_TYPE,
    ],
    [
      'a million comments before it',
      () => `${repeated('<!---->', 900_000)}<activity/>`,
      ['400-146', '400-100'],
      XML_TYPE,
    ],
    [
      'a million processing instructions',
      () => `${repeated('<?a?>', 1_000_000)}<activity/>`,
      ['400-146', '400-100'],
      XML_TYPE,
    ],
    ['a comment of 7 MB without an end', () => `<!--${repeated('-', 7_000_000)}`, ['400-100'], XML_TYPE],
    ['7 MB of "<"', () => repeated('<', 7_000_000), ['400-100'], XML_TYPE],
    ['7 MB of "<a "', () => repeated('<a ', 2_300_000), ['400-100'], XML_TYPE],
    ['7 MB of "&"', () => xml(`<subject>${repeated('&', 6_900_000)}</subject>`), ['400-100'], XML_TYPE],
    [
      'a million character references',
      () => xml(`<subject>${repeated('&#65;', 1_000_000)}</subject>`),
      ['400-152'],
      XML_TYPE,
    ],
    ['an attribute of 7 MB', () => `<activity a="${repeated('x', 6_900_000)}"/>`, ['400-146'], XML_TYPE],
    ['an attribute without an end', () => `<activity a="${repeated('x ', 3_400_000)}`, ['400-100'], XML_TYPE],
    ['a name of 7 MB', () => `<${repeated('a', 6_900_000)}/>`, ['400-152', '400-100'], XML_TYPE],
    ['an encoding of 7 MB', () => `<?xml encoding="${repeated(' encoding', 700_000)}`, ['400-100'], XML_TYPE],
    ['a million open CDATA sections', () => `<activity>${repeated('<![CDATA[', 750_000)}`, ['400-100'], XML_TYPE],
    ['10 million form fields', () => repeated('a&', 10_000_000), ['400-147'], URLENCODED],
    [
      '20 MB of percent signs',
      () => `data=${repeated('%', 20_000_000)}&data-type=application/json`,
      ['400-100', '413-100'],
      URLENCODED,
    ],
    ['20 MB of "&"', () => repeated('&', 20_000_000), ['400-100'], URLENCODED],
    ['20 MB of dashes in a form', () => repeated('-', 20_000_000), ['400-100'], FORM],
    ['20 MB of line ends in a form', () => repeated('\r\n', 10_000_000), ['400-264'], FORM],
    ['a million boundaries', () => repeated('\r\n--x', 1_000_000), ['400-100'], FORM],
    ['a million empty parts', () => repeated('--x\r\n\r\n\r\n', 1_000_000), ['400-100'], FORM],
    [
      'a form larger than any activity',
      () => form([...DATA, [String(DATA[0]?.[0]).replace('data', 'f'), repeated('x', 36_000_000)]]),
      ['413-100'],
      FORM,
    ],
  ])('is refused or taken without stopping others: %s', async (_, body, codes, headers = {}) => {
    const content = body();
    let blockSeconds = Infinity;
    // A busy machine stops a process now and then; what the body itself stops, it stops every time.
    for (let attempt = 1; attempt <= 3 && blockSeconds > PROMISED_BLOCK_SECONDS; attempt += 1) {
      await server.metric(LONGEST_BLOCK);
      expect(codes).toContain((await send(content, headers)).code);
      blockSeconds = Math.min(blockSeconds, await server.metric(LONGEST_BLOCK));
    }
    longestBlockSeconds = Math.max(longestBlockSeconds, blockSeconds);
    expect(blockSeconds).toBeLessThan(LONGEST_BLOCK_SECONDS);
  });
});
