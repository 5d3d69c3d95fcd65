import { Injectable } from '@nestjs/common';
import { readReplyAddress } from '#email-address/reply-address.rules.js';
import { Database } from '#storage/database.js';
import { replyTokenHash } from './mail-sending.js';
import type { AddressedRecord } from './outgoing-mail.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

/** Mail that comes back finds its record by the address that it comes to (records-by-email.md RO-4, RO-13). */
@Injectable()
export class ReplyAddresses {
  constructor(
    private readonly store: OutgoingMailStore,
    private readonly database: Database,
  ) {}

  /** By the first of these addresses that is a good one of ours; nothing is asked where none looks like one. */
  async find(addresses: readonly string[]): Promise<AddressedRecord | undefined> {
    const hashes = addresses.flatMap((address) => {
      const token = readReplyAddress(address)?.token;
      return token === undefined ? [] : [replyTokenHash(token)];
    });
    return hashes.length === 0 ? undefined : this.store.findReplyAddress(this.database, hashes);
  }
}
