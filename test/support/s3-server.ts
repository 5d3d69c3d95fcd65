import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A bucket in memory, reached over HTTP: as much of S3 as a store of files needs, and as strict as S3 is about it. */
export interface S3Server {
  readonly endpoint: string;
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, UnfinishedUpload>;
  /** What every request is answered with, in place of an answer. */
  breaks: 'not' | 'with 503' | 'by closing';
  close(): Promise<void>;
}

interface StoredObject {
  bytes: Buffer;
  readonly modifiedAt: Date;
  /** Base64, of the object or of the SHA-256 of its parts. */
  readonly checksum: string | undefined;
}

interface UnfinishedUpload {
  readonly key: string;
  initiatedAt: Date;
  readonly parts: Map<number, Buffer>;
}

export const S3_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test-key', AWS_SECRET_ACCESS_KEY: 'test-secret' };

const LEAST_PART_BYTES = 5 * 1024 * 1024;

/** Small, so that a handful of objects needs several pages. */
const PAGE_SIZE = 6;

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

interface Call {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
}

export async function startS3Server(bucket: string): Promise<S3Server> {
  const server = new MemoryBucket(bucket);
  await server.listen();
  return server;
}

class MemoryBucket implements S3Server {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, UnfinishedUpload>();
  breaks: S3Server['breaks'] = 'not';
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(private readonly bucket: string) {}

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.breaks === 'by closing') {
      request.socket.destroy();
      return;
    }
    const { status, headers, body = '' } = await this.replyTo(request).catch(refused);
    response.writeHead(status, { 'content-length': body.length, ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private async replyTo(request: IncomingMessage): Promise<Reply> {
    const body = await buffer(request);
    if (this.breaks === 'with 503') throw new Refusal(503, 'SlowDown');
    const { pathname, searchParams: query } = new URL(request.url ?? '', this.endpoint);
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/');
    const call = { method: request.method ?? '', key: rest.join('/'), query, headers: request.headers, body };
    requireSignature(call);
    requireSums(call);
    if (bucket !== this.bucket) throw new Refusal(404, 'NoSuchBucket');
    if (call.key === '') return query.has('uploads') ? this.listUploads(query) : this.listObjects(query);
    if (query.has('uploads')) return this.beginUpload(call.key);
    const id = query.get('uploadId');
    return id === null ? this.object(call) : this.upload(call, id);
  }

  private object({ method, key, headers, body }: Call): Reply {
    if (method === 'PUT') {
      const checksum = headers['x-amz-checksum-sha256'] as string | undefined;
      this.objects.set(key, { bytes: body, modifiedAt: new Date(), checksum });
      return { status: 200, headers: { etag: etagOf(body) } };
    }
    if (method === 'DELETE') {
      this.objects.delete(key);
      return { status: 204 };
    }
    const object = this.objects.get(key);
    if (!object) throw new Refusal(404, 'NoSuchKey');
    return { status: 200, headers: { etag: etagOf(object.bytes) }, body: object.bytes };
  }

  private beginUpload(key: string): Reply {
    const id = randomUUID();
    this.uploads.set(id, { key, initiatedAt: new Date(), parts: new Map() });
    return xml('InitiateMultipartUploadResult', element('Key', key) + element('UploadId', id));
  }

  private upload({ method, key, query, body }: Call, id: string): Reply {
    const upload = this.uploads.get(id);
    if (upload?.key !== key) throw new Refusal(404, 'NoSuchUpload');
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { etag: etagOf(body), 'x-amz-checksum-sha256': sha256(body, 'base64') } };
    }
    if (method === 'POST') this.complete(upload, body.toString());
    this.uploads.delete(id);
    return method === 'POST' ? xml('CompleteMultipartUploadResult', element('Key', key)) : { status: 204 };
  }

  /** The parts are named once more when they are put together, in their order, each with its sums. */
  private complete({ key, parts }: UnfinishedUpload, named: string): void {
    const chosen = [...named.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => {
      const bytes = parts.get(Number(textOf(part, 'PartNumber')));
      const isSame = bytes && unescape(textOf(part, 'ETag')) === etagOf(bytes);
      if (!isSame || textOf(part, 'ChecksumSHA256') !== sha256(bytes, 'base64')) throw new Refusal(400, 'InvalidPart');
      return bytes;
    });
    if (chosen.slice(0, -1).some(({ length }) => length < LEAST_PART_BYTES)) throw new Refusal(400, 'EntityTooSmall');
    const sums = Buffer.concat(chosen.map((part) => createHash('sha256').update(part).digest()));
    const checksum = `${sha256(sums, 'base64')}-${chosen.length}`;
    this.objects.set(key, { bytes: Buffer.concat(chosen), modifiedAt: new Date(), checksum });
  }

  private listObjects(query: URLSearchParams): Reply {
    const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
    const keys = [...this.objects.keys()]
      .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
      .sort();
    const page = keys.slice(0, Math.min(PAGE_SIZE, Number(query.get('max-keys') ?? PAGE_SIZE)));
    const contents = page.map((key) =>
      element(
        'Contents',
        element('Key', key) + element('LastModified', this.objects.get(key)?.modifiedAt.toISOString()),
      ),
    );
    const next = element('NextContinuationToken', page.at(-1));
    return xml('ListBucketResult', truncation(keys.length > page.length, next) + contents.join(''));
  }

  private listUploads(query: URLSearchParams): Reply {
    const after = (query.get('key-marker') ?? '') + (query.get('upload-id-marker') ?? '');
    const all = [...this.uploads]
      .map(([id, upload]) => ({ id, ...upload }))
      .filter(({ id, key }) => key.startsWith(query.get('prefix') ?? '') && key + id > after)
      .sort((left, right) => (left.key + left.id < right.key + right.id ? -1 : 1));
    const page = all.slice(0, PAGE_SIZE);
    const uploads = page.map(({ id, key, initiatedAt }) =>
      element(
        'Upload',
        element('Key', key) + element('UploadId', id) + element('Initiated', initiatedAt.toISOString()),
      ),
    );
    const next = element('NextKeyMarker', page.at(-1)?.key) + element('NextUploadIdMarker', page.at(-1)?.id);
    return xml('ListMultipartUploadsResult', truncation(all.length > page.length, next) + uploads.join(''));
  }
}

