import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealing } from '#audit/audit-sealing.js';
import { OutboxWorker } from '#outbox/outbox-worker.js';
import { Recurring } from '#runtime/recurring.js';
import { recordReadings } from '#storage/audit.store.js';
import { verifyAudit } from '../../apps/cli/audit.js';
import { anActivity } from '../support/activity.js';
import { TEST_SECRET, type Who } from '../support/partition.js';
import { createdId, postActivity } from '../support/posting.js';
import type { WireTree } from '#wire/tree.js';
import { startServer, type TestAnswer, type TestServer } from '../support/server.js';
import { customerIdOf } from '../support/stored-activity.js';
import { userToken } from '../support/user-token.js';

const ADMIN: Who = { client: 'test-admin' };
const PATH = '/core/adminmgr/v3/audit';

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly object: string;
  readonly objectId: string;
  readonly [member: string]: unknown;
}

let server: TestServer;
let sealing: AuditSealing;

beforeAll(async () => {
  server = await startServer();
  // The test seals by hand, so that it knows when.
  await server.application.get(Recurring, { strict: false }).onApplicationShutdown();
  sealing = server.application.get(AuditSealing, { strict: false });
});

afterAll(async () => {
  await server.close();
});

const get = (query: string, as: Who = ADMIN): Promise<TestAnswer> => server.request('GET', PATH + query, { as });

async function entries(query: string): Promise<readonly Entry[]> {
  const answer = await get(query);
  return answer.status === 204 ? [] : answer.json<{ auditEntry: readonly Entry[] }>().auditEntry;
}

async function verified(): Promise<{ isIntact: boolean; said: string[] }> {
  const said: string[] = [];
  const environment = { CASEMGR_URL: server.url, CASEMGR_CLIENT_ID: 'test-admin', CASEMGR_CLIENT_SECRET: TEST_SECRET };
  return { isIntact: await verifyAudit(environment, (line) => said.push(line)), said };
}

