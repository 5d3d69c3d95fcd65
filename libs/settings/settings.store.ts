import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '#storage/database.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';

@Injectable()
export class SettingsStore {
  async read(queryable: Queryable): Promise<Settings> {
    const rows = await queryable.query<{ name: string; value: unknown }>('SELECT name, value FROM settings');
    return {
      ...DEFAULT_SETTINGS,
      ...(Object.fromEntries(rows.map(({ name, value }) => [name, value])) as Partial<Settings>),
    };
  }

  async save(transaction: Transaction, settings: Settings): Promise<void> {
    await transaction.query(
      `INSERT INTO settings (name, value) SELECT key, value FROM jsonb_each($1::jsonb)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [JSON.stringify(settings)],
    );
  }
}
