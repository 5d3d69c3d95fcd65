import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const MOST_FAILURES_OF_LOGIN = 10;

/** For all logins together: many people may share an address, but each attempt costs this server 70 ms of work. */
const MOST_FAILURES_OF_ADDRESS = 100;

/** How long failures count, and so how long a login stays refused, in milliseconds. */
const COUNTED_MS = 15 * 60_000;

/** Beyond this many, the oldest are forgotten: memory stays bounded whatever is tried. */
const MOST_REMEMBERED = 20_000;

/** Slows guessing of passwords down: ten failures for one login from one address, then nothing for a quarter of an hour. */
@Injectable()
export class LoginAttempts {
  private readonly failures = new LRUCache<string, number>({
    max: MOST_REMEMBERED,
    ttl: COUNTED_MS,
    noUpdateTTL: true,
  });

  readonly retryAfterSeconds = COUNTED_MS / 1000;

  /** Counts an attempt before it is made, so that simultaneous ones count too. False: it must not be made. */
  begin(login: string, address: string): boolean {
    const ofLogin = keyOf(login, address);
    if (this.count(ofLogin) >= MOST_FAILURES_OF_LOGIN || this.count(address) >= MOST_FAILURES_OF_ADDRESS) return false;
    this.failures.set(ofLogin, this.count(ofLogin) + 1);
    this.failures.set(address, this.count(address) + 1);
    return true;
  }

  succeed(login: string, address: string): void {
    this.failures.delete(keyOf(login, address));
    this.failures.set(address, Math.max(0, this.count(address) - 1));
  }

  private count(key: string): number {
    return this.failures.get(key) ?? 0;
  }
}

function keyOf(login: string, address: string): string {
  return `${address} ${login.toLowerCase()}`;
}
