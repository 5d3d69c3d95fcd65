import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; the aims are 60 ms at half load and 1 s under overload. */
const LATENCY_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Seconds; the stages of an email take fractions of a millisecond to a second of waiting. */
const STAGE_BUCKETS = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Seconds; files take as long as their senders do. */
const BLOB_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120];

/** Seconds; most mails take milliseconds, those that had to wait for a database may take hours. */
const MAIL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600, 3600];

/** Seconds; receivers have up to 15. */
const PUSH_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** One number, or one for each value of the gauge's label. */
export type GaugeReading = number | ReadonlyMap<string, number>;

/** A number that exists anyway, and that is looked at when Prometheus asks. */
export interface GaugeDescription {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  /** When it fails, the gauge has no value in this exposition. */
  readonly read: () => GaugeReading | Promise<GaugeReading>;
}

/** What the process counts for Prometheus (runtime.md §3). One registry per server, so that several fit into one process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'casemgr_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly activities = new Counter({
    name: 'casemgr_activities_created_total',
    help: 'Activities that were committed',
    labelNames: ['actor'],
    registers: [this.registry],
  });

  private readonly shed = new Counter({
    name: 'casemgr_requests_shed_total',
    help: 'Requests that were turned away before anything was done for them',
    labelNames: ['reason'],
    registers: [this.registry],
  });
  private readonly stages = new Histogram({
    name: 'casemgr_intake_stage_duration_seconds',
    help: 'Time that emails spend in a stage of the intake, waiting included',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS,
    registers: [this.registry],
  });
  private readonly batches = new Histogram({
    name: 'casemgr_commit_batch_size',
    help: 'Emails in one transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers: [this.registry],
  });
  private readonly blobOperations = new Histogram({
    name: 'casemgr_blob_operation_duration_seconds',
    help: 'Time of operations on the bytes of attachments; of reading, until the first byte',
    labelNames: ['operation', 'outcome'],
    buckets: BLOB_BUCKETS,
    registers: [this.registry],
  });

  private readonly mailsReceived = new Counter({
    name: 'casemgr_mails_received_total',
    help: 'Mails that were written down, once for each account that they came for',
    labelNames: ['door'],
    registers: [this.registry],
  });
  private readonly mailOutcomes = new Counter({
    name: 'casemgr_mail_outcomes_total',
    help: 'What became of mails',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly mailWork = new Histogram({
    name: 'casemgr_mail_processing_duration_seconds',
    help: 'Time from the reception of a mail to its outcome',
    buckets: MAIL_BUCKETS,
    registers: [this.registry],
  });
  private readonly smtpRefusals = new Counter({
    name: 'casemgr_smtp_refusals_total',
    help: 'Replies of the SMTP and LMTP listeners that refuse something, by code',
    labelNames: ['code'],
    registers: [this.registry],
  });

  private readonly mailsSent = new Counter({
    name: 'casemgr_outgoing_mails_total',
    help: 'Attempts to send a mail, by what they came to: sent, waiting (it is tried again) or failed',
    labelNames: ['state'],
    registers: [this.registry],
  });

  private readonly pushes = new Histogram({
    name: 'casemgr_field_push_duration_seconds',
    help: 'Time of requests to receivers of field pushes, by lane and what they said',
    labelNames: ['lane', 'outcome'],
    buckets: PUSH_BUCKETS,
    registers: [this.registry],
  });
  private readonly interactivePushes = new Histogram({
    name: 'casemgr_field_push_wait_seconds',
    help: 'Time that agents wait for changes of their forms to be pushed, answered and applied',
    buckets: PUSH_BUCKETS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const lane of ['durable', 'interactive']) {
      for (const outcome of ['accepted', 'refused', 'failed']) this.pushes.zero({ lane, outcome });
    }
  }

  /** `route` is the pattern, never the path: ids would make a series each. */
  requestServed(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  activityCreated(actor: string): void {
    this.activities.inc({ actor });
  }

  requestShed(reason: string): void {
    this.shed.inc({ reason });
  }

  stagePassed(stage: string, seconds: number): void {
    this.stages.observe({ stage }, seconds);
  }

  batchCommitted(emails: number): void {
    this.batches.observe(emails);
  }

  /** `outcome` is done or failed. */
  blobOperation(operation: string, outcome: string, seconds: number): void {
    this.blobOperations.observe({ operation, outcome }, seconds);
  }

  mailReceived(door: string, recipients: number): void {
    this.mailsReceived.inc({ door }, recipients);
  }

  mailProcessed(outcome: string, secondsSinceReception: number): void {
    this.mailOutcomes.inc({ outcome });
    this.mailWork.observe(secondsSinceReception);
  }

  smtpRefused(code: number): void {
    this.smtpRefusals.inc({ code: String(code) });
  }

  mailAttempted(state: string): void {
    this.mailsSent.inc({ state });
  }

  /** `lane` is durable or interactive, `outcome` accepted, refused or failed. */
  pushAttempted(lane: string, outcome: string, seconds: number): void {
    this.pushes.observe({ lane, outcome }, seconds);
  }

  interactivelyPushed(seconds: number): void {
    this.interactivePushes.observe(seconds);
  }

  /** Adds a number that the rest of the process knows. */
  gauge({ name, help, label, read }: GaugeDescription): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [this.registry],
      async collect() {
        const reading = await Promise.resolve()
          .then(read)
          .catch(() => new Map<string, number>());
        if (typeof reading === 'number') gauge.set(reading);
        else if (label === undefined) gauge.remove();
        else {
          gauge.reset();
          for (const [value, number] of reading) gauge.set({ [label]: value }, number);
        }
      },
    });
  }

  async exposition(): Promise<string> {
    return this.registry.metrics();
  }
}
