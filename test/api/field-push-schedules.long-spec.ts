import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Random } from '../../apps/torture/random.js';
import type { TestAnswer } from '../support/api-client.js';
import { startPushServer, type Outcome, type PushServer } from '../support/push-server.js';

/** Another seed, other schedules: `SEED=7 npm run test:long -- test/api/field-push-schedules`. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SCHEDULES = 100;
const STEPS = 12;

const FIELDS = ['subject', 'content', 'tags'] as const;
type Field = (typeof FIELDS)[number];
type Values = Partial<Record<Field, string>>;

/** By push, in their order: what they watch. The first one shows all that is in the form, by which the order of things is seen. */
const WATCHED = { one: ['subject', 'content', 'tags'], two: ['content'] } as const;
type PushId = keyof typeof WATCHED;
const PUSHES: readonly PushId[] = ['one', 'two'];

const COLUMNS: Readonly<Record<Field, string>> = {
  subject: 'subject = $2',
  content: 'description = $2',
  tags: 'labels = ARRAY[$2]',
};

interface Answer {
  readonly values: Values;
  /** It has a value that its field does not take. */
  readonly isBad: boolean;
}

interface Arrival {
  readonly push: PushId;
  readonly ticket: Readonly<Record<string, unknown>>;
  readonly response: ServerResponse;
}

/** A change on its way: sent, and not all of its answers are there. */
interface Waiting {
  readonly number: number;
  readonly values: Values;
  readonly key: string;
  readonly answer: Promise<TestAnswer>;
  readonly arrivals: readonly Arrival[];
  readonly replies: ReadonlyMap<PushId, Answer>;
}

/** What the contract says of a record and of a form in which it is edited, one thing after the other. */
class Model {
  private number = 0;
  private writes = 0;
  private readonly editedIn = new Map<Field, number>();
  private readonly sentIn = new Map<PushId, number>();
  private readonly storedAtSending = new Map<number, Values>();

  constructor(
    public stored: Values,
    public form: Values,
  ) {}

  get applications(): number {
    return this.writes;
  }

  copy(): Model {
    const copy = new Model({ ...this.stored }, { ...this.form });
    copy.number = this.number;
    copy.writes = this.writes;
    for (const [field, number] of this.editedIn) copy.editedIn.set(field, number);
    for (const [push, number] of this.sentIn) copy.sentIn.set(push, number);
    for (const [number, stored] of this.storedAtSending) copy.storedAtSending.set(number, stored);
    return copy;
  }

  /** What is sent because of it, by push. */
  accept(values: Values): ReadonlyMap<PushId, Values> {
    this.number += 1;
    this.form = { ...this.form, ...values };
    this.storedAtSending.set(this.number, { ...this.stored });
    for (const field of fieldsOf(values)) this.editedIn.set(field, this.number);
    const pushes = PUSHES.filter((push) => WATCHED[push].some((field) => field in values));
    for (const push of pushes) this.sentIn.set(push, this.number);
    return new Map(
      pushes.map((push) => [push, Object.fromEntries(WATCHED[push].map((field) => [field, this.shown(field)]))]),
    );
  }

  /** What is stored, with what the agent has entered over it. */
  private shown(field: Field): string | undefined {
    return this.editedIn.has(field) ? this.form[field] : this.stored[field];
  }

  /** What the answers to a change set. */
  settle(number: number, replies: ReadonlyMap<PushId, Answer>): Values {
    const all: Values = {};
    for (const push of PUSHES) {
      const reply = replies.get(push);
      if (!reply || reply.isBad || (this.sentIn.get(push) ?? 0) > number) continue;
      const fields = fieldsOf(reply.values).filter(
        (field) =>
          (this.editedIn.get(field) ?? 0) <= number && this.stored[field] === this.storedAtSending.get(number)?.[field],
      );
      if (fields.length === 0) continue;
      this.writes += 1;
      const applied = Object.fromEntries(fields.map((field) => [field, reply.values[field]]));
      this.stored = { ...this.stored, ...applied };
      Object.assign(all, applied);
    }
    this.form = { ...this.form, ...all };
    for (const field of fieldsOf(all)) this.editedIn.delete(field);
    return all;
  }
}

function fieldsOf(values: Values): Field[] {
  return FIELDS.filter((field) => field in values);
}

let pushing: PushServer;
let caseIds: string[];
let arrived: Arrival[] = [];
let onArrival: () => void = () => undefined;

