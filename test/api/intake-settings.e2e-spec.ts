import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import { anActivity, BODY_FORMATS } from '../support/activity.js';
import { createdId, POST_PATH, postActivity, refusalIn, refusalOf, WHO } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';

const TEXT = 'payload.email.content.text';
const HTML = 'payload.email.content.html';
const MEGABYTE = 1024 * 1024;

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.close();
});

async function isSecure(activityId: string): Promise<boolean | undefined> {
  const [row] = await server.database.query<{ secure: boolean }>(
    'SELECT secure FROM activities WHERE id = $1::bigint',
    [activityId],
  );
  return row?.secure;
}

describe('secure messaging', () => {
  const EVERY_CHOICE = ACTOR_KINDS.flatMap((actor) =>
    BODY_FORMATS.flatMap((format) =>
      [undefined, true, 'true', false, 'false'].map((secure) => ({ actor, format, secure })),
    ),
  ).filter(({ actor, secure }) => actor !== 'customer' || String(secure) !== 'false');

  const allowed = (partition: boolean, department: boolean | undefined) =>
    server.configure({
      settings: { enableSecureMessaging: partition },
      departments: [
        { name: 'Service', ...(department !== undefined && { settings: { enableSecureMessaging: department } }) },
      ],
    });

  const post = (actor: ActorKind, secure: boolean | string | undefined, format: 'json' | 'xml' = 'json') =>
    postActivity(server, WHO[actor], anActivity({ actor, set: secure === undefined ? {} : { secure } }), { format });

  const wouldBeSecure = (actor: ActorKind, secure: boolean | string | undefined): boolean =>
    actor === 'customer' || String(secure) === 'true';

  it.each(EVERY_CHOICE)(
    'S-1, S-2: a $actor who sends secure $secure in $format, where it is on',
    async ({ actor, format, secure }) => {
      expect(await isSecure(createdId(await post(actor, secure, format)))).toBe(wouldBeSecure(actor, secure));
    },
  );

  describe('switched off', () => {
    beforeAll(async () => {
      await allowed(false, undefined);
    });

    it.each(EVERY_CHOICE)(
      'S-3: a $actor who sends secure $secure in $format, where it is off',
      async ({ actor, format, secure }) => {
        const answer = await post(actor, secure, format);
        if (wouldBeSecure(actor, secure)) expect(refusalIn(answer)).toEqual(refusalOf('400-152', 'secure'));
        else expect(await isSecure(createdId(answer))).toBe(false);
      },
    );

    it('S-3 may be overridden by the department, both ways', async () => {
      await allowed(false, true);
      expect((await post('customer', undefined)).status).toBe(201);
      await allowed(true, false);
      expect(refusalIn(await post('customer', undefined))).toEqual(refusalOf('400-152', 'secure'));
      expect(refusalIn(await post('client', true))).toEqual(refusalOf('400-152', 'secure'));
      const sales = anActivity({ actor: 'customer', set: { 'payload.email.messageCenter.id': 'mc-sales' } });
      expect((await postActivity(server, WHO.customer, sales)).status).toBe(201);
      await allowed(true, true);
    });
  });
});