function requireSignature({ headers }: Call): void {
  const signed = `AWS4-HMAC-SHA256 Credential=${S3_CREDENTIALS.AWS_ACCESS_KEY_ID}/`;
  if (headers.authorization?.startsWith(signed) !== true) throw new Refusal(403, 'InvalidAccessKeyId');
}

/** Bytes that are not those that were summed are refused, as they are by S3. */
function requireSums({ headers, body }: Call): void {
  const signed = headers['x-amz-content-sha256'];
  const sum = headers['x-amz-checksum-sha256'];
  if (signed !== 'UNSIGNED-PAYLOAD' && signed !== sha256(body, 'hex'))
    throw new Refusal(400, 'XAmzContentSHA256Mismatch');
  if (sum !== undefined && sum !== sha256(body, 'base64')) throw new Refusal(400, 'BadDigest');
}

function refused(error: unknown): Reply {
  if (!(error instanceof Refusal)) throw error;
  return { ...xml('Error', element('Code', error.code)), status: error.status };
}

function xml(root: string, content: string): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: element(root, content) };
}

function element(name: string, content = ''): string {
  return `<${name}>${content}</${name}>`;
}

function truncation(isTruncated: boolean, next: string): string {
  return element('IsTruncated', String(isTruncated)) + (isTruncated ? next : '');
}

function textOf(part: string, name: string): string {
  return new RegExp(`<${name}>(.*?)</${name}>`).exec(part)?.[1] ?? '';
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"');
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

function sha256(bytes: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding);
}
