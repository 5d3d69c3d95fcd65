import type { ServerOptions } from './server.js';
import { anActivity } from './activity.js';
import type { TestAnswer } from './api-client.js';
import type { Who } from './partition.js';
import { postActivity } from './posting.js';
import { startReceiver, type PushReceiver } from './push-receiver.js';
import { startServer, type TestServer } from './server.js';

const ADMIN: Who = { client: 'test-admin' };
const BASE = '/core/fieldpushmgr/v3';

export const PUSH_SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;

export interface Outcome {
  readonly pushed: string[];
  readonly applied: Record<string, unknown>;
  readonly skipped: { field: string; reason: string }[];
  readonly error?: string;
  readonly lastModified?: { readonly before: string; readonly after: string };
}

export interface Logged {
  readonly id: string;
  readonly state: string;
  readonly webhookId: string;
  readonly recordId: string | null;
  readonly nextAttempt: string | null;
  readonly request: string;
  readonly attempt: {
    number: number;
    startedAt: string;
    durationMs: number;
    status: number | null;
    error: string | null;
    answer: string | null;
  }[];
}

/** A server that may push to receivers of this host, with one of them. */
export class PushServer {
  constructor(
    readonly server: TestServer,
    readonly receiver: PushReceiver,
    /** Of custom attributes, by name. */
    readonly ids: Readonly<Record<string, string>>,
  ) {}

  /** Forgets what the test before has configured and left. */
  async reset(): Promise<void> {
    await this.server.database.query('UPDATE field_pushes SET active = false');
    await this.server.database.query(`DELETE FROM outbox_entries WHERE kind = 'field-push.changed'`);
    await this.server.database.query('DELETE FROM field_push_circuits');
    await this.server.database.query(`UPDATE field_push_deliveries SET state = 'failed' WHERE state = 'pending'`);
    this.receiver.renew();
  }

  async configure(push: object): Promise<void> {
    const complete = { url: this.receiver.url, secret: PUSH_SECRET, active: true, ...push };
    await this.server.configure({ fieldPushes: [complete] });
  }

  call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<TestAnswer> {
    return this.server.request(method, `${BASE}${path}`, { as: ADMIN, headers, ...(body !== undefined && { body }) });
  }

  async open(body: object): Promise<string> {
    const answer = await this.call('POST', '/session', body);
    if (answer.status !== 201) throw new Error(`No session: ${answer.status} ${answer.text}`);
    return answer.json<{ id: string }>().id;
  }

  async change(session: string, values: object): Promise<Outcome> {
    const answer = await this.call('PATCH', `/session/${session}`, { values });
    if (answer.status !== 200) throw new Error(`No outcome: ${answer.status} ${answer.text}`);
    return answer.json<Outcome>();
  }

  /** What the receiver was sent, in order. */
  bodies(): unknown[] {
    return this.receiver.received.map(({ text }) => JSON.parse(text) as unknown);
  }

  async log(query: string): Promise<Logged[]> {
    const answer = await this.call('GET', `/delivery?${query}`);
    return answer.status === 204 ? [] : answer.json<{ delivery: Logged[] }>().delivery;
  }

  async newCase(subject = 'Laptop'): Promise<string> {
    const answer = await postActivity(this.server, ADMIN, anActivity({ actor: 'client', set: { subject } }));
    if (answer.status !== 201) throw new Error(`No case: ${answer.status} ${answer.text}`);
    const [row] = await this.server.database.query<{ id: string }>('SELECT max(id)::text AS id FROM cases');
    return row?.id ?? '';
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.receiver.close();
  }
}

export async function startPushServer(options: ServerOptions = {}): Promise<PushServer> {
  const receiver = await startReceiver();
  const server = await startServer({
    environment: { CASEMGR_PUSH_ALLOW_NETWORKS: '127.0.0.0/8', CASEMGR_LOG_LEVEL: 'silent', ...options.environment },
  });
  await server.configure({
    settings: { customerLevels: ['normal', 'vip'] },
    customAttributes: [
      { object: 'case', name: 'place', dataType: 'stringList', values: ['Beijing', 'Haidian'], multiSelect: true },
      { object: 'customer', name: 'remark', dataType: 'string' },
    ],
  });
  const rows = await server.database.query<{ id: string; name: string }>('SELECT id, name FROM custom_attributes');
  return new PushServer(server, receiver, Object.fromEntries(rows.map(({ id, name }) => [name, id])));
}
