import { setTimeout as pause } from 'node:timers/promises';
import { describe, exchange, type Exchange } from './http-client.js';
import type { Intent, IntentActor, Intents } from './intent.js';
import { requestOf, type IntentRequest } from './intent-request.js';
import type { Ledger, Outcome } from './ledger.js';
import type { Observations } from './observations.js';
import { ANN, BOB, OTHER_CUSTOMERS } from './partition.js';
import type { Random } from './random.js';
import { comesTrue } from './wait.js';

/** The server as the driver sees it. */
export interface Target {
  readonly url: string;
  /** False while it is known to be down, so that nobody hammers a closed port. */
  readonly isReady: boolean;
}

const ACTIVITIES = '/core/casemgr/v3/activity';
const PREUPLOAD = '/core/filemgr/v3/assets/preupload';

const MOST_ATTEMPTS = 4;

/** A key in use, and too many requests: refusals that hold for the moment only. */
const COME_AGAIN = new Set([409, 429]);

/** How long a request may take at most, in milliseconds, whatever happens to the database. */
const DEADLINE_MS = 11_000;

/** Waiting before a repetition, in milliseconds, so that an outage is not met by a storm. */
const REPEAT_AFTER_MS = 150;

const CUSTOMERS_BY_ID = new Map([ANN, BOB, ...OTHER_CUSTOMERS].map((customer) => [customer.externalId, customer]));

/** Sends intents until it is told to stop, and writes down what it knows. */
export class Driver {
  private isOver = false;

  constructor(
    private readonly target: Target,
    private readonly tokens: Readonly<Record<IntentActor, string>>,
    private readonly ledger: Ledger,
    private readonly intents: Intents,
    private readonly observations: Observations,
    private readonly random: Random,
  ) {}

  /** Resolves when everybody has come to an end after `finish`. */
  async run(senders: number): Promise<void> {
    await Promise.all(Array.from({ length: senders }, () => this.sendAll()));
  }

  finish(): void {
    this.isOver = true;
  }

  private async sendAll(): Promise<void> {
    while (!this.isOver) {
      if (await this.untilReady()) await this.pursue(this.intents.next());
    }
  }

  private async untilReady(): Promise<boolean> {
    await comesTrue(() => this.target.isReady || this.isOver, 5_000);
    return this.target.isReady && !this.isOver;
  }

  /** Tries an intent until its end is known, or until a client would give up. */
  async pursue(intent: Intent): Promise<void> {
    const contents = this.intents.contentsOf(intent);
    const altIds = intent.isUploadedFirst ? await this.upload(intent, contents) : [];
    if (!altIds) return;
    await this.ledger.intend(intent);
    const request = requestOf(intent, intent.isUploadedFirst ? [] : contents, altIds);
    const isRepeatedAnyway = this.random.isTrue(0.1);
    const isRepeatedAtOnce = intent.idempotencyKey !== undefined && this.random.isTrue(0.05);
    if (isRepeatedAtOnce) {
      await Promise.all([1, 2, 3].map((attempt) => this.attempt(intent, request, attempt)));
    } else await this.attemptInTurn(intent, request, isRepeatedAnyway);
    this.intents.forget(intent);
  }

