import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryStore } from '#field-push/delivery.store.js';
import { ACCEPTED, answering } from '../support/push-receiver.js';
import { startPushServer, type PushServer } from '../support/push-server.js';
import { until } from '../support/until.js';

const LEFT_ALONE = { pushed: [], error: expect.stringContaining('left alone') };

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

/** Has the receiver keep all that ask; who asks for the answers gives them. */
function holding(): ServerResponse[] {
  const held: ServerResponse[] = [];
  pushing.receiver.behaviour = (_, response) => held.push(response);
  return held;
}

const changeOfADraft = async (subject: string) => pushing.change(await pushing.open({ object: 'ticket' }), { subject });

describe('a receiver that asks to be left alone', () => {
  it('is, though what was on its way at the time succeeds (FQ-2)', async () => {
    await pushing.configure({ id: 'busy', object: 'ticket', fields: ['subject'] });
    const held = holding();
    await pushing.newCase('First');
    await until(() => held.length === 1);
    await pushing.newCase('Second');
    await until(() => held.length === 2);
    held[1]?.writeHead(429, { 'retry-after': '600' }).end();
    await until(async () => (await pushing.log('push=busy')).some(({ attempt }) => attempt.length === 1));
    held[0]?.end(ACCEPTED);
    await until(async () => (await pushing.log('push=busy&state=delivered')).length === 1);
    expect(await changeOfADraft('x')).toMatchObject(LEFT_ALONE);
    pushing.server.clock.forward(610_000);
    pushing.receiver.behaviour = answering(ACCEPTED);
    await until(async () => (await pushing.log('push=busy&state=delivered')).length === 2);
    expect(await changeOfADraft('x')).toMatchObject({ pushed: ['busy'] });
  });
});

describe('a receiver that has failed too often', () => {
  const fail = async (pushId: string): Promise<void> => {
    await pushing.server.database.query(
      'INSERT INTO field_push_circuits (push_id, failures, open_until) VALUES ($1, 5, $2)',
      [pushId, new Date(pushing.server.clock.now().getTime() + 30_000)],
    );
  };

  it('is asked by one request whether it is back, of all processes and both lanes (FQ-2)', async () => {
    await pushing.configure({ id: 'probed', object: 'ticket', fields: ['subject'] });
    const held = holding();
    await fail('probed');
    for (const subject of ['First', 'Second', 'Third']) await pushing.newCase(subject);
    await until(async () => (await pushing.log('push=probed')).length === 3);
    pushing.server.clock.forward(31_000);
    await until(() => held.length === 1);
    const store = pushing.server.application.get(DeliveryStore, { strict: false });
    const now = pushing.server.clock.now();
    const inAMinute = new Date(now.getTime() + 60_000);
    expect(await Promise.all([store.claim(now, inAMinute, 4), store.claim(now, inAMinute, 4)])).toEqual([[], []]);
    expect(await changeOfADraft('x')).toMatchObject(LEFT_ALONE);
    expect(held).toHaveLength(1);
    pushing.receiver.behaviour = answering(ACCEPTED);
    held[0]?.end(ACCEPTED);
    await until(async () => (await pushing.log('push=probed&state=delivered')).length === 3);
    expect(await changeOfADraft('x')).toMatchObject({ pushed: ['probed'] });
  });

  it('is asked by one agent, while the others are told at once (FQ-2)', async () => {
    await pushing.configure({ id: 'asked', object: 'ticket', fields: ['subject'] });
    const held = holding();
    await fail('asked');
    pushing.server.clock.forward(31_000);
    const first = changeOfADraft('x');
    await until(() => held.length === 1);
    expect(await changeOfADraft('y')).toMatchObject(LEFT_ALONE);
    held[0]?.writeHead(500).end();
    expect(await first).toMatchObject({ pushed: ['asked'], error: expect.stringContaining('500') });
    expect(await changeOfADraft('z')).toMatchObject(LEFT_ALONE);
    expect(pushing.receiver.received).toHaveLength(1);
  });
});

describe('a receiver that has failed in an edit session', () => {
  it('is sent the same value when the form sends it again, and nobody else is (FW-1)', async () => {
    await pushing.configure({ id: 'fine', object: 'ticket', fields: ['subject'] });
    await pushing.configure({ id: 'stumbles', object: 'ticket', fields: ['subject', 'tags', 'priority_id'] });
    const stumbling = (push: { text: string }): boolean => push.text.includes('tags');
    pushing.receiver.behaviour = (push, response, raw) => {
      answering(ACCEPTED, stumbling(push) ? 500 : 200)(push, response, raw);
    };
    const session = await pushing.open({ object: 'ticket' });
    expect(await pushing.change(session, { subject: 'v1' })).toMatchObject({ error: expect.stringContaining('500') });
    expect(await pushing.change(session, { tags: 'a' })).toMatchObject({ pushed: ['stumbles'] });
    expect((await pushing.change(session, { priority_id: null })).pushed).toEqual([]);
    pushing.receiver.behaviour = answering(ACCEPTED);
    expect(await pushing.change(session, { subject: 'v1' })).toMatchObject({ pushed: ['stumbles'] });
    expect(pushing.bodies().at(-1)).toEqual({ ticket: { subject: 'v1', tags: 'a', priority_id: null } });
    for (const values of [{ subject: 'v1' }, { tags: 'a' }]) {
      expect((await pushing.change(session, values)).pushed).toEqual([]);
    }
  });

  it('is asked when it is not left alone any more, and not beside a request that is on its way (FW-1, FQ-2)', async () => {
    await pushing.configure({ id: 'resting', object: 'ticket', fields: ['subject'] });
    const session = await pushing.open({ object: 'ticket' });
    pushing.receiver.behaviour = answering({}, 429, { 'retry-after': '600' });
    await pushing.change(session, { subject: 'v1' });
    expect(await pushing.change(session, { subject: 'v2' })).toMatchObject(LEFT_ALONE);
    pushing.server.clock.forward(610_000);
    const held = holding();
    const again = pushing.change(session, { subject: 'v2' });
    await until(() => held.length === 1);
    expect(await pushing.change(session, { subject: 'v2' })).toEqual({ pushed: [], applied: {}, skipped: [] });
    held[0]?.end(ACCEPTED);
    expect(await again).toMatchObject({ pushed: ['resting'] });
  });
});
