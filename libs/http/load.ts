import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { bodyBytesInMemory } from './body-budget.js';
import { nextBound, type Caller, type LoadLimits, type LoadNow } from './load-shedding.rules.js';

/** How often the process looks at itself, in milliseconds. */
const LOOK_EVERY_MS = 50;

/** Tokens whose actors are remembered; others count as one caller until they have been authenticated. */
const KNOWN_TOKENS = 10_000;

/** Enough of a token to tell it from others: its signature. */
const TOKEN_END = 64;

const UNKNOWN = '';

/** A request that is in the process. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whose request it is, `kind:id`; empty when not known. */
  readonly caller: string;
  /** `performance.now()` */
  readonly since: number;
  /** Whether it only waits for the rest of its body. */
  isReceiving: boolean;
}

/** What the process is busy with, and for whom. */
@Injectable()
export class Load implements OnApplicationShutdown {
  /** The oldest first. */
  readonly visits = new Set<Visit>();
  private readonly workingByCaller = new Map<string, number>();
  private readonly callers = new LRUCache<string, string>({ max: KNOWN_TOKENS });
  private readonly queues: (() => number)[] = [];
  private readonly timer: NodeJS.Timeout;
  private working = 0;
  private bound: number;
  private oldestWaitMs = 0;
  private usualWaitMs = 0;
  private lastLook = performance.now();
  private isDiskFull = false;

  constructor(readonly limits: LoadLimits) {
    this.bound = limits.requests;
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Adds a queue that is looked at: how long what waits in it has waited at most, in milliseconds. */
  watch(oldestWaitMs: () => number): void {
    this.queues.push(oldestWaitMs);
  }

  /** Remembers whose token it is, so that its next requests are counted before they are authenticated. */
  recognise(authorization: string, caller: string): void {
    const token = authorization.slice(-TOKEN_END);
    if (this.callers.peek(token) !== caller) this.callers.set(token, caller);
  }

  /** Tells whether there is room for what is written to the embedded database. */
  reportDisk(isFull: boolean): void {
    this.isDiskFull = isFull;
  }

  now(): LoadNow {
    const { working, bound, oldestWaitMs, usualWaitMs, isDiskFull } = this;
    const receiving = this.visits.size - working;
    return { working, receiving, bound, oldestWaitMs, usualWaitMs, bodyBytes: bodyBytesInMemory(), isDiskFull };
  }

  callerOf({ method, url = '', headers }: IncomingMessage): Caller & { readonly name: string } {
    const { authorization } = headers;
    const name = (authorization && this.callers.get(authorization.slice(-TOKEN_END))) ?? UNKNOWN;
    const working = this.workingByCaller.get(name) ?? 0;
    return {
      name,
      isKnown: name !== UNKNOWN,
      working,
      callers: this.workingByCaller.size + (working === 0 ? 1 : 0),
      sendsBody: headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0,
      // Signing in writes little, and reading needs it; deleting makes room.
      mayWrite: method !== 'GET' && method !== 'HEAD' && method !== 'DELETE' && !url.startsWith('/oauth2/'),
    };
  }

  /** Counts a request until its answer is out or its connection has broken. */
  enter(request: IncomingMessage, response: ServerResponse, caller: string): void {
    const visit: Visit = { request, response, caller, since: performance.now(), isReceiving: false };
    this.visits.add(visit);
    this.count(caller, 1);
    response.once('close', () => {
      this.visits.delete(visit);
      if (!visit.isReceiving) this.count(caller, -1);
    });
  }

  /** Takes a request whose body is slow out of those that are worked on, or puts it back. */
  setReceiving(visit: Visit, isReceiving: boolean): void {
    if (visit.isReceiving === isReceiving) return;
    visit.isReceiving = isReceiving;
    this.count(visit.caller, isReceiving ? -1 : 1);
  }

  private count(caller: string, change: 1 | -1): void {
    this.working += change;
    const working = (this.workingByCaller.get(caller) ?? 0) + change;
    if (working === 0) this.workingByCaller.delete(caller);
    else this.workingByCaller.set(caller, working);
  }

  /** A look that comes late tells how long everything else in this process has waited for its turn. */
  private look(): void {
    const at = performance.now();
    const lateMs = at - this.lastLook - LOOK_EVERY_MS;
    this.lastLook = at;
    this.oldestWaitMs = Math.max(0, ...this.queues.map((oldestWaitMs) => oldestWaitMs()));
    this.usualWaitMs = Math.max(lateMs, this.medianAgeMs(at));
    this.bound = nextBound(this.now(), this.limits);
  }

  private medianAgeMs(at: number): number {
    let passed = 0;
    for (const { isReceiving, since } of this.visits) {
      if (!isReceiving) passed += 1;
      if (passed > this.working / 2) return at - since;
    }
    return 0;
  }
}