/** As somebody who owns the database can, and nobody else: undone afterwards. */
async function tampered(sql: string, look: () => Promise<void>): Promise<void> {
  const copies = ['audit_entries', 'audit_seals'];
  for (const table of copies) {
    await server.database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await server.database.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  }
  try {
    await server.database.query(sql);
    await look();
  } finally {
    for (const table of copies) {
      await server.database.query(`DELETE FROM ${table}`);
      await server.database.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await server.database.query(`DROP TABLE kept_${table}`);
      await server.database.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
  }
}

describe('AUD-1: a change is on record', () => {
  it.each<[string, Who, object]>([
    ['a client', { client: 'crm' }, { kind: 'client', clientId: 'crm', actingClientId: null }],
    [
      'a client for a user',
      { user: 'pat' },
      { kind: 'user', firstName: 'Pat', clientId: 'crm', actingClientId: expect.any(String) },
    ],
    [
      'a client for a customer',
      { customer: 'c-ann' },
      { kind: 'customer', contactId: expect.any(String), clientId: 'crm' },
    ],
  ])('of %s, with when, from which address and by which request', async (_, who, actor) => {
    const kind = 'client' in who ? 'client' : 'user' in who ? 'user' : 'customer';
    const answer = await postActivity(server, who, anActivity({ actor: kind }));
    const id = createdId(answer);
    const requestId = answer.headers.get('x-request-id');
    expect(await entries(`?object=activity&objectID=${id}`)).toMatchObject([
      {
        action: 'create',
        actor,
        remoteAddress: expect.stringContaining('127.0.0.1'),
        requestId,
        at: expect.stringMatching(/Z$/),
      },
    ]);
  });
});

describe('AUD-1: what comes in is on record with all that it makes and changes', () => {
  const trail = async (object: string, id: string): Promise<readonly (readonly [string, unknown])[]> =>
    (await entries(`?object=${object}&objectID=${id}`)).map(({ action, detail }) => [action, detail]);

  const made = async (set: Readonly<Record<string, WireTree>>, who: Who = { client: 'crm' }) => {
    const actor = 'client' in who ? 'client' : 'customer';
    const id = createdId(await postActivity(server, who, anActivity({ actor, set })));
    const [row] = await server.database.query<{ caseId: string; customerId: string }>(
      'SELECT case_id AS "caseId", customer_id AS "customerId" FROM activities WHERE id = $1',
      [id],
    );
    if (!row) throw new Error(`There is no activity ${id}`);
    return { id, ...row };
  };

  it('a new case and a new customer, each by its id', async () => {
    const { id, caseId, customerId } = await made({
      'payload.email.emailAddresses.from': 'audited@new.example',
      customer: { type: { value: 'individual' }, contacts: { contact: [{ firstName: 'Nora', lastName: 'Neu' }] } },
    });
    expect(await trail('activity', id)).toEqual([['create', { caseId, customerId }]]);
    expect(await trail('case', caseId)).toEqual([['create', { activityId: id }]]);
    expect(await trail('customer', customerId)).toEqual([['create', { type: 'individual' }]]);
  });

  it('a case that is opened again, and nothing of one that just goes on', async () => {
    const from = { 'payload.email.emailAddresses.from': 'ann@example.org' };
    const { id, caseId } = await made(from);
    await made({ ...from, 'case.id': caseId });
    await server.database.query(`UPDATE cases SET status = 'closed' WHERE id = $1`, [caseId]);
    await made({ ...from, 'case.id': caseId });
    expect(await trail('case', caseId)).toEqual([
      ['create', { activityId: id }],
      ['continue', { from: 'closed', to: 'open' }],
    ]);
  });

  it('WR-2: an address that a customer writes from for the first time, which changes its state', async () => {
    const customerId = await customerIdOf(server.database, 'c-ann');
    const stateOf = async () =>
      (await server.request('GET', `/core/customermgr/v3/customers/${customerId}`, { as: ADMIN })).headers.get('etag');
    const before = await stateOf();
    await made({ 'payload.email.emailAddresses.from': 'ann.too@example.org' }, { customer: 'c-ann' });
    expect((await trail('customer', customerId)).at(-1)).toEqual(['edit', { members: ['contacts'] }]);
    expect(await stateOf()).not.toBe(before);
  });
});

describe('AUD-4: reading what is secure is on record', () => {
  it('the content of an activity, by whoever reads it, and only that', async () => {
    const id = createdId(await postActivity(server, { customer: 'c-ann' }, anActivity({ actor: 'customer' })));
    const path = `/core/casemgr/v3/activity/${id}`;
    await server.request('GET', path, { as: { client: 'crm' } });
    await server.request(
      'GET',
      `/core/casemgr/v3/activity?customerID=${await customerIdOf(server.database, 'c-ann')}&$attribute=payload`,
      { as: { user: 'pat' } },
    );
    expect(await entries(`?objectID=${id}&action=read`)).toEqual([]);
    for (const as of [{ user: 'pat' }, { customer: 'c-ann' }, { client: 'crm' }]) {
      expect((await server.request('GET', `${path}?$attribute=payload`, { as })).status).toBe(200);
    }
    const read = await entries(`?object=activity&objectID=${id}&action=read`);
    expect(read.map(({ actor }) => (actor as { kind: string }).kind)).toEqual(['user', 'customer', 'client']);
    const open = createdId(await postActivity(server, { client: 'crm' }, anActivity({ actor: 'client' })));
    await server.request('GET', `/core/casemgr/v3/activity/${open}?$attribute=payload`, { as: { user: 'pat' } });
    expect(await entries(`?objectID=${open}&action=read`)).toEqual([]);
  });

  it('being found by words of its content, and only that', async () => {
    const set = { 'payload.email.content.text': 'The zither is broken.' };
    const id = createdId(await postActivity(server, { customer: 'c-ann' }, anActivity({ actor: 'customer', set })));
    const open = createdId(await postActivity(server, { client: 'crm' }, anActivity({ actor: 'client', set })));
    await server.application.get(OutboxWorker, { strict: false }).drain('index');
    const find = async (query: string, as: Who): Promise<string[]> => {
      const answer = await server.request('GET', `/core/casemgr/v3/activity?${query}`, { as });
      return answer.status === 204
        ? []
        : answer.json<{ activity: { id: string }[] }>().activity.map((found) => found.id);
    };
    expect(await find('type=email&status=open&$pagesize=75', { user: 'pat' })).toContain(id);
    expect(await entries(`?objectID=${id}&action=find`)).toEqual([]);
    expect(await find('text=zither', { user: 'sam' })).toEqual([id, open]);
    const ann = await customerIdOf(server.database, 'c-ann');
    expect(await find('text=zither', { customer: 'c-bob' })).toEqual([]);
    expect(await find(`text=zither&customerID=${ann}`, { customer: 'c-ann' })).toEqual([id, open]);
    const found = await entries(`?object=activity&objectID=${id}&action=find`);
    expect(found.map(({ actor }) => (actor as { kind: string }).kind)).toEqual(['user', 'customer']);
    expect(JSON.stringify(found)).not.toContain('zither');
    // Counting, and finding the case by them, tell as much.
    const tells = [
      '/core/casemgr/v3/activity?text=zither&$count=yes',
      '/core/casemgr/v3/case?text=zither',
      '/core/casemgr/v3/case?text=zither&$count=yes',
    ];
    for (const [index, path] of tells.entries()) {
      expect((await server.request('GET', path, { as: { user: 'sam' } })).status).toBe(200);
      expect(await entries(`?objectID=${id}&action=find`)).toHaveLength(found.length + index + 1);
    }
    const lookup = { as: { client: 'crm' }, body: { text: 'zither' } };
    expect((await server.request('POST', '/core/casemgr/v3/case/lookup', lookup)).status).toBe(200);
    expect(await entries(`?objectID=${id}&action=find`)).toHaveLength(found.length + tells.length + 1);
    await server.request('GET', '/core/casemgr/v3/case?text=zither', { as: { customer: 'c-bob' } });
    expect(await entries(`?objectID=${id}&action=find`)).toHaveLength(found.length + tells.length + 1);
    expect(await entries(`?objectID=${open}&action=find`)).toEqual([]);
  });

  it('AUD-1: a file that is announced, and deleted', async () => {
    const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
      as: { client: 'crm' },
      body: { app: 'email', type: 'attachment.inbound', name: 'payslip.txt', contentType: 'text/plain', size: 4 },
      headers: { 'idempotency-key': 'announced-once' },
    });
    const { altId } = announced.json<{ altId: string }>();
    await server.request('DELETE', `/core/filemgr/v3/app/email/assets/${altId}`, { as: { client: 'crm' } });
    const written = await entries(`?object=attachment&objectID=${altId}`);
    expect(written.map(({ action, detail }) => [action, detail])).toEqual([
      ['announce', { contentType: 'text/plain', size: 4 }],
      ['delete', {}],
    ]);
  });

  it('the link to a file of an activity', async () => {
    const upload = async (): Promise<string> => {
      const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', {
        as: { client: 'crm' },
        body: { app: 'email', type: 'attachment.inbound', name: 'a.txt', contentType: 'text/plain', size: 4 },
      });
      const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
      await server.request('POST', contentUrl, {
        body: 'text',
        headers: { 'content-type': 'application/octet-stream' },
      });
      return altId;
    };
    for (const secure of [true, false]) {
      const altId = await upload();
      const set = { secure, 'attachments.attachment': [{ altId }] };
      const id = createdId(await postActivity(server, { client: 'crm' }, anActivity({ actor: 'client', set })));
      const [attachment] = (
        await server.request('GET', `/core/casemgr/v3/activity/${id}/attachment`, { as: { user: 'pat' } })
      ).json<{
        attachment: { id: string }[];
      }>().attachment;
      const one = `/core/casemgr/v3/activity/${id}/attachment/${attachment?.id}`;
      await server.request('GET', one, { as: { user: 'pat' } });
      await server.request('GET', `${one}?$attribute=contentUrl`, { as: { user: 'pat' } });
      await server.request('POST', '/core/filemgr/v3/assets/predownload', {
        as: { client: 'crm' },
        body: { app: 'email', type: 'attachment.inbound', altId },
      });
      const kinds = (await entries(`?object=attachment&objectID=${altId}&action=read`)).map(
        ({ actor }) => (actor as { kind: string }).kind,
      );
      expect(kinds).toEqual(secure ? ['user', 'client'] : []);
    }
  });
});

