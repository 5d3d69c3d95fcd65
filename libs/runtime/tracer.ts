/** Where work shows as steps of a trace; `libs/runtime/otlp-tracer.ts` is the one that there is. */
export interface Tracer {
  /** Runs work as a step of whatever is running, and marks the step as failed when the work throws. */
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Runs work as a step of the trace that a `traceparent` names (W3C Trace Context), or of a new one. */
  continued<Value>(traceparent: string | undefined, name: string, work: () => Promise<Value>): Promise<Value>;
  /** Begins the trace of a request, or continues the caller's; `next` and all that follows from it are inside. */
  request(traceparent: string | undefined, method: string, next: () => void): RequestTrace;
  /** What another process needs to continue the trace of what is running. */
  traceparent(): string | undefined;
  /** Sends what has not been sent, if the collector takes it at once. */
  close(): Promise<void>;
}

export interface RequestTrace {
  /** `route` is the pattern, never the path with its ids. */
  end(route: string, status: number): void;
}
