import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PushedObject } from '#field-pushes/field-push.js';
import type { FieldValues } from '#field-pushes/push-value.js';
import { Secrets } from '#runtime/secrets.js';
import type { Queryable, Transaction } from '#storage/database.js';
import type { WireObject } from '#wire/tree.js';
import { NOTHING_KNOWN, type Known } from './known-values.rules.js';

export interface EditSession {
  readonly id: string;
  readonly object: PushedObject;
  /** Null for a draft. */
  readonly recordId: string | null;
  /** What a new value is compared with: what the record held when it was opened, what the agent set since, what answers did. */
  readonly values: FieldValues;
  /** The number of the latest change. */
  readonly sequence: number;
  /** By field that the agent has set, the change in which it was last; 0 for what the form began with. */
  readonly fieldSequences: Readonly<Record<string, number>>;
  /** By push, the change that it was sent for last. */
  readonly pushSequences: Readonly<Record<string, number>>;
  readonly context: WireObject;
  /** What receivers know from it. */
  readonly known: Known;
}

/** What a session is about, which never changes but for a draft that is saved. */
export type EditSubject = Pick<EditSession, 'id' | 'object' | 'recordId'>;

export type NewEditSession = Pick<EditSession, 'object' | 'recordId' | 'values' | 'context' | 'fieldSequences'> & {
  /** Whose it is, as `actorKey` says it. */
  readonly actor: string;
  readonly at: Date;
};

const HOUR_MS = 60 * 60 * 1_000;

/** A session that nobody has used for so long is over. */
export const SESSION_KEPT_MS = 24 * HOUR_MS;

const LOCK = {
  name: 'lock-edit-session',
  text: `
    SELECT id, object, record_id AS "recordId", encrypted_form AS "encryptedForm", sequence,
      field_sequences AS "fieldSequences", push_sequences AS "pushSequences"
    FROM field_push_sessions WHERE id = $1::uuid AND actor = $2 AND used_at > $3 FOR UPDATE`,
};

const FIND = {
  name: 'find-edit-session',
  text: 'SELECT object, record_id AS "recordId", encrypted_form AS "encryptedForm" FROM field_push_sessions WHERE id = $1::uuid',
};

const SUBJECT = {
  name: 'subject-of-edit-session',
  text: 'SELECT id, object, record_id AS "recordId" FROM field_push_sessions WHERE id = $1::uuid AND actor = $2 AND used_at > $3',
};

/** `Secrets.encrypt` of what a form holds, which is data of customers. */
export const FORM_PURPOSE = 'field-push-form';

type Form = Pick<EditSession, 'values' | 'context' | 'known'>;
type SavedSession = Pick<EditSession, 'object' | 'recordId' | 'known'>;
type EncryptedSession = Omit<EditSession, keyof Form> & { readonly encryptedForm: string };

/** What the agent has entered over what is stored; of a draft, all of it. */
export function enteredIn({ recordId, values, fieldSequences }: EditSession): FieldValues {
  if (recordId === null) return values;
  return Object.fromEntries(Object.entries(values).filter(([field]) => field in fieldSequences));
}

/** With what answers have set, which is stored by then, and not the agent's to be sent over it any more. */
export function withApplied(session: EditSession, applied: FieldValues): EditSession {
  const left = Object.entries(session.fieldSequences).filter(([field]) => !(field in applied));
  return { ...session, values: { ...session.values, ...applied }, fieldSequences: Object.fromEntries(left) };
}

/** What agents' forms held when they were last heard of. */
@Injectable()
export class EditSessionStore {
  constructor(private readonly secrets: Secrets) {}

  async create(queryable: Queryable, session: NewEditSession): Promise<string> {
    const { actor, object, recordId, values, context, fieldSequences, at } = session;
    const id = randomUUID();
    await queryable.query(
      `INSERT INTO field_push_sessions (id, actor, object, record_id, encrypted_form, field_sequences, used_at)
        VALUES ($1::uuid, $2, $3, $4::bigint, $5, $6::jsonb, $7)`,
      [
        id,
        actor,
        object,
        recordId,
        this.sealed({ values, context, known: NOTHING_KNOWN }),
        JSON.stringify(fieldSequences),
        at,
      ],
    );
    return id;
  }

  /** What a session is about; undefined as for `lock`. */
  async subjectOf(queryable: Queryable, id: string, actor: string, now: Date): Promise<EditSubject | undefined> {
    const since = new Date(now.getTime() - SESSION_KEPT_MS);
    const [subject] = await queryable.query<EditSubject>(SUBJECT, [id, actor, since]);
    return subject;
  }

  /**
   * Undefined also for the session of somebody else, and for one that has been left alone for a day. Whoever locks a record
   * and its sessions locks the record first.
   */
  async lock(transaction: Transaction, id: string, actor: string, now: Date): Promise<EditSession | undefined> {
    const since = new Date(now.getTime() - SESSION_KEPT_MS);
    const [locked] = await transaction.query<EncryptedSession>(LOCK, [id, actor, since]);
    if (!locked) return undefined;
    const { encryptedForm, ...session } = locked;
    return { ...session, ...this.opened(encryptedForm) };
  }

  /** What a save is told of the session that it names; it is not held. */
  async find(queryable: Queryable, id: string): Promise<SavedSession | undefined> {
    const [found] = await queryable.query<Omit<SavedSession, 'known'> & { readonly encryptedForm: string }>(FIND, [id]);
    return found && { object: found.object, recordId: found.recordId, known: this.opened(found.encryptedForm).known };
  }

  /** Before the next statement, or the commit. */
  save(transaction: Transaction, session: EditSession, at: Date): void {
    const { id, values, context, known, sequence, fieldSequences, pushSequences } = session;
    transaction.send(
      {
        name: 'save-edit-session',
        text: `UPDATE field_push_sessions SET encrypted_form = $2, sequence = $3, field_sequences = $4::jsonb,
          push_sequences = $5::jsonb, used_at = $6 WHERE id = $1::uuid`,
      },
      [
        id,
        this.sealed({ values, context, known }),
        sequence,
        JSON.stringify(fieldSequences),
        JSON.stringify(pushSequences),
        at,
      ],
    );
  }

  async sweep(queryable: Queryable, before: Date): Promise<void> {
    await queryable.query('DELETE FROM field_push_sessions WHERE used_at < $1', [before]);
  }

  private opened(encryptedForm: string): Form {
    const form = JSON.parse(this.secrets.decrypt(FORM_PURPOSE, encryptedForm)) as Omit<Form, 'known'> & Partial<Form>;
    return { ...form, known: { ...NOTHING_KNOWN, ...form.known } };
  }

  private sealed(form: Form): string {
    return this.secrets.encrypt(FORM_PURPOSE, JSON.stringify(form));
  }
}
