import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DurableLane } from '#field-push/durable-lane.js';
import { answering, ACCEPTED, startReceiver, type Behaviour } from '../support/push-receiver.js';
import { PUSH_SECRET, startPushServer, type PushServer } from '../support/push-server.js';
import { until } from '../support/until.js';

const OTHER_SECRET = `whsec_${Buffer.from('another secret of enough bytes').toString('base64')}`;
/** 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
const RESTS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const DAY_MS = 24 * 60 * 60 * 1_000;

let pushing: PushServer;

beforeAll(async () => {
  pushing = await startPushServer();
});

afterEach(() => pushing.reset());

afterAll(() => pushing.close());

describe('what a receiver may do', () => {
  const endless: Behaviour = (_, response) => {
    response.writeHead(200);
    const more = (): void => {
      if (!response.destroyed) response.write(' '.repeat(65_536), more);
    };
    more();
  };
  const drip: Behaviour = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => {
      clearInterval(timer);
    });
  };

  it.each<[string, Behaviour, string]>([
    ['redirects', answering('', 302, { location: 'https://169.254.169.254/' }), 'status 302'],
    ['fails', answering({ code: 1000 }, 500), 'status 500'],
    ['says another code', answering({ code: 2000 }), 'code 2000'],
    ['refuses in its own words', answering({ code: 2001, error: 'no <b>such</b> order' }), 'no <b>such</b> order'],
    ['sends something else', answering('<html>'), 'JSON object'],
    ['compresses', answering('x', 200, { 'content-encoding': 'gzip' }), 'compressed'],
    ['never ends', endless, 'larger than 262144 bytes'],
    ['drips', drip, 'no answer within 1000 ms'],
    ['hangs', () => undefined, 'no answer within 1000 ms'],
    ['breaks off', (_, response) => response.destroy(), 'broke off'],
  ])('%s: FR-5, FN-1, FR-4', async (_, behaviour, error) => {
    await pushing.configure({ id: 'rude', object: 'ticket', fields: ['subject'], timeoutMs: 1_000 });
    pushing.receiver.behaviour = behaviour;
    const answer = (await pushing.call('POST', '/push/rude/test')).json<{ delivered: boolean; error: string }>();
    expect(answer).toMatchObject({ delivered: false, error: expect.stringContaining(error) });
  });

  it('is not believed without a certificate, and is sent nothing (FN-1)', async () => {
    const stranger = await startReceiver(undefined, { isUntrusted: true });
    await pushing.configure({ id: 'stranger', object: 'ticket', fields: ['subject'], url: stranger.url });
    const answer = (await pushing.call('POST', '/push/stranger/test')).json<{ error: string }>();
    expect(answer.error).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(stranger.received).toEqual([]);
    await stranger.close();
  });

  it('leaves nothing in the log of what an internal host says (FN-2)', async () => {
    await pushing.configure({ id: 'inner', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering('{"internal":"data"}', 404);
    expect((await pushing.call('POST', '/push/inner/test')).text).not.toContain('data');
    const [delivery] = await pushing.log('push=inner');
    expect(delivery?.attempt).toMatchObject([{ number: 1, status: 404, answer: null }]);
  });
});

describe('the durable lane', () => {
  it('goes through the retry table with one webhook id, each rest up to a tenth longer and none shorter, and is replayed (FQ-2, FQ-3)', async () => {
    await pushing.configure({ id: 'table', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 500);
    await pushing.newCase('Down');
    const logged = async () => (await pushing.log('push=table'))[0];
    await until(async () => (await logged())?.attempt.length === 1);
    const { clock } = pushing.server;
    for (const [place, seconds] of RESTS_S.entries()) {
      const next = Date.parse((await logged())?.nextAttempt ?? '');
      const [attempt] = (await logged())?.attempt.slice(-1) ?? [];
      const restS = (next - Date.parse(attempt?.startedAt ?? '') - (attempt?.durationMs ?? 0)) / 1_000;
      expect(restS).toBeGreaterThan(seconds - 1);
      expect(restS).toBeLessThan(1.1 * seconds + 1);
      clock.forward(next - clock.now().getTime() - 1_000);
      await pushing.server.application.get(DurableLane, { strict: false }).look();
      expect((await logged())?.attempt).toHaveLength(place + 1);
      clock.forward(1_500);
      await until(async () => (await logged())?.attempt.length === place + 2);
    }
    const failed = await logged();
    expect(failed).toMatchObject({ state: 'failed', nextAttempt: null });
    expect(failed?.attempt.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const sentIds = pushing.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([...new Set(sentIds)]).toEqual([failed?.webhookId]);

    pushing.receiver.behaviour = answering(ACCEPTED);
    expect((await pushing.call('POST', `/delivery/${failed?.id ?? ''}/replay`)).status).toBe(204);
    await until(async () => (await pushing.log('push=table&state=delivered')).length === 1);
    expect(pushing.receiver.received.at(-1)?.headers['webhook-id']).toBe(failed?.webhookId);
    await pushing.server.database.query(`UPDATE field_push_deliveries SET state = 'failed' WHERE push_id = 'table'`);
    const since = new Date(Date.now() - DAY_MS).toISOString();
    expect((await pushing.call('POST', '/delivery/replay', { since, push: 'table' })).json()).toEqual({
      replayed: 1,
      superseded: 0,
    });
    await until(async () => (await pushing.log('push=table&state=delivered')).length === 1);
    expect((await pushing.call('POST', '/delivery/987654321/replay')).status).toBe(404);
  });

  it('honours Retry-After, and is switched off by 410 (FQ-2)', async () => {
    await pushing.configure({ id: 'gone', object: 'ticket', fields: ['subject'] });
    pushing.receiver.behaviour = answering({}, 429, { 'retry-after': '7200' });
    await pushing.newCase();
    await until(async () => (await pushing.log('push=gone'))[0]?.attempt.length === 1);
    pushing.server.clock.forward(60 * 60 * 1_000);
    const [delivery] = await pushing.server.database.query<{ rest: number }>(
      `SELECT extract(epoch FROM available_at - $1::timestamptz)::int AS rest FROM field_push_deliveries WHERE push_id = 'gone'`,
      [pushing.server.clock.now()],
    );
    expect(delivery?.rest).toBeGreaterThan(3_500);
    pushing.receiver.behaviour = answering({}, 410);
    pushing.server.clock.forward(60 * 60 * 1_000 + 1_000);
    await until(async () => (await pushing.log('push=gone&state=failed')).length === 1);
    expect((await pushing.call('GET', '/push/gone')).json()).toMatchObject({ active: false });
  });

  it('takes up what a process that died had begun, under the same webhook id (FQ-4)', async () => {
    await pushing.configure({ id: 'died', object: 'ticket', fields: ['subject'] });
    await pushing.newCase();
    await until(async () => (await pushing.log('push=died&state=delivered')).length === 1);
    const [sent] = await pushing.log('push=died');
    await pushing.server.database.query(
      `UPDATE field_push_deliveries SET state = 'pending', leased_until = $1::timestamptz + interval '60 s' WHERE push_id = 'died'`,
      [pushing.server.clock.now()],
    );
    await pushing.call('POST', '/push/died/test');
    expect(pushing.receiver.received).toHaveLength(2);
    pushing.server.clock.forward(61_000);
    await until(() => pushing.receiver.received.length === 3);
    expect(pushing.receiver.received[2]?.headers['webhook-id']).toBe(sent?.webhookId);
  });

  it('lets one dead receiver delay no other, and leaves it alone after five failures (FQ-2)', async () => {
    const dead = await startReceiver(() => undefined);
    const push = { object: 'ticket', fields: ['subject'], secret: PUSH_SECRET, active: true };
    const living = Array.from({ length: 19 }, (_, index) => ({
      ...push,
      id: `living-${index}`,
      url: pushing.receiver.url,
    }));
    await pushing.server.configure({
      fieldPushes: [...living, { ...push, id: 'dead', url: dead.url, timeoutMs: 1_000 }],
    });
    for (let count = 0; count < 6; count += 1) await pushing.newCase();
    await until(() => pushing.receiver.received.length === 6 * 19);
    expect(dead.received.length).toBeLessThanOrEqual(6);
    await until(
      async () =>
        (await pushing.server.database.query('SELECT FROM field_push_circuits WHERE open_until IS NOT NULL')).length ===
        1,
    );
    const session = await pushing.open({ object: 'ticket' });
    const outcome = await pushing.change(session, { subject: 'quick' });
    expect(outcome.pushed).toHaveLength(19);
    expect(outcome.error).toContain('left alone');
    await dead.close();
  });

  it('signs with the new secret alone a day after it was changed (FS-3)', async () => {
    await pushing.configure({ id: 'rotated', object: 'ticket', fields: ['subject'] });
    await pushing.configure({ id: 'rotated', object: 'ticket', fields: ['subject'], secret: OTHER_SECRET });
    // The database counts by its own clock, which the tests before have left behind.
    await pushing.server.database.query('UPDATE field_pushes SET secret_changed_at = $1', [pushing.server.clock.now()]);
    for (const signatures of [2, 1]) {
      await pushing.call('POST', '/push/rotated/test');
      expect(String(pushing.receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(
        signatures,
      );
      pushing.server.clock.forward(DAY_MS);
    }
  });
});