beforeAll(async () => {
  pushing = await startPushServer();
  caseIds = [];
  for (let count = 0; count < SCHEDULES; count += 1) caseIds.push(await pushing.newCase());
  await pushing.reset();
  for (const [id, fields] of Object.entries(WATCHED)) {
    await pushing.configure({ id, object: 'ticket', fields, timeoutMs: 15_000 });
  }
  pushing.receiver.behaviour = ({ text }, response) => {
    const { ticket } = JSON.parse(text) as { ticket: Record<string, unknown> };
    arrived.push({ push: 'subject' in ticket ? 'one' : 'two', ticket, response });
    onArrival();
  };
}, 120_000);

afterAll(() => pushing.close());

/** Waits until so many pushes have come since the last call. */
async function arrivals(count: number): Promise<Arrival[]> {
  await new Promise<void>((resolve) => {
    onArrival = () => {
      if (arrived.length >= count) resolve();
    };
    onArrival();
  });
  const taken = arrived;
  arrived = [];
  return taken;
}

/** One agent, one form, one record, and whatever comes in between. */
class Schedule {
  private readonly waiting: Waiting[] = [];
  private readonly settled: { waiting: Waiting; outcome: Outcome }[] = [];
  private model: Model;
  private values = 0;
  private changes = 0;

  constructor(
    private readonly random: Random,
    private readonly caseId: string,
    private readonly session: string,
    stored: Values,
  ) {
    this.model = new Model(stored, { ...stored });
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
      const share = this.random.share();
      if (this.waiting.length === 0 || share < 0.35) await this.edit(this.newValues());
      else if (share < 0.6) await this.answer(this.take());
      else if (share < 0.85) await this.answerWhileEditing(this.take());
      else await this.changeElsewhere();
      await this.expectStored();
    }
    if (this.random.isTrue(0.3)) await this.loseSession();
    while (this.waiting.length > 0) await this.answer(this.take());
    await this.expectStored();
    await this.repeat();
    await this.expectStored();
  }

  private newValue(): string {
    this.values += 1;
    return `v${this.values}`;
  }

  private newValues(): Values {
    const fields = this.random.shuffled(FIELDS).slice(0, this.random.between(1, 2));
    return Object.fromEntries(fields.map((field) => [field, this.newValue()]));
  }

  private take(): Waiting {
    const [taken] = this.waiting.splice(this.random.between(0, this.waiting.length - 1), 1);
    if (!taken) throw new Error('Nothing waits for an answer');
    return taken;
  }

  private async edit(values: Values): Promise<void> {
    const sent = this.model.accept(values);
    const waiting = await this.send(values, sent.size);
    expect(ticketsOf(waiting)).toEqual(sent);
  }

  private async send(values: Values, pushes: number): Promise<Waiting> {
    this.changes += 1;
    const key = crypto.randomUUID();
    const number = this.changes;
    const answer = this.patch(values, key);
    const replies = new Map(
      PUSHES.map((push) => [
        push,
        { values: { ...this.newValues(), tags: this.newValue() }, isBad: this.random.isTrue(0.15) },
      ]),
    );
    const waiting = { number, values, key, answer, replies, arrivals: await arrivals(pushes) };
    this.waiting.push(waiting);
    return waiting;
  }

  private async patch(values: Values, key: string): Promise<TestAnswer> {
    return pushing.call('PATCH', `/session/${this.session}`, { values }, { 'idempotency-key': key });
  }

  private async answer(waiting: Waiting): Promise<void> {
    const applied = this.model.settle(waiting.number, repliesOf(waiting));
    release(waiting, this.random);
    expect(await this.outcomeOf(waiting)).toMatchObject({ applied });
  }

  /** Whichever comes first, what is sent and what is applied must tell of the same order. */
  private async answerWhileEditing(waiting: Waiting): Promise<void> {
    const values: Values = { [this.random.pick(['subject', 'tags'] as const)]: this.newValue() };
    const delays = [this.random.between(0, 12), this.random.between(0, 12)] as const;
    const releasing = pause(delays[0]).then(() => {
      release(waiting, this.random);
    });
    await pause(delays[1]);
    const edited = await this.send(values, 1);
    await releasing;
    const { applied } = await this.outcomeOf(waiting);
    const happened = { applied, sent: ticketsOf(edited) };
    const [answerFirst, editFirst] = [this.model.copy(), this.model.copy()];
    const orders = [
      {
        model: answerFirst,
        applied: answerFirst.settle(waiting.number, repliesOf(waiting)),
        sent: answerFirst.accept(values),
      },
      {
        model: editFirst,
        sent: editFirst.accept(values),
        applied: editFirst.settle(waiting.number, repliesOf(waiting)),
      },
    ];
    const order = orders.find((one) => isEqual({ applied: one.applied, sent: one.sent }, happened));
    expect(orders.map(({ applied: expected, sent }) => ({ applied: expected, sent }))).toContainEqual(happened);
    this.model = order?.model ?? this.model;
  }

  private async changeElsewhere(): Promise<void> {
    const [field, value] = [this.random.pick(FIELDS), this.newValue()];
    await pushing.server.database.query(`UPDATE cases SET ${COLUMNS[field]} WHERE id = $1::bigint`, [
      this.caseId,
      value,
    ]);
    this.model.stored = { ...this.model.stored, [field]: value };
  }

  /** What waits finds no form any more, and changes nothing. */
  private async loseSession(): Promise<void> {
    await pushing.server.database.query('DELETE FROM field_push_sessions WHERE id = $1::uuid', [this.session]);
    for (const waiting of this.waiting.splice(0)) {
      release(waiting, this.random);
      expect((await waiting.answer).status).toBe(404);
    }
    this.settled.length = 0;
  }

  private async outcomeOf(waiting: Waiting): Promise<Outcome> {
    const answer = await waiting.answer;
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    const outcome = answer.json<Outcome>();
    const isAnyBad = [...repliesOf(waiting).values()].some(({ isBad }) => isBad);
    if (!isAnyBad) expect(outcome.error).toBeUndefined();
    this.settled.push({ waiting, outcome });
    return outcome;
  }

  private async repeat(): Promise<void> {
    for (const { waiting, outcome } of this.settled.slice(0, 2)) {
      const again = await this.patch(waiting.values, waiting.key);
      expect([again.status, again.json()]).toEqual([200, outcome]);
    }
    expect(arrived).toEqual([]);
  }

  private async expectStored(): Promise<void> {
    const [stored] = await pushing.server.database.query(
      'SELECT subject, description AS content, labels[1] AS tags FROM cases WHERE id = $1::bigint',
      [this.caseId],
    );
    expect(stored).toEqual(this.model.stored);
    const written = await pushing.server.database.query(
      `SELECT FROM audit_entries WHERE object = 'case' AND object_id = $1 AND detail ->> 'source' = 'field push'`,
      [this.caseId],
    );
    expect(written).toHaveLength(this.model.applications);
  }
}

