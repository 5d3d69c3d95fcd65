import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCEPTED, answering } from '../support/push-receiver.js';
import { startPushServer, type PushServer } from '../support/push-server.js';
import type { Who } from '../support/partition.js';
import { until } from '../support/until.js';

const ADMIN: Who = { client: 'test-admin' };

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

/** Saves a case, as the form of an edit session if one is named. */
async function save(caseId: string, subject: string, session?: string): Promise<void> {
  const headers = { 'if-match': '*', ...(session !== undefined && { 'edit-session': session }) };
  const body = { id: caseId, subject };
  const answer = await pushing.server.request('PATCH', '/core/casemgr/v3/case', { as: ADMIN, body, headers });
  expect(answer.status).toBe(204);
}

const subjects = (): unknown[] =>
  pushing.receiver.received.map(({ text }) => (JSON.parse(text) as { ticket: { subject: string } }).ticket.subject);

const attempts = async (query: string): Promise<number> =>
  (await pushing.log(query)).reduce((sum, { attempt }) => sum + attempt.length, 0);

const giveUp = (pushId: string): Promise<unknown> =>
  pushing.server.database.query(
    `UPDATE field_push_deliveries SET state = 'failed', leased_until = NULL WHERE push_id = $1 AND state = 'pending'`,
    [pushId],
  );

const since = (): string => new Date(Date.now() - 24 * 60 * 60 * 1_000).toISOString();

describe('the last word to a receiver', () => {
  it('is the newest state, also when an older delivery came between an edit session’s push and its save (FW-3)', async () => {
    await pushing.configure({ id: 'between', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 500);
    const caseId = await pushing.newCase('Old');
    await until(async () => (await attempts('push=between')) === 1);
    pushing.receiver.behaviour = answering(ACCEPTED);
    const session = await pushing.open({ object: 'ticket', id: caseId });
    await pushing.change(session, { subject: 'New' });
    pushing.server.clock.forward(6_000);
    await until(async () => (await pushing.log('push=between&state=delivered')).length === 2);
    expect(subjects()).toEqual(['Old', 'New', 'Old']);
    await save(caseId, 'New', session);
    await until(() => pushing.receiver.received.length === 4);
    expect(subjects().at(-1)).toBe('New');
  });

  it('is not put back by sending again all that has failed: what is newer supersedes it (FQ-3)', async () => {
    await pushing.configure({ id: 'again', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 500);
    const [told, untold] = [await pushing.newCase('Told'), await pushing.newCase('Untold')];
    await until(async () => (await attempts('push=again')) === 2);
    await giveUp('again');
    await save(untold, 'Untold twice');
    await until(async () => (await attempts('push=again')) === 3);
    await giveUp('again');
    pushing.receiver.behaviour = answering(ACCEPTED);
    await save(told, 'Told again');
    await until(async () => (await pushing.log('push=again&state=delivered')).length === 1);
    pushing.receiver.received.length = 0;
    const answer = await pushing.call('POST', '/delivery/replay', { since: since(), push: 'again' });
    expect(answer.json()).toEqual({ replayed: 2, superseded: 1 });
    await until(async () => (await pushing.log('push=again&state=delivered')).length === 3);
    expect(subjects()).toEqual(['Untold', 'Untold twice']);
  });

  it('is an older one when somebody asks for just that, and is told so (FQ-3)', async () => {
    await pushing.configure({ id: 'older', object: 'ticket', fields: ['subject'] });
    const caseId = await pushing.newCase('Old');
    await until(async () => (await pushing.log('push=older&state=delivered')).length === 1);
    await save(caseId, 'New');
    await until(async () => (await pushing.log('push=older&state=delivered')).length === 2);
    const [old, newer] = await pushing.log('push=older');
    const answer = await pushing.call('POST', `/delivery/${old?.id ?? ''}/replay`);
    expect([answer.status, answer.json()]).toEqual([200, { replayed: 1, newer: { id: newer?.id } }]);
    await until(() => pushing.receiver.received.length === 3);
    expect(subjects().at(-1)).toBe('Old');
    await until(async () => (await pushing.log('push=older&state=delivered')).length === 2);
    expect((await pushing.call('POST', `/delivery/${newer?.id ?? ''}/replay`)).status).toBe(204);
  });
});

describe('a change that is refused', () => {
  const refusing = async (pushId: string): Promise<string> => {
    await pushing.configure({ id: pushId, object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = (push, response, raw) => {
      answering(ACCEPTED, push.text.includes('Refused') ? 400 : 200)(push, response, raw);
    };
    const caseId = await pushing.newCase('Refused');
    await until(async () => (await attempts(`push=${pushId}`)) === 1);
    return caseId;
  };

  it('gives way to the next one when it has failed twice, and can be sent again under its webhook id (FQ-5, FQ-3)', async () => {
    const caseId = await refusing('refused');
    pushing.server.clock.forward(6_000);
    await until(async () => (await attempts('push=refused')) === 2);
    await save(caseId, 'Fine');
    await until(async () => (await pushing.log('push=refused&state=delivered')).length === 1);
    const [superseded] = await pushing.log('push=refused&state=superseded');
    expect(superseded).toMatchObject({ nextAttempt: null, request: expect.stringContaining('Refused') });
    expect(superseded?.attempt).toHaveLength(2);
    expect(subjects()).toEqual(['Refused', 'Refused', 'Fine']);
    expect((await pushing.call('POST', `/delivery/${superseded?.id ?? ''}/replay`)).status).toBe(200);
    await until(() => subjects().length === 4);
    expect(pushing.receiver.received[3]?.headers['webhook-id']).toBe(superseded?.webhookId);
    await until(async () => (await attempts('push=refused&state=pending')) === 3);
    pushing.server.clock.forward(6_000);
    await until(async () => (await pushing.log('push=refused&state=superseded')).length === 1);
  });

  it('gives way also when it fails for the second time behind the next one (FQ-5)', async () => {
    const caseId = await refusing('behind');
    await save(caseId, 'Fine');
    await until(async () => (await pushing.log('push=behind')).length === 2);
    expect(subjects()).toEqual(['Refused']);
    pushing.server.clock.forward(6_000);
    await until(async () => (await pushing.log('push=behind&state=delivered')).length === 1);
    expect(subjects()).toEqual(['Refused', 'Refused', 'Fine']);
    expect(await pushing.log('push=behind&state=superseded')).toHaveLength(1);
  });

  it('is waited for after its first failure: a receiver that stumbles misses no state (FQ-2)', async () => {
    const caseId = await refusing('stumbles');
    await save(caseId, 'Fine');
    await until(async () => (await pushing.log('push=stumbles')).length === 2);
    pushing.receiver.behaviour = answering(ACCEPTED);
    pushing.server.clock.forward(6_000);
    await until(async () => (await pushing.log('push=stumbles&state=delivered')).length === 2);
    expect(subjects()).toEqual(['Refused', 'Refused', 'Fine']);
  });
});
