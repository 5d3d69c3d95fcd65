import { randomBytes } from 'node:crypto';
import type { MakeRequest } from './http-driver.js';

/** 1,200 characters of content make a JSON body of about 1.5 kB. */
export const CONTENT = 'The laptop beeps twice and stays dark. '.repeat(31).slice(0, 1_200);

const CREATE = '/core/casemgr/v3/activity/email/general';

const ACTIVITY = {
  department: { name: 'Service' },
  type: { value: 'email', subtype: { value: 'general' } },
  subject: 'Laptop does not start',
  payload: {
    email: {
      content: { text: CONTENT },
      emailAddresses: { from: 'customer0@example.org', receiver: 'support@example.com' },
    },
  },
};

const XML =
  '<activity><department><name>Service</name></department><type><value>email</value><subtype><value>general</value></subtype>' +
  `</type><subject>Laptop does not start</subject><payload><email><content><text>${CONTENT}</text></content><emailAddresses>` +
  '<from>customer0@example.org</from><receiver>support@example.com</receiver></emailAddresses></email></payload></activity>';

const BOUNDARY = 'casemgr-bench-boundary';

function request(method: string, path: string, token: string, headers: readonly string[], body: Buffer): Buffer {
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    ...headers,
    ...(method === 'GET' ? [] : [`Content-Length: ${body.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function multipart(): Buffer {
  const part = (headers: string, content: Buffer) =>
    Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`), content, Buffer.from('\r\n')]);
  return Buffer.concat([
    part('Content-Disposition: form-data; name="data-type"', Buffer.from('application/json')),
    part('Content-Disposition: form-data; name="data"', Buffer.from(JSON.stringify(ACTIVITY))),
    part(
      'Content-Disposition: form-data; name="photo"; filename="photo.jpg"\r\nContent-Type: image/jpeg',
      randomBytes(100 * 1024),
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}

/** Customers who write, so that no history grows longer than histories are. */
export const CUSTOMERS = 1_000;

export function addressOf(customer: number): string {
  return `customer${customer % CUSTOMERS}@example.org`;
}

/** A POST of one activity in JSON. */
export function createRequest(token: string, customer = 0): Buffer {
  const activity = structuredClone(ACTIVITY);
  activity.payload.email.emailAddresses.from = addressOf(customer);
  return request('POST', CREATE, token, ['Content-Type: application/json'], Buffer.from(JSON.stringify(activity)));
}

export function patchRequest(path: string, token: string, body: object): Buffer {
  return request('PATCH', path, token, ['Content-Type: application/json'], Buffer.from(JSON.stringify(body)));
}

export function getRequest(path: string, token: string): Buffer {
  return request('GET', path, token, [], Buffer.alloc(0));
}

/** One kind of request that is measured. */
export interface Workload {
  readonly name: string;
  readonly expectedStatus: number;
  readonly makeRequest: MakeRequest;
}

/** All measured requests; reading needs the ids of activities that exist. */
export function workloads(token: string, firstId: number, lastId: number): Record<string, Workload> {
  const json = Array.from({ length: CUSTOMERS }, (_, customer) => createRequest(token, customer));
  const xml = request('POST', CREATE, token, ['Content-Type: application/xml'], Buffer.from(XML));
  const explain = request(
    'POST',
    `${CREATE}/explain`,
    token,
    ['Content-Type: application/json'],
    Buffer.from(JSON.stringify(ACTIVITY)),
  );
  const attachment = request(
    'POST',
    CREATE,
    token,
    [`Content-Type: multipart/form-data; boundary=${BOUNDARY}`],
    multipart(),
  );
  const span = lastId - firstId + 1;
  const idAt = (index: number): number => firstId + ((index * 7_919) % span);
  const get = (path: string) => getRequest(path, token);
  return {
    json: {
      name: 'POST JSON',
      expectedStatus: 201,
      makeRequest: (index) => json[index % CUSTOMERS] ?? Buffer.alloc(0),
    },
    xml: { name: 'POST XML', expectedStatus: 201, makeRequest: () => xml },
    explain: { name: 'POST explain', expectedStatus: 200, makeRequest: () => explain },
    attachment: { name: 'POST multipart, 100 KB attachment', expectedStatus: 201, makeRequest: () => attachment },
    get: {
      name: 'GET one activity',
      expectedStatus: 200,
      makeRequest: (index) => get(`/core/casemgr/v3/activity/${idAt(index)}`),
    },
    search: {
      name: 'GET search page (25)',
      expectedStatus: 200,
      makeRequest: (index) => get(`/core/casemgr/v3/activity?customerID=1000&$pagenum=${1 + (index % 2)}`),
    },
  };
}
