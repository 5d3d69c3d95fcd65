import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ImapPosition } from './imap-position.store.js';
import { noticeOf } from './left-in-mailbox.rules.js';

/** A folder on another server, and how to get there. */
export interface RemoteFolder {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

export interface FollowerServices {
  /** Keeps a mail durably; `isBelated`: it was in the folder before that was opened. */
  readonly takeIn: (raw: Buffer, isBelated: boolean) => Promise<void>;
  /** Remembers how far the folder has been read; false when another process has taken over. */
  readonly advance: (position: ImapPosition) => Promise<boolean>;
  /** Bytes of the largest mail that is taken, now. */
  readonly limitBytes: () => number;
}

/** Servers without IDLE, and those whose notice got lost, are asked so often. */
const ASK_EVERY_MS = 60_000;

const IDLE_MS = 5 * 60_000;
const CONNECT_MS = 20_000;
const SILENCE_MS = 10 * 60_000;

/** A server that does not answer must not keep this one from stopping. */
const STOPPING_MS = 5_000;

/**
 * Follows one folder from a position on: takes in what is there, then what comes (mail-gateway.md MD-2, MN-6). A mail is kept
 * first, then marked as seen, then the position moves on; whatever ends this in between, the mail comes once more, and is
 * recognised as a duplicate.
 */
export class ImapFollower {
  private readonly client: ImapFlow;
  private isStopped = false;
  private hasNews = true;
  private wake: () => void = () => undefined;

  constructor(
    private readonly remote: RemoteFolder,
    private position: ImapPosition,
    private readonly services: FollowerServices,
  ) {
    this.client = new ImapFlow(optionsOf(remote));
  }

  /** Resolves when it was stopped or another process has taken over; rejects when the server cannot be reached any more. */
  async run(): Promise<void> {
    const lost = this.watchConnection();
    try {
      await Promise.race([this.follow(), lost]);
    } catch (error) {
      if (!this.isStopped) throw error;
    } finally {
      this.isStopped = true;
      this.wake();
      if (this.client.usable)
        await Promise.race([this.client.logout().catch(() => undefined), lost.catch(() => undefined)]);
      this.client.close();
    }
  }

  /** The mail that is being taken in is finished. */
  stop(): void {
    this.isStopped = true;
    this.wake();
    // Nothing is being taken in before there is a connection.
    if (this.client.usable) setTimeout(() => this.client.close(), STOPPING_MS).unref();
    else this.client.close();
  }

  private watchConnection(): Promise<undefined> {
    const { promise, reject } = Promise.withResolvers<undefined>();
    promise.catch(() => undefined);
    this.client.on('error', reject);
    this.client.on('close', () => {
      reject(new Error('the connection was closed'));
    });
    this.client.on('exists', () => {
      this.hasNews = true;
      this.wake();
    });
    return promise;
  }

  private async follow(): Promise<void> {
    await this.client.connect();
    const { uidValidity } = await this.client.mailboxOpen(this.remote.folder);
    // The server has numbered its mails anew, so the old number says nothing; those that were here are duplicates.
    const isKnown = this.position.uidValidity === String(uidValidity);
    this.position = { uidValidity: String(uidValidity), uid: isKnown ? this.position.uid : 0 };
    if (!(await this.services.advance(this.position))) return;
    for (let isBelated = true; !this.isStopped; isBelated = false) {
      this.hasNews = false;
      if (!(await this.takeNew(isBelated))) return;
      await this.waitForNews();
    }
  }

  /** False when another process has taken over. */
  private async takeNew(isBelated: boolean): Promise<boolean> {
    const found = await this.client.search({ uid: `${this.position.uid + 1}:*` }, { uid: true });
    // `7:*` names the last mail also when its number is below 7.
    const uids = (Array.isArray(found) ? found : [])
      .filter((uid) => uid > this.position.uid)
      .sort((one, other) => one - other);
    for (const uid of uids) {
      if (this.isStopped) return true;
      const raw = await this.fetch(uid);
      if (raw) {
        await this.services.takeIn(raw, isBelated);
        // A folder that may only be read keeps its marks as they are; the position alone counts.
        await this.client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      this.position = { ...this.position, uid };
      if (!(await this.services.advance(this.position))) return false;
    }
    return true;
  }

  /** The bytes of a mail; undefined when it is gone by now. */
  private async fetch(uid: number): Promise<Buffer | undefined> {
    const limit = this.services.limitBytes();
    const query = { uid: true, size: true, source: { start: 0, maxLength: limit + 1 } };
    const found = await this.client.fetchOne(String(uid), query, { uid: true });
    // News of another mail may come in between and be taken for the answer; then this one is asked for again.
    if (found && found.uid !== uid) throw new Error(`the server answered about mail ${found.uid} instead of ${uid}`);
    if (!found || !found.source) return undefined;
    if (found.source.length <= limit) return found.source;
    const withHeaders = await this.client.fetchOne(String(uid), { uid: true, headers: true }, { uid: true });
    if (!withHeaders || !withHeaders.headers) return undefined;
    const size = found.size ?? found.source.length;
    return noticeOf(withHeaders.headers, { uid, folder: this.remote.folder, size, limit });
  }

  private async waitForNews(): Promise<void> {
    if (this.hasNews || this.isStopped) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.wake = () => {
      resolve(undefined);
    };
    const timer = setTimeout(this.wake, ASK_EVERY_MS);
    // Ends with the next command, or with the connection, of which another listener knows.
    this.client.idle().catch(() => undefined);
    await promise;
    clearTimeout(timer);
  }
}

function optionsOf({ host, port, secure, user, password }: RemoteFolder): ImapFlowOptions {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    host,
    port,
    secure,
    // A password crosses a network encrypted or not at all.
    ...(!secure && !isLocal && { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    clientInfo: { name: 'casemgr' },
    disableAutoIdle: true,
    maxIdleTime: IDLE_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
}
