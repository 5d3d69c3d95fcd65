import type { Tracer } from './tracer.js';

let current: Tracer | undefined;

/** Undefined unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set (runtime.md ENV-13). */
export function currentTracer(): Tracer | undefined {
  return current;
}

/** Runs work as a step of the trace of the request that it is done for; without a tracer it just runs it. */
export function traced<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  return current === undefined ? work() : current.step(name, work);
}

/** Runs what follows from a request, in another process perhaps, as a step of the trace that its `traceparent` names. */
export function tracedAfter<Value>(
  traceparent: string | undefined,
  name: string,
  work: () => Promise<Value>,
): Promise<Value> {
  return current === undefined ? work() : current.continued(traceparent, name, work);
}

/**
 * Starts tracing to the collector at `endpoint`, if there is one, for the whole process; call it before the server is made.
 * The SDK is loaded only then, because it costs time and memory at every start.
 */
export async function startTracing(endpoint: string | undefined): Promise<void> {
  if (endpoint === undefined) return;
  const { OtlpTracer } = await import('./otlp-tracer.js');
  current = new OtlpTracer(endpoint);
}

/** Sends what has not been sent, and ends tracing. */
export async function stopTracing(): Promise<void> {
  const stopped = current;
  current = undefined;
  await stopped?.close();
}
