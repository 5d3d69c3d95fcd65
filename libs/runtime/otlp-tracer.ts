import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer as OpenTelemetryTracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { RequestTrace, Tracer } from './tracer.js';
import { within } from './within.js';

/** How long a collector may take for a batch, and how long a stop waits for it, in milliseconds. */
const EXPORT_WITHIN_MS = 5_000;
const LAST_EXPORT_WITHIN_MS = 2_000;

/**
 * Traces in the OpenTelemetry protocol, sent in batches over HTTP. Spans carry names, routes and statuses: nothing that a
 * client has sent, and nothing of what it is about.
 */
export class OtlpTracer implements Tracer {
  private readonly provider: NodeTracerProvider;
  private readonly tracer: OpenTelemetryTracer;

  constructor(endpoint: string) {
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_WITHIN_MS });
    this.provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'casemgr' }).merge(
        detectResources({ detectors: [envDetector] }),
      ),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    this.provider.register();
    this.tracer = this.provider.getTracer('casemgr');
  }

  async step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    return this.run(name, context.active(), work);
  }

  async continued<Value>(traceparent: string | undefined, name: string, work: () => Promise<Value>): Promise<Value> {
    return this.run(name, callerOf(traceparent), work);
  }

  request(traceparent: string | undefined, method: string, next: () => void): RequestTrace {
    const caller = callerOf(traceparent);
    const attributes = { 'http.request.method': method };
    const span = this.tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, caller);
    context.with(trace.setSpan(caller, span), next);
    return {
      end(route, status) {
        span.updateName(`${method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  traceparent(): string | undefined {
    const carrier: Record<string, string> = {};
    propagation.inject(context.active(), carrier);
    return carrier['traceparent'];
  }

  async close(): Promise<void> {
    // A stop is no failure because a collector is away: traces may be lost.
    await within(LAST_EXPORT_WITHIN_MS, this.provider.shutdown()).catch(() => undefined);
    trace.disable();
    context.disable();
    propagation.disable();
  }

  private async run<Value>(name: string, parent: Context, work: () => Promise<Value>): Promise<Value> {
    const span = this.tracer.startSpan(name, {}, parent);
    try {
      return await context.with(trace.setSpan(parent, span), work);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  }
}

function callerOf(traceparent: string | undefined): Context {
  return traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}

/** The kind of error only: its message may quote what a client has sent. */
function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
}
