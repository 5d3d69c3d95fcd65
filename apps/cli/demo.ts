import { readDemoCredentials } from '#partition/demo-credentials.js';
import { demoRequests, type DemoRequest } from '../server/demo-requests.js';
import { ServerClient } from './server-client.js';

const CREATE = '/core/casemgr/v3/activity/email/general';

interface ReadActivity {
  readonly id: string;
  readonly subject: string;
  readonly secure: boolean;
  readonly status: { readonly value: string };
  readonly case: { readonly id: string };
  readonly payload: { readonly email: { readonly emailAddresses: { readonly from: string } } };
}

/** Posts one activity for each actor and shows what came of it (runtime.md §1). */
export async function demo(): Promise<void> {
  const server = new ServerClient(process.env['CASEMGR_URL'] ?? 'http://127.0.0.1:8080');
  const dataFolder = process.env['CASEMGR_DATA'] ?? './data';
  await server.request('/health/live');
  const credentials = await readDemoCredentials(dataFolder);
  if (!credentials) {
    throw new Error(
      `There is no demo partition below ${dataFolder}. It is loaded by the first start with CASEMGR_DEMO=true.`,
    );
  }
  const rows = [];
  for (const request of demoRequests(credentials)) rows.push(await post(server, request));
  console.table(rows);
}

async function post(server: ServerClient, request: DemoRequest): Promise<Record<string, string>> {
  const format = request.actor === 'user' ? 'xml' : 'json';
  const token = await server.token(request.tokenForm);
  const headers = { authorization: `Bearer ${token}` };
  const created = await server.request(CREATE, {
    method: 'POST',
    headers: { ...headers, 'content-type': `application/${format}` },
    body: request[format],
  });
  const outcome = { actor: request.actor, format, status: String(created.status) };
  const location = created.headers.get('location');
  if (location === null) return { ...outcome, answer: await created.text() };
  const read = await server.request(`${location}?$attribute=all`, { headers });
  const { activity } = (await read.json()) as { activity: readonly ReadActivity[] };
  const [found] = activity;
  if (!found) throw new Error(`${location} holds no activity`);
  return {
    ...outcome,
    activity: found.id,
    case: found.case.id,
    from: found.payload.email.emailAddresses.from,
    secure: String(found.secure),
    state: found.status.value,
    subject: found.subject,
  };
}
