import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '#runtime/errors/catalogue.js';
import { anActivity } from '../support/activity.js';
import type { TestAnswer } from '../support/api-client.js';
import { createdId, postActivity, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';

interface ErrorBody {
  readonly code: string;
  readonly developerMessage: string;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
  readonly userMessage?: string;
}

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

function errorOf(answer: TestAnswer): ErrorBody {
  return answer.json<ErrorBody>();
}

describe('an error', () => {
  it('ERR-1 has a code that begins with the status, and details only where there is something to say', async () => {
    const unauthenticated = await server.request('POST', '/core/casemgr/v3/activity/email/general', { body: {} });
    expect(unauthenticated.status).toBe(401);
    // fetch sends an Accept-Language of its own, so that the user message is there.
    expect(Object.keys(errorOf(unauthenticated))).toEqual(['code', 'developerMessage', 'userMessage']);
    const refused = await postActivity(
      server,
      WHO.client,
      anActivity({ actor: 'client', without: ['department.name'] }),
    );
    expect(Object.keys(errorOf(refused))).toEqual(['code', 'developerMessage', 'details', 'userMessage']);
    expect(errorOf(refused).code).toBe('400-146');
  });

  it('ERR-2 names what it is about in at most 255 characters, however long that is', async () => {
    const name = 'x'.repeat(1_000);
    const { developerMessage } = errorOf(
      await postActivity(server, WHO.client, { ...(anActivity({ actor: 'client' }) as object), [name]: 1 }),
    );
    expect(developerMessage).toHaveLength(255);
    expect(developerMessage.startsWith("Unsupported attribute is present in request body: 'xxx")).toBe(true);
  });

  it('ERR-3 lists at most 30 of what is wrong, each with its reason', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`unknown${index}`, 1]));
    const { details = [] } = errorOf(
      await postActivity(server, WHO.client, { ...(anActivity({ actor: 'client' }) as object), ...unknown }),
    );
    expect(details).toHaveLength(30);
    expect(details[0]?.key).toBe('unknown0');
    expect(details[0]?.value).toContain('is not an attribute');
  });

  it('ERR-6 that nobody expected says nothing about the inside', async () => {
    await server.database.query('ALTER TABLE activities RENAME TO activities_gone');
    try {
      const answer = await postActivity(server, WHO.client, anActivity({ actor: 'client' }));
      expect(answer.status).toBe(500);
      expect(errorOf(answer)).toMatchObject({ code: '500-100', developerMessage: CATALOGUE['500-100'].text });
      expect(answer.text).not.toMatch(/activities|relation|select|insert/i);
    } finally {
      await server.database.query('ALTER TABLE activities_gone RENAME TO activities');
    }
  });

  it('ERR-8 of a method that is not served names those that are', async () => {
    const answer = await server.request('PUT', '/core/casemgr/v3/activity/email/general', { as: WHO.client, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain('POST');
    expect(errorOf(answer).code).toBe('405-100');
  });
});

describe('the content of a secure activity', () => {
  it('S-4 is in nothing that could travel: neither in the outbox nor in the audit', async () => {
    const canary = 'canary-of-a-secure-activity';
    const tree = anActivity({
      actor: 'customer',
      set: { subject: canary, 'payload.email.content.text': canary },
    });
    const id = createdId(await postActivity(server, WHO.customer, tree));
    const rows = await server.database.query(
      `SELECT to_jsonb(o)::text AS row FROM outbox_entries o
       UNION ALL SELECT to_jsonb(a)::text FROM audit_entries a WHERE a.object_id = $1`,
      [id],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(canary);
  });
});
