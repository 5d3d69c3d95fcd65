import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type * as Undici from 'undici';
import { addressFault, isInternal, portOf } from '#field-pushes/push-address.rules.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { codeOf } from './error-code.js';
import { HostResolver, type HostAddress } from './host-resolver.js';

const MOST_RECEIVERS = 500;
const CONNECT_TIMEOUT_MS = 5_000;

/** Nothing is sent: the host has no address, or one that pushes may not go to. */
export class ForbiddenHost extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ForbiddenHost';
  }
}

export interface PushConnection {
  readonly pool: Undici.Pool;
  /** The receiver is inside a network that only the installation allows. */
  readonly isInternal: boolean;
}

/**
 * Connections to receivers (field-push.md FN-1). A host is looked up once per request, what was found is judged, and the
 * connection goes to exactly that: the socket asks nobody again. TLS is verified against the name in the URL. A connection is
 * used again only for the same addresses. Proxies of the environment have no part in it.
 */
@Injectable()
export class PushConnections implements OnApplicationShutdown {
  private readonly pools = new LRUCache<string, Undici.Pool>({
    max: MOST_RECEIVERS,
    dispose: (pool) => void pool.close().catch(() => undefined),
  });

  private undici: Promise<typeof Undici> | undefined;

  constructor(
    private readonly resolver: HostResolver,
    private readonly configuration: ServerConfiguration,
  ) {}

  /** Throws `ForbiddenHost`. Requests at the same time get connections of their own. */
  async to(url: URL): Promise<PushConnection> {
    const addresses = await this.vettedAddresses(url);
    // Large, and loaded only where something is pushed.
    const undici = await (this.undici ??= import('undici'));
    // Name servers take turns with the order of what they know.
    const key = [url.origin, ...addresses.map(({ address }) => address).sort()].join(' ');
    let pool = this.pools.get(key);
    if (!pool) {
      pool = new undici.Pool(url.origin, { connect: undici.buildConnector(connectingTo(addresses)), pipelining: 1 });
      this.pools.set(key, pool);
    }
    return { pool, isInternal: addresses.some(({ address }) => isInternal(address)) };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  /** All of them are fit, or none is used: a host with a public and a private address is not trusted with either. */
  private async vettedAddresses(url: URL): Promise<readonly HostAddress[]> {
    const found = await this.find(url.hostname.replace(/^\[|\]$/g, ''));
    for (const { address } of found) {
      const fault = addressFault(address, portOf(url), this.configuration.pushAllowNetworks);
      if (fault !== undefined) throw new ForbiddenHost(fault);
    }
    return found;
  }

  private async find(host: string): Promise<readonly HostAddress[]> {
    const found = await this.resolver.resolve(host).catch((error: unknown) => {
      throw new ForbiddenHost(`the host could not be looked up (${codeOf(error)})`);
    });
    if (found.length === 0) throw new ForbiddenHost('the host has no address');
    return found;
  }
}

/** For a connector that knows the addresses already. */
function connectingTo(addresses: readonly HostAddress[]): Undici.buildConnector.BuildOptions {
  const [first] = addresses;
  return {
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamily: true,
    lookup: (_host, options, done) => {
      if (options.all) done(null, [...addresses]);
      else done(null, first?.address ?? '', first?.family);
    },
  };
}
