import { lookup, Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { codeOf } from './error-code.js';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

const HOSTS_FILE = '/etc/hosts';

/** One name server that says nothing is asked for no longer than this, twice. */
const ANSWER_WITHIN_MS = 1_000;
const TRIES = 2;

/** What the system's files say of names and name servers is read again after this long. */
const READ_EVERY_MS = 5_000;

/** What name servers say of names that they do not know: the system may know them otherwise. */
const UNKNOWN = new Set(['ENOTFOUND', 'ENODATA']);

interface Sources {
  readonly readAt: number;
  /** Of the system's own file. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly servers: Resolver;
}

/**
 * Looks hosts up: in the system's file, then with its name servers, and as the system does when they do not know the name (search
 * domains, names of the local network). The system's own way holds one of a few threads of the process for as long as a name
 * server is silent, and all other look-ups with it; asking the name servers holds none, so that a receiver whose name
 * cannot be looked up delays no other (field-push.md FQ-2).
 */
@Injectable()
export class HostResolver {
  private sources: Promise<Sources> | undefined;

  /** All addresses of a host; throws when it has none. An address is its own. */
  async resolve(host: string): Promise<readonly HostAddress[]> {
    if (isIP(host) !== 0) return [addressOf(host)];
    const { hosts, servers } = await this.currentSources();
    const own = hosts.get(host.toLowerCase());
    if (own) return own.map(addressOf);
    const answers = await Promise.allSettled([servers.resolve4(host), servers.resolve6(host)]);
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length > 0) return found.map(addressOf);
    const failure = answers.find((answer) => answer.status === 'rejected' && !UNKNOWN.has(codeOf(answer.reason)));
    if (failure?.status === 'rejected') throw failure.reason;
    return lookup(host, { all: true });
  }

  protected nameServers(): Resolver {
    return new Resolver({ timeout: ANSWER_WITHIN_MS, tries: TRIES });
  }

  private async currentSources(): Promise<Sources> {
    const known = await this.sources;
    if (known && performance.now() - known.readAt < READ_EVERY_MS) return known;
    this.sources = this.readSources();
    return this.sources;
  }

  private async readSources(): Promise<Sources> {
    const text = await readFile(HOSTS_FILE, 'utf8').catch(() => '');
    return { readAt: performance.now(), hosts: readHosts(text), servers: this.nameServers() };
  }
}

/** The addresses of each name in the format of `/etc/hosts`. */
function readHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map((one) => one.toLowerCase())) hosts.set(name, [...(hosts.get(name) ?? []), address]);
  }
  return hosts;
}

function addressOf(address: string): HostAddress {
  return { address, family: isIP(address) };
}
