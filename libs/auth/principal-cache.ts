import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Principal, PrincipalReference } from './principal.js';
import { PrincipalStore } from './principal.store.js';

/** Whoever is disabled or deleted must be refused within 5 s (casemgr.md A-5). */
const KEPT_MS = 3_000;

const MOST = 10_000;

/** Principals of the requests of the last seconds, so that most requests authenticate without a statement. */
@Injectable()
export class PrincipalCache {
  private readonly principals: LRUCache<string, Principal, PrincipalReference>;

  constructor(store: PrincipalStore) {
    this.principals = new LRUCache({
      max: MOST,
      ttl: KEPT_MS,
      // Simultaneous requests of one principal share a statement. Who is not found is not remembered as missing.
      fetchMethod: (_key, _stale, { context }) => store.find(context),
    });
  }

  async find(reference: PrincipalReference): Promise<Principal | undefined> {
    return this.principals.fetch(`${reference.by}:${reference.value}`, { context: reference });
  }
}
