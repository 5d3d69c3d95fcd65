import { Injectable } from '@nestjs/common';
import type { MailAccount } from '#configuration/mail-account.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { ImapMailbox } from '#inbound-accounts/inbound-account.js';
import { Clock } from '#runtime/clock.js';
import { ImapPositionStore, type MailboxState } from './imap-position.store.js';

export type FollowedAccount = MailAccount & { readonly imap: ImapMailbox };

/** A mailbox that is to be followed, and how it is with it; undefined while nobody has tried. */
export interface FollowedMailbox {
  readonly account: FollowedAccount;
  readonly state: MailboxState | undefined;
}

export function isFollowed(account: MailAccount): account is FollowedAccount {
  return account.imap !== null;
}

/** What a mailbox is called, by what makes it another one. */
export function mailboxName({ user, host, port, folder }: ImapMailbox): string {
  return `${user}@${host}:${port}/${folder}`;
}

/** The mailboxes that are to be followed (mail-gateway.md MD-2). */
@Injectable()
export class Mailboxes {
  constructor(
    private readonly positions: ImapPositionStore,
    private readonly configuration: ConfigurationCache,
    private readonly clock: Clock,
  ) {}

  /** Of all departments, or of some. */
  async list(departmentIds: readonly string[] | undefined): Promise<FollowedMailbox[]> {
    const accounts = this.configuration.snapshot().mailAccounts.filter(isFollowed);
    if (accounts.length === 0) return [];
    const states = new Map((await this.positions.states(this.clock.now())).map((state) => [state.account, state]));
    return accounts
      .filter(({ alias }) => departmentIds?.includes(alias.departmentId) !== false)
      .map((account) => {
        const state = states.get(account.id);
        return { account, state: state?.mailbox === mailboxName(account.imap) ? state : undefined };
      });
  }

  /** How many are followed without trouble, and how many are in trouble. */
  async count(): Promise<{ readonly followed: number; readonly troubled: number }> {
    const kinds = (await this.list(undefined)).map(({ state }) => conditionOf(state));
    const of = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
    return { followed: of('followed'), troubled: of('troubled') };
  }
}

/** `waiting`: no process has taken it up yet. */
export function conditionOf(state: MailboxState | undefined): 'followed' | 'troubled' | 'waiting' {
  if ((state?.trouble ?? null) !== null) return 'troubled';
  return state?.isHeld === true ? 'followed' : 'waiting';
}
