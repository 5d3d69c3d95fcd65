import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { ClaimedPosition, ImapPosition, StuckMail } from './imap-position.store.js';
import { noticeOf, skippedNoticeOf } from './left-in-mailbox.rules.js';
import { MailNotGiven } from './mail-not-given.js';

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
  /** Remembers how far the folder has been read, and whether it gives its mails; false when another process has taken over. */
  readonly advance: (position: ImapPosition, isWell: boolean) => Promise<boolean>;
  /** Bytes of the largest mail that is taken, now. */
  readonly limitBytes: () => number;
}

/** A mail that the server does not give so often is skipped, once it gives another one. */
const MOST_TRIES = 5;

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
  private position: ImapPosition;
  private readonly stuck: StuckMail | undefined;
  /** The mail that is in the way as long as the server has not answered. */
  private asked: number | undefined;

  constructor(
    private readonly remote: RemoteFolder,
    { uidValidity, uid, stuck }: ClaimedPosition,
    private readonly services: FollowerServices,
  ) {
    this.position = { uidValidity, uid };
    this.stuck = stuck;
    this.client = new ImapFlow(optionsOf(remote));
  }

  /** Resolves when it was stopped or another process has taken over; rejects when the server cannot be reached any more. */
  async run(): Promise<void> {
    const lost = this.watchConnection();
    try {
      // What is wrong with a certificate or a login is said here, and not that the connection was closed because of it.
      await this.client.connect();
      await Promise.race([this.follow(), lost]);
    } catch (error) {
      // Servers that cannot read a mail may close the connection instead of saying so.
      if (!this.isStopped) throw this.asked === undefined ? error : new MailNotGiven(this.asked, error);
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
    const { uidValidity } = await this.client.mailboxOpen(this.remote.folder);
    // The server has numbered its mails anew, so the old number says nothing; those that were here are duplicates.
    const isKnown = this.position.uidValidity === String(uidValidity);
    this.position = { uidValidity: String(uidValidity), uid: isKnown ? this.position.uid : 0 };
    if (!(await this.services.advance(this.position, false))) return;
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
    // The mailbox answers, and gives what it has.
    if (uids.length === 0 && isBelated) return this.services.advance(this.position, true);
    for (const [place, uid] of uids.entries()) {
      if (this.isStopped) return true;
      const notice = await this.noticeOfStuck(uid, uids.slice(place + 1));
      const raw = notice ?? (await this.fetch(uid));
      if (raw) await this.services.takeIn(raw, isBelated);
      // A folder that may only be read keeps its marks as they are; the position alone counts.
      if (raw && !notice) await this.client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      this.position = { ...this.position, uid };
      if (!(await this.services.advance(this.position, true))) return false;
    }
    return true;
  }

  /**
   * What is taken in for a mail that was asked for again and again: once another one is given, it is not the server that is in
   * trouble. Each time another one is tried, because that may be as bad.
   */
  private async noticeOfStuck(uid: number, others: readonly number[]): Promise<Buffer | undefined> {
    if (this.stuck?.uid !== uid || this.stuck.tries < MOST_TRIES) return undefined;
    const other = others[(this.stuck.tries - MOST_TRIES) % others.length];
    if (other === undefined) return undefined;
    await this.fetch(other, uid);
    return skippedNoticeOf({ uid, folder: this.remote.folder, tries: this.stuck.tries });
  }

  /** The bytes of a mail; undefined when it is gone by now. */
  private async fetch(uid: number, inTheWay = uid): Promise<Buffer | undefined> {
    this.asked = inTheWay;
    const raw = await this.ask(uid);
    if (!raw) {
      const found = await this.client.search({ uid: String(uid) }, { uid: true });
      if (!Array.isArray(found) || found.includes(uid)) throw new Error('the server says nothing of it');
    }
    this.asked = undefined;
    return raw;
  }

  private async ask(uid: number): Promise<Buffer | undefined> {
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
    // A password crosses a network encrypted or not at all; servers on this machine have certificates that nobody knows.
    ...(!secure && { doSTARTTLS: !isLocal }),
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
