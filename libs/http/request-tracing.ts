import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestTrace } from '#runtime/tracer.js';
import { currentTracer } from '#runtime/tracing.js';

/** Makes a trace of every request (runtime.md ENV-13); adds nothing to the way of a request when nothing is traced. */
export function traceRequests(fastify: Pick<FastifyInstance, 'addHook'>): void {
  const tracer = currentTracer();
  if (!tracer) return;
  const traces = new WeakMap<FastifyRequest, RequestTrace>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const sent = request.headers['traceparent'];
    traces.set(request, tracer.request(typeof sent === 'string' ? sent : undefined, request.method, done));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    traces.get(request)?.end(request.routeOptions.url ?? 'unknown', reply.statusCode);
    done();
  });
}
