import { BlockList, isIP, isIPv4 } from 'node:net';

const NETWORK = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i;

/** Why a text is not a network such as 10.0.0.0/8, 2001:db8::/32 or 192.0.2.7, or undefined when it is one. */
export function networkFault(text: string): string | undefined {
  const [, address = '', bits] = NETWORK.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return 'must be an IPv4 or IPv6 network, such as 10.0.0.0/8';
  const most = family === 4 ? 32 : 128;
  return bits !== undefined && Number(bits) > most ? `has more than ${most} bits` : undefined;
}

/** Lists are configured and stay; to make one out of its texts takes longer than to look into it. */
const made = new WeakMap<readonly string[], BlockList>();

/** Whether an address is in any of the networks; what is no network holds nothing. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const list = made.get(networks) ?? listOf(networks);
  made.set(networks, list);
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [, base = '', bits] = NETWORK.exec(network) ?? [];
    if (networkFault(network) !== undefined) continue;
    const family = isIPv4(base) ? 'ipv4' : 'ipv6';
    list.addSubnet(base, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return list;
}
