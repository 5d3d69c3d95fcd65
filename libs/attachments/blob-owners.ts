import { Injectable } from '@nestjs/common';
import type { Queryable } from '#storage/database.js';

/** Tells which of some blobs belong to rows of one kind. */
export type FindOwned = (queryable: Queryable, keys: readonly string[]) => Promise<ReadonlySet<string>>;

/** Who keeps blobs besides attachments: whoever does registers here, or the sweep takes them for nobody's. */
@Injectable()
export class BlobOwners {
  private readonly finders: FindOwned[] = [];

  /** Call it before the application has started. */
  register(find: FindOwned): void {
    this.finders.push(find);
  }

  /** Those of the keys that belong to a row. */
  async findOwned(queryable: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
    const owned = new Set<string>();
    for (const find of this.finders) for (const key of await find(queryable, keys)) owned.add(key);
    return owned;
  }
}
