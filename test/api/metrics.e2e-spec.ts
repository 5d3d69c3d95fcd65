import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anActivity } from '../support/activity.js';
import { POST_PATH } from '../support/posting.js';
import { startServer, type TestServer } from '../support/server.js';

interface Panel {
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(readFileSync('deploy/grafana/casemgr.json', 'utf8')) as { panels: readonly Panel[] };

const queries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** The metrics that a query reads. */
function metricsIn(query: string): string[] {
  return [...query.matchAll(/\b(?:casemgr|process|nodejs)_\w+/g)].map(([name]) => name);
}

/** One activity with a file, so that everything that is counted has been counted once. */
async function postWithFile(server: TestServer): Promise<void> {
  const body = new FormData();
  body.set('data-type', 'application/json');
  body.set('data', JSON.stringify(anActivity({ actor: 'client' })));
  body.set('file', new Blob(['bytes']), 'notes.txt');
  const answer = await server.request('POST', POST_PATH, { as: { client: 'crm' }, body });
  expect({ status: answer.status, text: answer.text }).toEqual({ status: 201, text: '' });
}

describe('LIVE-3: GET /metrics', () => {
  let server: TestServer;
  let exposition: string;

  const valueOf = (series: string): number => {
    const line = exposition.split('\n').find((text) => text.startsWith(`${series} `));
    return Number(line?.slice(series.length));
  };

  beforeAll(async () => {
    server = await startServer();
    await postWithFile(server);
    exposition = (await server.request('GET', '/metrics')).text;
  });

  afterAll(async () => {
    await server.close();
  });

  it.each([
    ['casemgr_activities_created_total{actor="client"}', 1],
    ['casemgr_intake_stage_duration_seconds_count{stage="facts"}', 1],
    ['casemgr_intake_stage_duration_seconds_count{stage="decide"}', 1],
    ['casemgr_intake_stage_duration_seconds_count{stage="commit"}', 1],
    ['casemgr_commit_batch_size_sum', 1],
    ['casemgr_blob_operation_duration_seconds_count{operation="write",outcome="done"}', 1],
    ['casemgr_commit_queue_length', 0],
    ['casemgr_commit_queue_oldest_seconds', 0],
    ['casemgr_body_bytes_in_memory', 0],
  ])('knows after one activity with a file that %s is %d', (series, value) => {
    expect(valueOf(series)).toBe(value);
  });

  it('knows the connections to the database and the age of what is left to do', () => {
    expect(valueOf('casemgr_database_connections{state="in_use"}')).toBeGreaterThanOrEqual(0);
    expect(valueOf('casemgr_database_connections{state="idle"}')).toBeGreaterThanOrEqual(0);
    expect(valueOf('casemgr_database_waiting')).toBeGreaterThanOrEqual(0);
    expect(valueOf('casemgr_outbox_oldest_seconds{lane="intake"}')).toBeGreaterThanOrEqual(0);
  });

  it('has every metric that the dashboard shows', () => {
    const known = new Set([...exposition.matchAll(/^(\w+)(?:\{| )/gm)].map(([, name]) => name));
    // Nothing has been turned away yet, so that there is no series of it, only its name.
    const declared = new Set([...exposition.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    const shown = [...new Set(queries.flatMap(metricsIn))];
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((name) => !known.has(name) && !declared.has(name))).toEqual([]);
  });

  it('counts nothing of ours that the dashboard does not show', () => {
    const ours = [...exposition.matchAll(/^# TYPE (casemgr_\w+)/gm)].map(([, name = '']) => name);
    expect(ours.filter((name) => !queries.some((query) => query.includes(name)))).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('has panels that do not overlap, each with a title', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.filter(({ title }) => title === '')).toEqual([]);
  });

  it('has queries whose brackets close', () => {
    for (const query of queries) {
      for (const [open = '', close = ''] of ['()', '{}', '[]']) {
        expect(query.split(open).length).toBe(query.split(close).length);
      }
    }
  });
});
