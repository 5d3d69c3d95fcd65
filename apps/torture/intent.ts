import { createHash } from 'node:crypto';
import type { Random } from './random.js';
import { ANN, BOB, DEPARTMENTS, OTHER_CUSTOMERS, type KnownCustomer } from './partition.js';

export type IntentActor = 'client' | 'user' | 'customer';

export interface IntendedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** What one activity is to be, and what the database must then say of it. */
export interface Intent {
  /** In the subject, so that rows tell whose they are. */
  readonly id: string;
  readonly actor: IntentActor;
  readonly format: 'json' | 'xml' | 'multipart';
  readonly department: string;
  readonly receiver: string;
  readonly sender: string;
  /** External id of the customer whose activity it is; undefined when the sender is new. */
  readonly customer: string | undefined;
  readonly namesSender: boolean;
  readonly text: string;
  readonly textSha256: string;
  readonly files: readonly IntendedFile[];
  /** Whether the files go ahead of the activity and are named by altId. */
  readonly isUploadedFirst: boolean;
  /** The case that it continues. */
  readonly caseId: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Something about it that must be refused. */
  readonly fault: IntentFault | undefined;
}

const INTENT_FAULTS = ['unknown receiver', 'no content', 'unknown attribute', 'malformed'] as const;

export type IntentFault = (typeof INTENT_FAULTS)[number];

/** A case that an acknowledged activity is in. */
export interface KnownCase {
  readonly caseId: string;
  readonly department: string;
  readonly customer: KnownCustomer;
}

const LARGEST_FILE_BYTES = 60_000;

const LARGEST_TEXT_CHARACTERS = 3_000;

/** New senders are shared by several requests, because that is where two of them make one customer (casemgr.md C-6). */
const REQUESTS_PER_NEW_SENDER = 3;

export function subjectOf({ id }: Pick<Intent, 'id'>): string {
  return `Torture ${id}`;
}

/** Undefined for a subject that no intent has. */
export function intentIdOf(subject: string | null): string | undefined {
  return /^Torture (\S+)$/.exec(subject ?? '')?.[1];
}

/** Where intents come from. */
export interface Intents {
  next(): Intent;
  /** The bytes of an intent's files, in order. */
  contentsOf(intent: Intent): readonly Buffer[];
  forget(intent: Intent): void;
  remember(known: KnownCase): void;
}

/** Makes intents up, a mixture of everything that a client may do. */
export class IntentSource implements Intents {
  private readonly knownCases: KnownCase[] = [];
  private readonly contents = new Map<string, readonly Buffer[]>();
  private count = 0;

  /** `canary` is put into every text; it must never be seen outside the database. */
  constructor(
    private readonly random: Random,
    private readonly canary: string,
  ) {}

  remember(known: KnownCase): void {
    if (this.knownCases.length < 200) this.knownCases.push(known);
  }

  /** The bytes of an intent's files, in order. */
  contentsOf({ id }: Intent): readonly Buffer[] {
    return this.contents.get(id) ?? [];
  }

  forget({ id }: Intent): void {
    this.contents.delete(id);
  }

  next(): Intent {
    const { random } = this;
    this.count += 1;
    const id = `i${this.count}`;
    const actor = random.pick(['client', 'client', 'user', 'customer'] as const);
    const { department, receiver, sender, customer, caseId, namesSender } = this.pickSender(actor);
    const fault = random.isTrue(0.08) ? random.pick(INTENT_FAULTS) : undefined;
    const hasFiles = fault !== 'no content' && random.isTrue(0.25);
    const contents = hasFiles
      ? Array.from({ length: random.between(1, 3) }, () => random.bytes(random.between(0, LARGEST_FILE_BYTES)))
      : [];
    this.contents.set(id, contents);
    const isUploadedFirst = contents.length > 0 && random.isTrue(0.4);
    const text = `${this.canary} ${id} ${'äöü🙂 <&> '.repeat(random.between(0, LARGEST_TEXT_CHARACTERS / 10))}`;
    return {
      id,
      actor,
      format: contents.length > 0 && !isUploadedFirst ? 'multipart' : random.pick(['json', 'xml']),
      department,
      receiver,
      sender,
      customer,
      namesSender,
      text,
      textSha256: sha256Of(Buffer.from(text)),
      files: contents.map((bytes, index) => ({
        name: `${id}-${index}.bin`,
        size: bytes.length,
        sha256: sha256Of(bytes),
      })),
      isUploadedFirst,
      caseId,
      idempotencyKey: random.isTrue(0.6) ? `key of ${id}` : undefined,
      fault,
    };
  }

  private pickSender(
    actor: IntentActor,
  ): Pick<Intent, 'department' | 'receiver' | 'sender' | 'customer' | 'caseId' | 'namesSender'> {
    const { random } = this;
    const department = random.pick(DEPARTMENTS);
    const place = { department: department.name, receiver: department.alias, caseId: undefined };
    if (actor === 'customer') {
      const isNew = random.isTrue(0.2);
      const sender = isNew ? `ann-${this.newSenderNumber()}@new.example` : ANN.address;
      return { ...place, sender, customer: ANN.externalId, namesSender: isNew };
    }
    if (random.isTrue(0.3)) {
      const sender = `${actor}-${this.newSenderNumber()}@new.example`;
      return { ...place, sender, customer: undefined, namesSender: true };
    }
    if (this.knownCases.length > 0 && random.isTrue(0.3)) return this.continueCase();
    const { externalId, address } = random.pick([ANN, BOB, ...OTHER_CUSTOMERS]);
    return { ...place, sender: address, customer: externalId, namesSender: true };
  }

  private continueCase(): Pick<Intent, 'department' | 'receiver' | 'sender' | 'customer' | 'caseId' | 'namesSender'> {
    const { caseId, department, customer } = this.random.pick(this.knownCases);
    const receiver = DEPARTMENTS.find(({ name }) => name === department)?.alias ?? '';
    return { department, receiver, sender: customer.address, customer: customer.externalId, caseId, namesSender: true };
  }

  private newSenderNumber(): number {
    return Math.floor(this.count / REQUESTS_PER_NEW_SENDER);
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
