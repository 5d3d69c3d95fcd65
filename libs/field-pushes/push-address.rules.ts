/**
 * Which addresses a push may be sent to (field-push.md FP-2, FN-1). What is not an address of the public internet is refused
 * unless the installation allows its network; an address that carries another one inside is judged by that one, or refused.
 */
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** IPv6 addresses that lead to the IPv4 address in their last 32 bits (NAT64, RFC 6052). */
const NAT64 = '64:ff9b::/96';

/** Refused besides what ipaddr.js does not call unicast: IETF protocol assignments, benchmarking, documentation, discard-only. */
const ALSO_REFUSED = [
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fec0::/10',
];

/** Only addresses that were ever given to the internet (IANA, IPv6 global unicast). */
const GLOBAL_IPV6 = '2000::/3';

const HTTPS_PORT = '443';

/** Why a URL cannot be pushed to, as far as that can be said without looking its host up; undefined when it can. */
export function pushUrlFault(text: string, allowedNetworks: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return 'it must be an absolute https URL';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'only https is allowed';
  if (url.username !== '' || url.password !== '') return 'it must not contain credentials';
  if (url.hash !== '') return 'it must not have a fragment';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return addressFault(host, portOf(url), allowedNetworks);
  const isOwnPort = portOf(url) === HTTPS_PORT;
  return isOwnPort || allowedNetworks.length > 0 ? undefined : PORT_REFUSED;
}

const PORT_REFUSED = 'the port must be 443 outside of the networks of CASEMGR_PUSH_ALLOW_NETWORKS';

export function portOf(url: URL): string {
  return url.port === '' ? HTTPS_PORT : url.port;
}

/** Why nothing is sent to an address that a host has; undefined when it may be. Never says which address it is. */
export function addressFault(text: string, port: string, allowedNetworks: readonly string[]): string | undefined {
  if (!ipaddr.isValid(text)) return 'the host has no usable address';
  if (isInside(ipaddr.process(text), allowedNetworks)) return undefined;
  if (isInternal(text)) return 'its address is not one of the public internet';
  return port === HTTPS_PORT ? undefined : PORT_REFUSED;
}

/** Whether an address is anything but one host of the public internet. */
export function isInternal(text: string): boolean {
  if (!ipaddr.isValid(text)) return true;
  const address = ipaddr.process(text);
  if (isInside(address, ALSO_REFUSED) || address.range() !== 'unicast') return !leadsToPublic(address);
  return address.kind() === 'ipv6' && !isInside(address, [GLOBAL_IPV6]);
}

/** NAT64 is a road to an IPv4 address, and as public as that. Tunnels (6to4, Teredo) are refused whatever they lead to. */
function leadsToPublic(address: Address): boolean {
  return isInside(address, [NAT64]) && !isInternal(address.toByteArray().slice(-4).join('.'));
}

function isInside(address: Address, networks: readonly string[]): boolean {
  return networks.some((text) => {
    const [base, prefix] = networkOf(text);
    return base.kind() === address.kind() && address.match(base, prefix);
  });
}

/** Those above, and those of the installation: to read one takes longer than to compare with it, and each push asks for all of them. */
const networks = new Map<string, readonly [Address, number]>();

function networkOf(text: string): readonly [Address, number] {
  const network = networks.get(text) ?? ipaddr.parseCIDR(text);
  networks.set(text, network);
  return network;
}
