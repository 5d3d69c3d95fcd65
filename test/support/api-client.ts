import { createClient } from '@casemgr/client';
import { AnswerCheck } from './answer-check.js';
import { TEST_SECRET, type Who } from './partition.js';

export interface RequestOptions {
  readonly as?: Who;
  readonly token?: string;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; fails the test when it is not. */
  json<Body = Record<string, never>>(): Body;
}

const ADMIN: Who = { client: 'test-admin' };

const SCOPES_ON_BEHALF = 'core.casemgr.manage core.casemgr.read core.filemgr.read core.filemgr.manage';

/** A server as its clients reach it: over HTTP, wherever it runs. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();
  private answerCheck: Promise<AnswerCheck | undefined> | undefined;

  constructor(readonly url: string) {}

  /** A bearer token: of a client application, or on behalf of a user or customer (runtime.md §5). */
  token(who: Who, scope?: string): Promise<string> {
    const key = JSON.stringify([who, scope]);
    let token = this.tokens.get(key);
    if (!token) {
      token = this.requestToken(who, scope);
      this.tokens.set(key, token);
    }
    return token;
  }

  /** Tokens expire by the server's clock, which a test may have moved. */
  forgetTokens(): void {
    this.tokens.clear();
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<TestAnswer> {
    const headers = new Headers(options.headers);
    const token = options.token ?? (options.as && (await this.token(options.as)));
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const { body } = options;
    const isRaw =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;
    if (!isRaw && !headers.has('content-type')) headers.set('content-type', 'application/json');
    const content = isRaw ? (body as RequestInit['body']) : JSON.stringify(body);
    const sent = { method, headers, body: content, redirect: 'manual' } as const;
    const response = path.startsWith('http')
      ? await fetch(path, sent)
      : await this.exchange(new Request(this.url + path, sent));
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: <Body>() => JSON.parse(text) as Body,
    };
  }

  /** The client that applications use (API-2): what is asked and what is answered has the types of the OpenAPI document. */
  typed(who: Who, scope?: string): ReturnType<typeof createClient> {
    return createClient({
      url: this.url,
      token: () => this.token(who, scope),
      fetch: (request) => this.exchange(request),
    });
  }

  /** Every answer of every test is one that the OpenAPI document describes (API-1). */
  private async exchange(request: Request): Promise<Response> {
    const { method, url } = request;
    const response = await fetch(request);
    const { pathname } = new URL(url);
    if (!/^\/(?:core|conversation)\//.test(pathname)) return response;
    this.answerCheck ??= this.readDescription();
    const check = await this.answerCheck;
    check?.check({
      method,
      path: pathname,
      status: response.status,
      contentType: response.headers.get('content-type'),
      cacheControl: response.headers.get('cache-control'),
      text: await response.clone().text(),
    });
    return response;
  }

  /** Undefined for a process that has no API. */
  private async readDescription(): Promise<AnswerCheck | undefined> {
    const answer = await fetch(`${this.url}/openapi.json`);
    if (!answer.ok) return undefined;
    return new AnswerCheck((await answer.json()) as ConstructorParameters<typeof AnswerCheck>[0]);
  }

  /** PATCHes the partition document. */
  async configure(document: object): Promise<void> {
    const answer = await this.request('PATCH', '/core/adminmgr/v3/partition', { as: ADMIN, body: document });
    if (answer.status !== 200) throw new Error(`The partition was refused: ${answer.status} ${answer.text}`);
  }

  private async requestToken(who: Who, scope?: string): Promise<string> {
    const isClient = 'client' in who;
    const form = new URLSearchParams({
      client_id: isClient ? who.client : 'crm',
      client_secret: TEST_SECRET,
      grant_type: isClient ? 'client_credentials' : 'password',
      scope: scope ?? (isClient ? '.default' : SCOPES_ON_BEHALF),
      ...('user' in who && { subject_username: who.user }),
      ...('customer' in who && { subject_external_id: who.customer }),
    });
    const answer = await fetch(`${this.url}/oauth2/token`, { method: 'POST', body: form });
    const body = (await answer.json()) as { access_token?: string };
    if (body.access_token === undefined) throw new Error(`No token: ${answer.status} ${JSON.stringify(body)}`);
    return body.access_token;
  }
}
