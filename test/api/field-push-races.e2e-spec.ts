import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCEPTED, answering, type Behaviour } from '../support/push-receiver.js';
import { startPushServer, type Outcome, type PushServer } from '../support/push-server.js';
import type { Who } from '../support/partition.js';
import { until } from '../support/until.js';

const ADMIN: Who = { client: 'test-admin' };

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

/** Answers when it is released, and what comes after the first request at once. */
function holdingFirst(body: unknown): { readonly behaviour: Behaviour; readonly release: () => void } {
  const held: (() => unknown)[] = [];
  let requests = 0;
  const behaviour: Behaviour = (push, response, raw) => {
    requests += 1;
    if (requests > 1) return answering(ACCEPTED)(push, response, raw);
    held.push(() => answering(body)(push, response, raw));
    return undefined;
  };
  return { behaviour, release: () => held.forEach((answer) => answer()) };
}

/** A change of a form that its receiver holds, until it is released. */
async function heldChange(
  session: string,
  values: object,
  answer: unknown = { code: 1000 },
): Promise<() => Promise<Outcome>> {
  const { behaviour, release } = holdingFirst(answer);
  pushing.receiver.behaviour = behaviour;
  const change = pushing.change(session, values);
  await until(() => pushing.receiver.received.length === 1);
  return () => {
    release();
    return change;
  };
}

describe('an answer that comes after its draft was saved', () => {
  it('is written into the record that the draft has become (FW-1, FR-2)', async () => {
    await pushing.configure({ id: 'saved', object: 'customer', fields: ['description'] });
    const session = await pushing.open({ object: 'customer' });
    const answered = await heldChange(
      session,
      { description: 'Likes tea' },
      { code: 1000, customer: { lang: 'de', description: 'Likes green tea' } },
    );
    const body = { contacts: { contact: [{ firstName: 'Ann' }] }, description: 'Likes tea' };
    const headers = { 'edit-session': session };
    const made = await pushing.server.request('POST', '/core/customermgr/v3/individual/customer', {
      as: ADMIN,
      body,
      headers,
    });
    expect(made.status).toBe(201);
    const id = (made.headers.get('location') ?? '').split('/').at(-1) ?? '';
    const outcome = await answered();
    expect(outcome.applied).toEqual({ lang: 'de', description: 'Likes green tea' });
    expect(outcome.lastModified).toEqual({ before: expect.any(String), after: expect.any(String) });
    const shown = await pushing.server.request('GET', `/core/customermgr/v3/customers/${id}`, { as: ADMIN });
    expect(shown.json<{ customer: object[] }>().customer).toMatchObject([
      { description: 'Likes green tea', language: { value: 'de' } },
    ]);
  });
});

describe('the same value again', () => {
  it('is pushed again when nobody is left to say how it went the first time (FW-1)', async () => {
    await pushing.configure({ id: 'unheard', object: 'ticket', fields: ['subject'] });
    const session = await pushing.open({ object: 'ticket' });
    const answered = await heldChange(session, { subject: 'Printer' });
    expect((await pushing.change(session, { subject: 'Printer' })).pushed).toEqual([]);
    pushing.server.clock.forward(61_000);
    expect((await pushing.change(session, { subject: 'Printer' })).pushed).toEqual(['unheard']);
    await answered();
    expect((await pushing.change(session, { subject: 'Printer' })).pushed).toEqual([]);
  });
});

describe('a receiver that has failed too often', () => {
  const failing = (pushId: string): Promise<unknown> =>
    pushing.server.database.query(
      `INSERT INTO field_push_circuits (push_id, failures) VALUES ($1, 5)
        ON CONFLICT (push_id) DO UPDATE SET failures = 5, open_until = NULL`,
      [pushId],
    );

  it('may answer the one request that it got, though later ones were kept from it (FR-3, FQ-2)', async () => {
    await pushing.configure({ id: 'tried', object: 'ticket', fields: ['subject'] });
    const session = await pushing.open({ object: 'ticket' });
    await failing('tried');
    const answered = await heldChange(session, { subject: 'One' }, { code: 1000, ticket: { tags: 'seen' } });
    expect(await pushing.change(session, { subject: 'Two' })).toMatchObject({ pushed: [], error: expect.any(String) });
    expect(await answered()).toMatchObject({ pushed: ['tried'], applied: { tags: 'seen' }, skipped: [] });
  });

  it('is tried by an agent while all that is due waits behind what rests (FQ-2)', async () => {
    await pushing.configure({ id: 'resting', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 500, { 'retry-after': '7200' });
    const caseId = await pushing.newCase('Resting');
    await until(async () => (await pushing.log('push=resting')).some(({ attempt }) => attempt.length === 1));
    await failing('resting');
    const headers = { 'if-match': '*' };
    const body = { id: caseId, subject: 'Behind' };
    await pushing.server.request('PATCH', '/core/casemgr/v3/case', { as: ADMIN, body, headers });
    await until(async () => (await pushing.log('push=resting')).length === 2);
    // The lane looks at what is due when it was made, and then again.
    pushing.server.clock.forward(1_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    pushing.receiver.behaviour = answering(ACCEPTED);
    const session = await pushing.open({ object: 'ticket' });
    expect((await pushing.change(session, { subject: 'Tried' })).pushed).toEqual(['resting']);
  });
});