describe('sizes', () => {
  beforeAll(async () => {
    await server.configure({ settings: { maximumBodySizeForRetrieverKB: 2, maximumEmailSizeForRetrieverMB: 1 } });
  });

  const withContent = (actor: ActorKind, text: string, html: string) =>
    anActivity({ actor, set: { [TEXT]: text, [HTML]: html } });

  const EVERYBODY = ACTOR_KINDS.flatMap((actor) => BODY_FORMATS.map((format) => ({ actor, format })));

  it.each(EVERYBODY)(
    'Z-1 passes exactly at the limit, in bytes of UTF-8: $actor, $format',
    async ({ actor, format }) => {
      const tree = withContent(actor, 'é'.repeat(512), '<'.repeat(1024));
      expect((await postActivity(server, WHO[actor], tree, { format })).status).toBe(201);
    },
  );

  it.each(EVERYBODY)('Z-1 refuses one byte more, with the limit: $actor, $format', async ({ actor, format }) => {
    const tree = withContent(actor, 'é'.repeat(512), '<'.repeat(1025));
    const answer = await postActivity(server, WHO[actor], tree, { format });
    expect(refusalIn(answer)).toEqual(refusalOf('400-152', 'payload.email.content'));
    expect(answer.text).toContain('2048');
  });

  it('Z-1 counts what is meant, not how it is written', async () => {
    const escaped = JSON.stringify(withContent('client', 'A'.repeat(2048), '')).replaceAll('A', '\\u0041');
    const headers = { 'content-type': 'application/json' };
    expect((await server.request('POST', POST_PATH, { as: WHO.client, body: escaped, headers })).status).toBe(201);
  });

  function formWith(fileBytes: number): FormData {
    const form = new FormData();
    form.set('data', JSON.stringify(withContent('client', 'x'.repeat(1024), '')));
    form.set('data-type', 'application/json');
    form.set('file', new File([new Uint8Array(fileBytes)], 'file.bin'));
    return form;
  }

  it('Z-2 passes exactly at the limit of content and attachments, and refuses one byte more', async () => {
    const post = (fileBytes: number) =>
      server.request('POST', POST_PATH, { as: WHO.client, body: formWith(fileBytes) });
    expect((await post(MEGABYTE - 1024)).status).toBe(201);
    const answer = await post(MEGABYTE - 1023);
    expect(refusalIn(answer)).toEqual(refusalOf('400-152', 'attachments'));
    expect(answer.text).toContain(String(MEGABYTE));
  });

  it('Z-2 counts uploads, too', async () => {
    const upload = async (size: number) => {
      const body = {
        app: 'email',
        type: 'attachment.inbound',
        name: 'a.bin',
        contentType: 'application/octet-stream',
        size,
      };
      const announced = await server.request('POST', '/core/filemgr/v3/assets/preupload', { as: WHO.client, body });
      const { altId, contentUrl } = announced.json<{ altId: string; contentUrl: string }>();
      const headers = { 'content-type': 'application/octet-stream' };
      expect((await server.request('POST', contentUrl, { body: new Uint8Array(size), headers })).status).toBe(201);
      return altId;
    };
    const post = async (size: number) => {
      const attachment = [{ altId: await upload(size) }, { altId: await upload(MEGABYTE / 2) }];
      const set = { [TEXT]: 'x'.repeat(1024), 'attachments.attachment': attachment };
      return postActivity(server, WHO.client, anActivity({ actor: 'client', set }));
    };
    expect((await post(MEGABYTE / 2 - 1024)).status).toBe(201);
    expect(refusalIn(await post(MEGABYTE / 2 - 1023))).toEqual(refusalOf('400-152', 'attachments'));
  });

  it('Z-3 are settings with limits', async () => {
    for (const settings of [
      { maximumBodySizeForRetrieverKB: 0 },
      { maximumBodySizeForRetrieverKB: 10_241 },
      { maximumEmailSizeForRetrieverMB: 0 },
      { maximumEmailSizeForRetrieverMB: 151 },
    ]) {
      const answer = await server.request('PATCH', '/core/adminmgr/v3/partition', {
        as: { client: 'test-admin' },
        body: { settings },
      });
      expect([answer.status, answer.json<{ code: string }>().code]).toEqual([400, '400-152']);
    }
  });

  it('Z-3 are 1,024 KB and 25 MB unless configured', async () => {
    const fresh = await startServer();
    try {
      const post = (text: string) => postActivity(fresh, WHO.client, withContent('client', text, ''));
      expect((await post('x'.repeat(MEGABYTE))).status).toBe(201);
      expect(refusalIn(await post('x'.repeat(MEGABYTE + 1)))).toEqual(refusalOf('400-152', 'payload.email.content'));
    } finally {
      await fresh.close();
    }
  });
});

describe('attachments', () => {
  it('T-5 may be of certain types and so many only', async () => {
    await server.configure({ settings: { blockedFileExtensions: ['exe'], maximumAttachmentsPerActivity: 2 } });
    const post = (...names: string[]) => {
      const form = new FormData();
      form.set('data', JSON.stringify(anActivity({ actor: 'client' })));
      form.set('data-type', 'application/json');
      names.forEach((name, index) => {
        form.set(`file-${index}`, new File(['x'], name));
      });
      return server.request('POST', POST_PATH, { as: WHO.client, body: form });
    };
    expect((await post('a.txt', 'b.txt')).status).toBe(201);
    expect(refusalIn(await post('a.txt', 'b.txt', 'c.txt'))).toEqual(refusalOf('400-152', 'attachments'));
    expect(refusalIn(await post('setup.EXE'))).toEqual(refusalOf('400-152', 'attachments'));
  });
});