function release({ arrivals: sent, replies }: Waiting, random: Random): void {
  for (const { push, response } of random.shuffled(sent)) {
    const { values = {}, isBad = false } = replies.get(push) ?? {};
    const ticket = { ...values, ...(isBad && { priority_id: 99 }) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 1000, ticket }));
  }
}

function repliesOf({ arrivals: sent, replies }: Waiting): ReadonlyMap<PushId, Answer> {
  return new Map([...replies].filter(([push]) => sent.some((arrival) => arrival.push === push)));
}

function ticketsOf({ arrivals: sent }: Waiting): Map<PushId, unknown> {
  return new Map(PUSHES.flatMap((push) => sent.filter((one) => one.push === push).map(({ ticket }) => [push, ticket])));
}

interface Happened {
  readonly applied: object;
  readonly sent: ReadonlyMap<PushId, unknown>;
}

function isEqual(expected: Happened, happened: Happened): boolean {
  const text = ({ applied, sent }: Happened): string =>
    JSON.stringify([applied, ...sent.values()].map((values) => Object.entries(values as object).toSorted()));
  return text(expected) === text(happened);
}

describe(`schedules of edits, answers and changes elsewhere (seed ${SEED})`, () => {
  it('a late answer never overwrites what is newer, each is applied once, as a whole or not at all (FR-2, FR-3, FW-1, FW-4)', async () => {
    const random = new Random(SEED);
    for (const [place, caseId] of caseIds.entries()) {
      const stored = { subject: 's', content: 'c', tags: 't' };
      await pushing.server.database.query(
        'UPDATE cases SET subject = $2, description = $3, labels = ARRAY[$4] WHERE id = $1::bigint',
        [caseId, ...Object.values(stored)],
      );
      const session = await pushing.open({ object: 'ticket', id: caseId });
      await new Schedule(random, caseId, session, stored).run().catch((error: unknown) => {
        throw new Error(`Schedule ${place} of seed ${SEED}: ${(error as Error).message}`, { cause: error });
      });
    }
  }, 300_000);
});
