import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow } from '#storage/item-store.js';
import type { CollectionQuery } from '#wire/collection-query.js';

/** What notes can be about, as answers name it. */
export type NotedObject = 'activity' | 'case' | 'customer';

export interface Note {
  readonly id: string;
  readonly content: string;
  readonly createdBy: ActorRecord;
  readonly createdAt: Date;
}

const COLUMNS = 'id, content, created_by AS "createdBy", created_at AS "createdAt"';

/**
 * What a note is about, with its customer held: a merge or an obfuscation, which take the customer as a whole, find the note, or
 * come first.
 */
const HELD: Readonly<Record<NotedObject, string>> = {
  activity: `
    held_customer AS (
      SELECT c.id FROM activities a JOIN customers c ON c.id = a.customer_id WHERE a.id = $2::bigint FOR KEY SHARE OF c
    ),
    -- Mail about a record may be of no customer.
    held AS (
      SELECT a.id FROM activities a
      WHERE a.id = $2::bigint AND (a.customer_id IS NULL OR a.customer_id = (SELECT h.id FROM held_customer h))
    )`,
  case: `
    held AS (
      SELECT s.id FROM cases s JOIN customers c ON c.id = s.customer_id WHERE s.id = $2::bigint FOR KEY SHARE OF c
    )`,
  customer: 'held AS (SELECT c.id FROM customers c WHERE c.id = current_customer($2::bigint) FOR KEY SHARE OF c)',
};

@Injectable()
export class NoteStore {
  async count(queryable: Queryable, object: NotedObject, objectId: string): Promise<number> {
    const rows = await queryable.query<{ count: number }>(
      {
        name: 'count-notes',
        text: 'SELECT count(*)::integer AS count FROM notes WHERE object = $1 AND object_id = $2::bigint',
      },
      [object, objectId],
    );
    return onlyRow(rows).count;
  }

  /** One page of the notes about one object, in the order of their ids. */
  async list(
    queryable: Queryable,
    object: NotedObject,
    objectId: string,
    { limit, offset, isDescending }: Pick<CollectionQuery<'id'>, 'limit' | 'offset' | 'isDescending'>,
  ): Promise<Note[]> {
    return queryable.query<Note>(
      `SELECT ${COLUMNS} FROM notes WHERE object = $1 AND object_id = $2::bigint
       ORDER BY id ${isDescending ? 'DESC' : 'ASC'} LIMIT $3 OFFSET $4`,
      [object, objectId, limit, offset],
    );
  }

  async find(queryable: Queryable, object: NotedObject, objectId: string, id: string): Promise<Note | undefined> {
    const [note] = await queryable.query<Note>(
      {
        name: 'find-note',
        text: `SELECT ${COLUMNS} FROM notes WHERE object = $1 AND object_id = $2::bigint AND id = $3::bigint`,
      },
      [object, objectId, id],
    );
    return note;
  }

  /** Undefined when the object, or the customer whose it is, has just gone: look again. */
  async create(
    transaction: Transaction,
    object: NotedObject,
    objectId: string,
    { content, createdBy, createdAt }: Omit<Note, 'id'>,
  ): Promise<{ readonly id: string; readonly objectId: string } | undefined> {
    const [row] = await transaction.query<{ id: string; objectId: string }>(
      `WITH ${HELD[object]}
       INSERT INTO notes (object, object_id, content, created_by, created_at)
       SELECT $1, held.id, $3, $4::jsonb, $5 FROM held RETURNING id, object_id AS "objectId"`,
      [object, objectId, content, JSON.stringify(createdBy), createdAt],
    );
    return row;
  }

  /** Gives the notes about one object to another; answers with their ids. */
  async move(transaction: Transaction, object: NotedObject, fromId: string, toId: string): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(
      'UPDATE notes SET object_id = $3::bigint WHERE object = $1 AND object_id = $2::bigint RETURNING id',
      [object, fromId, toId],
    );
    return rows.map(({ id }) => id);
  }

  /** Deletes what was noted about a customer, its activities and its cases. */
  async deleteOfCustomer(transaction: Transaction, customerId: string): Promise<void> {
    await transaction.query(
      `DELETE FROM notes WHERE (object = 'customer' AND object_id = $1::bigint)
        OR (object = 'activity' AND object_id IN (SELECT id FROM activities WHERE customer_id = $1::bigint))
        OR (object = 'case' AND object_id IN (SELECT id FROM cases WHERE customer_id = $1::bigint))`,
      [customerId],
    );
  }

  /** Those of the ids that were notes about the object. */
  async delete(
    transaction: Transaction,
    object: NotedObject,
    objectId: string,
    ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await transaction.query<{ id: string }>(
      'DELETE FROM notes WHERE object = $1 AND object_id = $2::bigint AND id = ANY($3::bigint[]) RETURNING id',
      [object, objectId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