  private async attemptInTurn(intent: Intent, request: IntentRequest, isRepeatedAnyway: boolean): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const outcome = await this.attempt(intent, request, attempt);
      const isKnown =
        outcome.kind === 'acknowledged' || (outcome.kind === 'refused' && !COME_AGAIN.has(outcome.status));
      if (isKnown && !(isRepeatedAnyway && attempt === 1)) return;
      // Without a key a client that repeats an unknown end takes the risk of a second activity; some do.
      if (!isKnown && intent.idempotencyKey === undefined && this.random.isTrue(0.5)) return;
      if (!isKnown) await pause(REPEAT_AFTER_MS);
      if (!(await this.untilReady())) return;
    }
  }

  private async attempt(intent: Intent, request: IntentRequest, attempt: number): Promise<Outcome> {
    await this.ledger.sent(intent.id, attempt);
    const sentAt = performance.now();
    const answer = await exchange(`${this.target.url}${ACTIVITIES}/email/general`, {
      method: 'POST',
      headers: { ...request.headers, ...this.authorization(intent.actor) },
      body: request.body,
    });
    const outcome = outcomeOf(answer);
    await this.ledger.answered(intent.id, attempt, outcome);
    this.observations.saw({ sentAt, answeredAt: performance.now(), outcome: outcome.kind });
    this.judge(intent, attempt, answer, outcome);
    if (outcome.kind === 'acknowledged' && this.random.isTrue(0.2)) await this.readBack(intent, outcome.activityId);
    return outcome;
  }

  /** What can be said of an answer without looking into the database. */
  private judge(intent: Intent, attempt: number, answer: Exchange, outcome: Outcome): void {
    const { observations } = this;
    const about = `${intent.id} attempt ${attempt}: ${describe(answer)}`;
    if (answer.kind === 'broken') {
      if (answer.isOverdue) observations.violation('A3 deadline', `no answer at all within 15 s, ${about}`);
      return;
    }
    if (answer.elapsedMs > DEADLINE_MS) {
      observations.violation('A3 deadline', `answered after ${Math.round(answer.elapsedMs)} ms, ${about}`);
    }
    if (answer.headers.get('idempotent-replayed') === 'true') observations.replayed += 1;
    if (answer.status >= 500 && !/"code":"(503|500)-100"/.test(answer.body.toString())) {
      observations.violation('A1 catalogue', about);
    }
    if (answer.status === 500) observations.violation('A2 no 500', about);
    if (outcome.kind === 'refused' && !isRefusable(intent, attempt, outcome.code)) {
      observations.violation('A4 refused without reason', about);
    }
    if (outcome.kind === 'acknowledged' && intent.fault !== undefined) {
      observations.violation('A5 accepted in spite of a fault', about);
    }
  }

  /** What is acknowledged can be read; its case is one that later intents may continue. */
  private async readBack(intent: Intent, activityId: string): Promise<void> {
    const url = `${this.target.url}${ACTIVITIES}/${activityId}`;
    const answer = await exchange(url, { headers: this.authorization('client') });
    if (answer.kind === 'broken' || answer.status >= 500) return;
    if (answer.status !== 200) {
      this.observations.violation(
        'I1 nothing lost',
        `${intent.id} was acknowledged and then read: ${describe(answer)}`,
      );
      return;
    }
    const customer = CUSTOMERS_BY_ID.get(intent.customer ?? '');
    const [activity] = (JSON.parse(answer.body.toString()) as { activity: { case: { id: string } }[] }).activity;
    if (activity && customer?.address === intent.sender) {
      this.intents.remember({ caseId: activity.case.id, department: intent.department, customer });
    }
  }

  /** AltIds of an intent's files; undefined when the server went away meanwhile: then there is no intent. */
  private async upload(intent: Intent, contents: readonly Buffer[]): Promise<string[] | undefined> {
    const altIds: string[] = [];
    for (const [index, bytes] of contents.entries()) {
      const name = intent.files[index]?.name ?? '';
      const announced = await exchange(`${this.target.url}${PREUPLOAD}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.authorization(intent.actor) },
        body: JSON.stringify({
          app: 'email',
          type: 'attachment.inbound',
          name,
          contentType: 'application/octet-stream',
          size: bytes.length,
        }),
      });
      if (!this.isExpected(announced, 200, 'preupload')) return undefined;
      const { altId, contentUrl } = JSON.parse(announced.body.toString()) as { altId: string; contentUrl: string };
      const headers = { 'content-type': 'application/octet-stream' };
      const uploaded = await exchange(contentUrl, { method: 'POST', headers, body: bytes });
      if (!this.isExpected(uploaded, 201, 'upload')) return undefined;
      altIds.push(altId);
    }
    return altIds;
  }

  private isExpected(answer: Exchange, status: number, what: string): answer is Extract<Exchange, { kind: 'answer' }> {
    if (answer.kind === 'answer' && answer.status === status) return true;
    const isOutage = answer.kind === 'broken' ? !answer.isOverdue : answer.status === 503;
    if (!isOutage) this.observations.violation('A4 refused without reason', `${what}: ${describe(answer)}`);
    return false;
  }

  private authorization(actor: IntentActor): { readonly authorization: string } {
    return { authorization: `Bearer ${this.tokens[actor]}` };
  }
}

function outcomeOf(answer: Exchange): Outcome {
  if (answer.kind === 'broken') return { kind: 'unknown', reason: answer.reason };
  const { status, headers, body } = answer;
  const activityId = /\/activity\/(\d+)$/.exec(headers.get('location') ?? '')?.[1];
  if (status === 201 && activityId !== undefined) return { kind: 'acknowledged', activityId };
  if (status >= 400 && status < 500) {
    return { kind: 'refused', status, code: /"code":"([\d-]+)"/.exec(body.toString())?.[1] ?? '' };
  }
  return { kind: 'unknown', reason: `status ${status}` };
}

/** What the client itself has brought about: a fault, a key in use, files that its first attempt has used up. */
function isRefusable(intent: Intent, attempt: number, code: string): boolean {
  if (intent.fault !== undefined || code === '409-101' || code === '429-100') return true;
  return code === '400-194' && attempt > 1 && intent.isUploadedFirst;
}
