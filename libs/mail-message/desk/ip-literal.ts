import { isIP } from 'node:net';

/** Whether a text is an IPv4 or IPv6 address, without port, prefix length or zone. */
export function isIpLiteral(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
