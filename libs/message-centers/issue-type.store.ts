import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { onlyRow, type Draft, type ItemStore } from '#storage/item-store.js';

export interface StoredIssueType {
  readonly id: string;
  readonly name: string;
}

@Injectable()
export class IssueTypeStore implements ItemStore<StoredIssueType> {
  async list(queryable: Queryable): Promise<StoredIssueType[]> {
    return queryable.query('SELECT id, name FROM issue_types ORDER BY id');
  }

  async save(transaction: Transaction, issueType: Draft<StoredIssueType>): Promise<string> {
    const rows = await transaction.query<{ id: string }>(
      'INSERT INTO issue_types (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id',
      [issueType.id, issueType.name],
    );
    return onlyRow(rows).id;
  }
}
