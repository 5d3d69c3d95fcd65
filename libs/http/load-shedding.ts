import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { Failure } from '#runtime/errors/failure.js';
import type { Metrics } from '#runtime/metrics.js';
import { negotiateFormat } from '#wire/negotiation.js';
import { writeXml } from '#wire/xml-writer.js';
import { closeAfterAnswer } from './close-after-answer.js';
import { Entrance } from './entrance.js';
import { errorTree } from './error-envelope.js';
import type { GracefulStop } from './graceful-stop.js';
import type { Load } from './load.js';
import { reasonToShed, retryAfterSeconds } from './load-shedding.rules.js';

/** The rest of a body that is not longer than this, in bytes, is thrown away, so that the connection can be kept. */
const THROWN_AWAY_BYTES = 64 * 1024;

/** Made once: under overload, what an error costs is what turning a request away costs. */
const UNAVAILABLE = new Failure('503-100');
const TOO_MANY = new Failure('429-100');

interface GateOptions {
  readonly load: Load;
  readonly metrics: Metrics;
  /** Whether this process serves the API, or only tells how it does (CASEMGR_ROLES). */
  readonly servesApi: boolean;
  readonly gracefulStop: GracefulStop;
}

/**
 * What every request passes first: before a framework has looked at it, before the database is asked who sends it, and
 * before its body is read. To turn a request away costs a small part of what serving it would. Health and metrics always pass.
 */
export class Gate {
  private readonly entrance = new Entrance();

  constructor(private readonly options: GateOptions) {
    options.load.watch(() => this.entrance.oldestWaitMs);
  }

  /** Serves a request, or answers it here. */
  pass(request: IncomingMessage, response: ServerResponse, serve: RequestListener): void {
    if (this.options.gracefulStop.isStopping) response.shouldKeepAlive = false;
    if (isForOperators(request.url ?? '')) serve(request, response);
    else if (this.admits(request, response)) this.entrance.begin(request, response, serve);
  }

  private admits(request: IncomingMessage, response: ServerResponse): boolean {
    const { load, metrics, servesApi } = this.options;
    if (!servesApi) {
      answer(request, response, new Failure('404-100', { resource_id: (request.url ?? '').slice(0, 150) }));
      return false;
    }
    const caller = load.callerOf(request);
    const reason = reasonToShed(load.now(), caller, load.limits);
    if (!reason) {
      load.enter(request, response, caller.name);
      return true;
    }
    metrics.requestShed(reason);
    const retryAfter = ['retry-after', String(retryAfterSeconds(Math.random()))];
    answer(request, response, reason === 'share' ? TOO_MANY : UNAVAILABLE, retryAfter);
    return false;
  }
}

function isForOperators(url: string): boolean {
  return url.startsWith('/health/') || url === '/metrics';
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  failure: Failure,
  headers: readonly string[] = [],
): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding !== undefined || Number(length ?? 0) > THROWN_AWAY_BYTES) closeAfterAnswer(request);
  if (request.closesConnection === true) response.shouldKeepAlive = false;
  const { type, body } = envelopeOf(request, failure);
  response
    .writeHead(failure.status, [
      ...headers,
      ...['x-request-id', randomUUID(), 'content-type', type, 'content-length', String(Buffer.byteLength(body))],
    ])
    .end(body);
}

interface Envelope {
  readonly type: string;
  readonly body: string;
}

/** What most clients send is the same, so that most answers are written already. */
const writtenEnvelopes = new LRUCache<string, Envelope>({ max: 200 });

/** Longer wishes are not remembered, in characters. */
const LONGEST_KEY = 300;

function envelopeOf(request: IncomingMessage, failure: Failure): Envelope {
  const { accept, 'accept-language': acceptLanguage, 'x-egain-error-message': errorMessage } = request.headers;
  const key = JSON.stringify([failure.message, accept, acceptLanguage, errorMessage]);
  const written = writtenEnvelopes.get(key);
  if (written) return written;
  const format = negotiateFormat(accept) ?? 'json';
  const tree = errorTree(failure, request);
  const body = format === 'xml' ? writeXml('error', tree) : JSON.stringify(tree);
  const envelope = { type: `application/${format}; charset=utf-8`, body };
  if (key.length <= LONGEST_KEY) writtenEnvelopes.set(key, envelope);
  return envelope;
}
