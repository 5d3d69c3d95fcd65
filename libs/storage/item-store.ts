import type { Queryable, Transaction } from './database.js';

export interface StoredItem {
  readonly id: string;
}

/** An item as it is to be stored; without an id it is a new one. */
export type Draft<Item extends StoredItem> = Omit<Item, 'id'> & { readonly id: Item['id'] | undefined };

/** What the administration needs of the store of a noun. */
export interface ItemStore<Item extends StoredItem> {
  /** All of them, oldest first. */
  list(queryable: Queryable): Promise<Item[]>;
  /** Creates or replaces one; returns its id. */
  save(transaction: Transaction, item: Draft<Item>): Promise<Item['id']>;
}

/** The only row of a statement that always returns one. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error('The statement returned no row');
  return row;
}
