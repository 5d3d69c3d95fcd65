import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity } from '../support/activity.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { startTraceCollector, type ReceivedSpan, type TraceCollector } from '../support/trace-collector.js';
import { until } from '../support/until.js';

/** The start of a process on a new database takes its time on a busy machine. */
const START_LIMIT_MS = 120_000;

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_ID = '00f067aa0ba902b7';

describe('ENV-13: a server with a collector', () => {
  let collector: TraceCollector;
  let server: ServerProcess;

  beforeAll(async () => {
    collector = await startTraceCollector();
    server = await startServerProcess({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
  }, START_LIMIT_MS);

  afterAll(async () => {
    await server.stop();
    await collector.close();
  });

  async function post(
    set: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    const body = anActivity({ actor: 'client', set });
    return (await server.request('POST', POST_PATH, { as: { client: 'crm' }, body, headers })).status;
  }

  async function spanOf(isWanted: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    await until(() => collector.spans.some(isWanted));
    const span = collector.spans.find(isWanted);
    if (!span) throw new Error('The span is gone');
    return span;
  }

  it('continues the trace of the caller through facts, decide and commit to what follows', async () => {
    expect(await post({}, { traceparent: `00-${TRACE_ID}-${CALLER_ID}-01` })).toBe(201);
    const named = (name: string) => spanOf((span) => span.traceId === TRACE_ID && span.name === name);
    const request = await named(`POST ${POST_PATH}`);
    expect(request.parentSpanId).toBe(CALLER_ID);
    for (const stage of ['facts', 'decide', 'commit']) expect((await named(stage)).parentSpanId).toBe(request.spanId);
    expect((await named('outbox activity.created')).parentSpanId).toBe(request.spanId);
    expect(collector.services).toEqual(new Set(['casemgr']));
  });

  it('begins a trace where the caller has none', async () => {
    expect(await post({ subject: '' })).toBe(201);
    const request = await spanOf(({ name, traceId }) => name === `POST ${POST_PATH}` && traceId !== TRACE_ID);
    expect(request.parentSpanId ?? '').toBe('');
  });

  it('says what was answered, by the pattern of the route, and nothing that was sent', async () => {
    const path = '/core/casemgr/v3/activity/987654321';
    await server.request('GET', path, { as: { client: 'crm' } });
    const request = await spanOf(({ name }) => name === 'GET /core/casemgr/v3/activity/:ids');
    expect(request.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 404 } });
    expect(JSON.stringify(collector.spans)).not.toMatch(/987654321|ann@example\.org|Laptop/);
  });
});

/** Every script that a process has loaded while it started and served one activity, as V8 counts them. */
async function loadedScripts(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'casemgr-coverage-'));
  try {
    const server = await startServerProcess({ ...environment, NODE_V8_COVERAGE: folder });
    await server.request('POST', POST_PATH, { as: { client: 'crm' }, body: anActivity({ actor: 'client' }) });
    await server.stop();
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
    return files.flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result.map(({ url }) => url));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The API alone is loaded by prom-client; it is a handful of empty functions. */
const TRACING_SDK = /@opentelemetry\/(sdk|exporter|otlp)/;
const S3_SDK = '@aws-sdk/';

describe('ENV-10, ENV-13: what nobody asked for is not loaded', () => {
  it(
    'at a start without a collector and without S3',
    async () => {
      const scripts = await loadedScripts({});
      expect(scripts.filter((url) => url.includes('dist/libs/intake')).length).toBeGreaterThan(0);
      expect(scripts.filter((url) => TRACING_SDK.test(url) || url.includes(S3_SDK))).toEqual([]);
    },
    START_LIMIT_MS,
  );

  it(
    'and is loaded where it is asked for, which shows that it would be seen',
    async () => {
      const scripts = await loadedScripts({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
        CASEMGR_BLOB_URL: 's3://files?endpoint=http://127.0.0.1:9&forcePathStyle=true',
        AWS_ACCESS_KEY_ID: 'none',
        AWS_SECRET_ACCESS_KEY: 'none',
      });
      expect(scripts.some((url) => TRACING_SDK.test(url))).toBe(true);
      expect(scripts.some((url) => url.includes(S3_SDK))).toBe(true);
    },
    START_LIMIT_MS,
  );
});
