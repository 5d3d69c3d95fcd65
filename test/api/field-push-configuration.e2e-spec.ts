import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { refusalIn } from '../support/posting.js';
import { PUSH_SECRET, startPushServer, type PushServer } from '../support/push-server.js';
import type { Who } from '../support/partition.js';

const ADMIN: Who = { client: 'test-admin' };
const ATTRIBUTES = '/core/adminmgr/v3/customattributes';

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

const request = (method: string, path: string, body: object) =>
  pushing.server.request(method, path, { as: ADMIN, body });

describe('what pushes watch', () => {
  it('keeps its kind while an active push watches it, which is named (FP-4)', async () => {
    const id = pushing.ids['place'] ?? '';
    await pushing.configure({ id: 'watches-place', object: 'ticket', fields: [`SelectField_${id}`] });
    const change = { dataType: 'string', values: [] };
    const reason = expect.stringContaining('watches-place');
    for (const [answer, attribute] of [
      [await request('PATCH', `${ATTRIBUTES}/${id}`, change), 'dataType'],
      [await request('PATCH', `${ATTRIBUTES}/${id}`, { object: 'customer' }), 'object'],
      [
        await request('PATCH', '/core/adminmgr/v3/partition', {
          customAttributes: [{ object: 'case', name: 'place', ...change }],
        }),
        'customAttributes[0].dataType',
      ],
    ] as const) {
      expect(refusalIn(answer)).toMatchObject({ status: 400, code: '400-152', attributes: [attribute] });
      expect(answer.text).toEqual(reason);
    }
    const others = { multiSelect: false, values: ['Beijing', 'Haidian', 'Chaoyang'], active: false };
    expect((await request('PATCH', `${ATTRIBUTES}/${id}`, others)).status).toBe(200);
  });

  it('may become anything once the push is off, which can be switched off and deleted, and not on again (FP-4)', async () => {
    const name = 'changing';
    const made = await request('POST', ATTRIBUTES, { object: 'case', name, dataType: 'string' });
    const { id } = made.json<{ id: string }>();
    await pushing.configure({ id: 'off', object: 'ticket', fields: ['subject', `TextField_${id}`] });
    expect((await pushing.call('PATCH', '/push/off', { active: false })).status).toBe(200);
    const list = { dataType: 'stringList', values: ['a', 'b'] };
    expect((await request('PATCH', `${ATTRIBUTES}/${id}`, list)).status).toBe(200);
    expect((await pushing.call('PATCH', '/push/off', { active: false, timeoutMs: 2_000 })).status).toBe(200);
    expect(refusalIn(await pushing.call('PATCH', '/push/off', { active: true }))).toMatchObject({
      code: '400-152',
      attributes: ['fields[1]'],
    });
    expect((await pushing.call('DELETE', '/push/off')).status).toBe(204);
  });

  it('may be a host that is not allowed any more: the push can be switched off all the same (FP-4)', async () => {
    await pushing.configure({ id: 'inside', object: 'ticket', fields: ['subject'] });
    await pushing.server.database.query(`UPDATE field_pushes SET url = 'https://10.0.0.1/' WHERE id = 'inside'`);
    expect(refusalIn(await pushing.call('PATCH', '/push/inside', { timeoutMs: 2_000 }))).toMatchObject({
      attributes: ['url'],
    });
    expect((await pushing.call('PATCH', '/push/inside', { active: false })).status).toBe(200);
  });
});

describe('the secret of a push', () => {
  const document = (push: object) => request('PATCH', '/core/adminmgr/v3/partition', { fieldPushes: [push] });

  it('is named by the document that makes the push, and stays when a document leaves it out (FP-1)', async () => {
    const push = { id: 'documented', object: 'ticket', fields: ['subject'], url: pushing.receiver.url };
    const refused = await document(push);
    expect(refusalIn(refused)).toMatchObject({ status: 400, code: '400-152', attributes: ['fieldPushes[0].secret'] });
    expect((await document({ ...push, secret: PUSH_SECRET })).status).toBe(200);
    expect((await document({ ...push, timeoutMs: 2_000 })).status).toBe(200);
    await pushing.call('POST', '/push/documented/test');
    const [received] = pushing.receiver.received;
    const headers = received?.headers as Record<string, string>;
    expect(new Webhook(PUSH_SECRET).verify(received?.text ?? '', headers)).toEqual({ ticket: { subject: 'sample' } });
  });
});