describe('AUD-2: the trail only grows', () => {
  it.each([
    `UPDATE audit_entries SET action = 'edit'`,
    `UPDATE audit_entries SET actor = jsonb_set(actor, '{id}', '"1"')`,
    `UPDATE audit_entries SET actor = jsonb_set(actor, '{firstName}', '"Mallory"')`,
    'UPDATE audit_entries SET remote_address = NULL',
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    `UPDATE audit_seals SET hash = ''`,
    'DELETE FROM audit_seals',
    'TRUNCATE audit_seals',
  ])('the database refuses %s', async (sql) => {
    await sealing.sealAll();
    await expect(server.database.query(sql)).rejects.toMatchObject({ code: 'CM002' });
  });

  it('names can be forgotten, and nothing is broken by it', async () => {
    await sealing.sealAll();
    await server.database.query(
      `UPDATE audit_entries SET actor = actor - 'firstName' - 'lastName' WHERE actor ->> 'actor' = 'customer'`,
    );
    const [forgotten] = await entries('?actor=customer');
    expect(forgotten?.['actor']).toMatchObject({ kind: 'customer', id: expect.any(String), firstName: null });
    expect((await verified()).isIntact).toBe(true);
  });
});

describe('AUD-3, AUD-6: the trail is sealed and can be verified', () => {
  beforeAll(async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      createdId(await postActivity(server, { client: 'crm' }, anActivity({ actor: 'client' })));
      await sealing.sealAll();
    }
  });

  it('when nothing was done to it', async () => {
    const { isIntact, said } = await verified();
    expect([isIntact, said]).toEqual([
      true,
      [
        expect.stringMatching(/^\d+ entries in \d+ seals; 0 are not/),
        expect.stringMatching(/^head: seal \d+, [\da-f]{64}$/),
      ],
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      'an entry was changed',
      `UPDATE audit_entries SET action = 'delete' WHERE id = (SELECT entry_ids[1] FROM audit_seals WHERE id = 2)`,
      /^seal 2, entry \d+: changed$/,
    ],
    [
      'an entry came from elsewhere',
      `UPDATE audit_entries SET remote_address = '10.0.0.1' WHERE id = (SELECT entry_ids[1] FROM audit_seals WHERE id = 2)`,
      /^seal 2, entry \d+: changed$/,
    ],
    [
      'an entry was deleted',
      `DELETE FROM audit_entries WHERE id = (SELECT entry_ids[1] FROM audit_seals WHERE id = 2)`,
      /^seal 2, entry \d+: missing$/,
    ],
    [
      'an entry was added behind a seal',
      `INSERT INTO audit_entries (at, actor, action, object, object_id) VALUES (now() - interval '1 hour', '{}', 'create', 'activity', '1')`,
      /^1 entries are old and have no seal$/,
    ],
    [
      'the hash of an entry was changed with it',
      `UPDATE audit_seals SET entry_hashes[1] = '\\x00' WHERE id = 2`,
      /^seal 2: seal changed$/,
    ],
    [
      'a seal was made anew',
      `UPDATE audit_seals SET hash = audit_seal_hash('', entry_hashes) WHERE id = 2`,
      /^seal 3: chain broken$/,
    ],
    ['a seal was deleted', `DELETE FROM audit_seals WHERE id = 2`, /^seal 3: seal missing$/],
    ['the first seal was deleted', `DELETE FROM audit_seals WHERE id = 1`, /^seal 2: seal missing$/],
  ])('when %s', async (_, sql, finding) => {
    await tampered(sql, async () => {
      const { isIntact, said } = await verified();
      expect(isIntact).toBe(false);
      expect(said).toContainEqual(expect.stringMatching(finding));
    });
    expect((await verified()).isIntact).toBe(true);
  });

  it('over more seals than one request looks at', async () => {
    const by = { actor: { actor: 'client', id: '1' }, remoteAddress: null, requestId: null };
    for (let seal = 0; seal < 45; seal += 1) {
      await recordReadings(server.database, [
        { ...by, action: 'create', object: 'test', objectId: String(seal), detail: {} },
      ]);
      await sealing.sealAll();
    }
    const { isIntact, said } = await verified();
    expect([isIntact, said.length]).toEqual([true, 2]);
    await tampered(`DELETE FROM audit_entries WHERE object = 'test' AND object_id = '40'`, async () => {
      expect((await verified()).said).toContainEqual(expect.stringMatching(/entry \d+: missing$/));
    });
  });

  it('also when an entry is committed after later ones were sealed', async () => {
    const by = { actor: { actor: 'client', id: '1' }, remoteAddress: null, requestId: null };
    const record = async (objectId: string): Promise<void> =>
      recordReadings(server.database, [{ ...by, action: 'create', object: 'late', objectId, detail: {} }]);
    // An id that was given out before the others, as that of a transaction that takes long.
    const [early] = await server.database.query<{ id: string }>(`SELECT nextval('audit_entries_id_seq') AS id`);
    await record('after');
    await sealing.sealAll();
    await server.database.query(
      `INSERT INTO audit_entries (id, actor, action, object, object_id) VALUES ($1::bigint, '{}', 'create', 'late', 'before')`,
      [early?.id],
    );
    await sealing.sealAll();
    const [sealed] = await server.database.query('SELECT FROM audit_seals WHERE $1::bigint = ANY(entry_ids)', [
      early?.id,
    ]);
    expect(sealed).toBeDefined();
    expect((await verified()).isIntact).toBe(true);
  });

  it('begins where it is asked to', async () => {
    const answer = await get('/verification?from=2');
    expect(answer.json<object>()).toMatchObject({
      fault: [],
      seals: expect.any(Number),
      last: { hash: expect.stringMatching(/^[\da-f]{64}$/) },
    });
    expect((await get('/verification?from=999999')).json<object>()).toMatchObject({ seals: 0, last: null, next: null });
    for (const from of ['0', 'x', '-1', '']) expect((await get(`/verification?from=${from}`)).status).toBe(400);
  });
});

