import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Looks hosts up as the system does. */
@Injectable()
export class HostResolver {
  /** All addresses of a host; throws when it has none. An address is its own. */
  async resolve(host: string): Promise<readonly HostAddress[]> {
    return lookup(host, { all: true });
  }
}
