import { randomUUID } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { maximumMailBytes, type MailAccount } from '#configuration/mail-account.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { IMAP_PASSWORD_PURPOSE } from '#inbound-accounts/inbound-account.js';
import { Clock } from '#runtime/clock.js';
import { Logger } from '#runtime/logger.js';
import { Recurring } from '#runtime/recurring.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import type { Handover } from '../journal.js';
import { Reception } from '../reception.js';
import type { ImapFollower } from './imap-follower.js';
import { MailNotGiven } from './mail-not-given.js';
import { ImapPositionStore, type Holding } from './imap-position.store.js';
import { isFollowed, mailboxName, type FollowedAccount } from './mailboxes.js';

const LOOK_EVERY_MS = 1_000;

/** A process that is gone is followed by another one after so long. */
const HELD_MS = 30_000;

const PROLONG_AFTER_MS = 10_000;

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5 * 60_000;

const HANDOVER: Omit<Handover, 'isBelated'> = {
  door: 'imap',
  envelopeFrom: undefined,
  remoteAddress: undefined,
  clientName: undefined,
  submittedBy: undefined,
};

interface Following {
  readonly holding: Holding;
  /** What the account says of its mailbox; when that changes, it is another one. */
  readonly settings: string;
  readonly follower: ImapFollower;
  readonly ended: Promise<void>;
  prolongedAt: Date;
}

/**
 * Follows the mailboxes of accounts, in processes with the role of a gateway (mail-gateway.md MD-2). One process per mailbox: it
 * holds the position of the mailbox for a while, again and again.
 */
@Injectable()
export class ImapDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly holder = randomUUID();
  private readonly followings = new Map<string, Following>();
  private isStopping = false;

  constructor(
    private readonly serverConfiguration: ServerConfiguration,
    private readonly configuration: ConfigurationCache,
    private readonly reception: Reception,
    private readonly positions: ImapPositionStore,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly recurring: Recurring,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.serverConfiguration.roles.includes('gateway')) return;
    this.recurring.every(LOOK_EVERY_MS, 'imap mailboxes', () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.stop([...this.followings.values()]);
  }

  /** Follows what is to be followed and nobody follows; leaves what is not to be followed any more. */
  private async look(): Promise<void> {
    const accounts = this.configuration.snapshot().mailAccounts.filter(isFollowed);
    const wanted = new Map(accounts.map((account) => [account.id, settingsOf(account)]));
    const followings = [...this.followings.values()];
    await this.stop(followings.filter(({ holding, settings }) => wanted.get(holding.account) !== settings));
    await Promise.all([...this.followings.values()].map((following) => this.prolong(following)));
    for (const account of accounts) if (!this.followings.has(account.id)) await this.start(account);
  }

  private async stop(followings: readonly Following[]): Promise<void> {
    for (const { follower } of followings) follower.stop();
    await Promise.all(followings.map(({ ended }) => ended));
  }

  private async prolong(following: Following): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - following.prolongedAt.getTime() < PROLONG_AFTER_MS) return;
    if (await this.positions.prolong(following.holding, later(now, HELD_MS))) following.prolongedAt = now;
    else following.follower.stop();
  }

  private async start(account: FollowedAccount): Promise<void> {
    if (this.isStopping) return;
    const { id, imap } = account;
    // Large, and loaded only where a mailbox is followed.
    const { ImapFollower } = await import('./imap-follower.js');
    const holding = { account: id, holder: this.holder };
    const mailbox = mailboxName(imap);
    const now = this.clock.now();
    const position = await this.positions.claim(holding, mailbox, now, later(now, HELD_MS));
    if (!position) return;
    const password =
      imap.encryptedPassword === null ? '' : this.secrets.decrypt(IMAP_PASSWORD_PURPOSE, imap.encryptedPassword);
    const follower = new ImapFollower({ ...imap, password }, position, {
      takeIn: (raw, isBelated) => this.takeIn(id, raw, isBelated),
      advance: (reached, isWell) => this.positions.advance(holding, reached, isWell),
      limitBytes: () => this.limitOf(this.accountOf(id)),
    });
    const ended = this.run(follower, holding, mailbox, position.failures).finally(() => this.followings.delete(id));
    this.followings.set(id, { holding, settings: settingsOf(account), follower, ended, prolongedAt: now });
  }

  private async run(follower: ImapFollower, holding: Holding, mailbox: string, failures: number): Promise<void> {
    try {
      this.logger.info({ account: holding.account, mailbox }, 'a mailbox is followed');
      await follower.run();
      await this.positions.release(holding);
    } catch (error) {
      const reason = reasonOf(error);
      this.logger.warn(
        { account: holding.account, mailbox, reason },
        'a mailbox cannot be followed; it will be tried again',
      );
      const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 20), LAST_RETRY_MS);
      const stuckUid = error instanceof MailNotGiven ? error.uid : undefined;
      const trouble = { retryAt: later(this.clock.now(), wait), reason, stuckUid };
      // Without a database the holding lapses.
      await this.positions.release(holding, trouble).catch(() => undefined);
    }
  }

  private async takeIn(accountId: string, raw: Buffer, isBelated: boolean): Promise<void> {
    const account = this.accountOf(accountId);
    const recipients = [{ account, envelopeTo: undefined }];
    const handover = { ...HANDOVER, isBelated };
    await this.reception.takeIn(onlyChunk(raw), Math.max(raw.length, this.limitOf(account)), recipients, handover);
  }

  private accountOf(id: string): MailAccount {
    const account = this.configuration.snapshot().findMailAccount(id);
    if (!account) throw new Error(`there is no account ${id} any more`);
    return account;
  }

  private limitOf(account: MailAccount): number {
    return maximumMailBytes(account, this.configuration.snapshot().settings);
  }
}

function settingsOf({ imap }: FollowedAccount): string {
  return JSON.stringify(imap);
}

function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}

/** What the server says; imapflow's own text is the same whatever it was. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { responseText } = error as Error & { responseText?: unknown };
  return typeof responseText === 'string' ? `${error.message}: ${responseText}` : error.message;
}

async function* onlyChunk(raw: Buffer): AsyncGenerator<Uint8Array> {
  yield raw;
}
