import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '@casemgr/client';
import { anActivity } from '../support/activity.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
let casemgr: ReturnType<typeof createClient>;

beforeAll(async () => {
  server = await startServer();
  casemgr = createClient({ url: server.url, token: () => server.token({ client: 'crm' }), locale: 'de-DE' });
});

afterAll(async () => {
  await server.close();
});

describe('API-2: the typed client', () => {
  it('creates an activity, reads it, finds it, and its case', async () => {
    const created = await casemgr.POST('/core/casemgr/v3/activity/email/general', {
      params: { header: { 'Idempotency-Key': 'client-1' } },
      body: anActivity({ actor: 'client' }),
    });
    expect(created.response.status).toBe(201);
    const ids = created.response.headers.get('location')?.split('/').at(-1) ?? '';

    const read = await casemgr.GET('/core/casemgr/v3/activity/{ids}', {
      params: { path: { ids }, query: { $attribute: 'payload' } },
    });
    const [activity] = read.data?.activity ?? [];
    expect(activity?.subject).toBe('Laptop');
    expect(activity?.status.displayValue).toBe('Wartet auf Zuweisung');
    expect(activity?.payload?.email?.emailAddresses?.from).toBe('ann@example.org');

    const found = await casemgr.GET('/core/casemgr/v3/activity', {
      params: { query: { caseID: activity?.case?.id ?? '' } },
    });
    expect(found.data && 'activity' in found.data && found.data.activity.map(({ id }) => id)).toEqual([ids]);

    const cases = await casemgr.GET('/core/casemgr/v3/case/{ids}', {
      params: { path: { ids: activity?.case?.id ?? '' } },
    });
    expect(cases.data?.case[0]?.severity.value).toBe('medium');
  });

  it('has the refusal where there is one, in the language asked for', async () => {
    const { data, error } = await casemgr.GET('/core/casemgr/v3/activity', { params: { query: { type: 'email' } } });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ code: '400-614', userMessage: expect.stringContaining('Bitte') });
  });

  it('takes a token as it is, too', async () => {
    const bad = createClient({ url: server.url, token: 'garbage' });
    const { response, error } = await bad.GET('/core/infomgr/v3/about');
    expect([response.status, error?.code]).toEqual([401, '401-101']);
  });
});