describe('AUD-5: the trail is read', () => {
  it('by what it says, in pages', async () => {
    const all = await entries('?object=activity&action=create&$pagesize=2');
    expect(all).toHaveLength(2);
    const [first] = all;
    expect(await entries(`?requestID=${String(first?.['requestId'])}&object=activity`)).toMatchObject([
      { id: first?.id },
    ]);
    expect(await entries('?object=nothing')).toEqual([]);
    expect(await entries('?at=[2100-01-01T00:00:00Z,]')).toEqual([]);
    expect((await get('?object=activity&action=create&$count=yes')).json<{ count: number }>().count).toBeGreaterThan(2);
    const [newest] = await entries('?$sort=id&$order=desc&$pagesize=1');
    expect(Number(newest?.id)).toBeGreaterThan(Number(first?.id));
  });

  it('never with a secret', async () => {
    const rows = await server.database.query<{ line: string }>('SELECT to_jsonb(a)::text AS line FROM audit_entries a');
    expect(rows.filter(({ line }) => line.includes(TEST_SECRET) || line.includes('password-1'))).toEqual([]);
  });

  it('not by users of a department', async () => {
    const token = await userToken(server, 'sam', ['core.adminmgr.read']);
    for (const path of [PATH, `${PATH}/verification`]) {
      expect((await server.request('GET', path, { token })).json<object>()).toMatchObject({ code: '403-178' });
    }
  });

  it.each(['?actor=robot', '?at=now', '?object=', '?colour=red'])('not by %s', async (query) => {
    expect((await get(query)).status).toBe(400);
  });
});
