/** Whether the desk headers of a mail are honoured (mail-gateway.md MX-15). */
import type { MessageHeaders } from '../message.js';
import { isInNetworks } from '../sender/networks.js';
import { PASS, type DkimEvidence, type SenderEvidence } from '../sender/sender-evidence.js';
import { isSignedWith } from './desk-signature.js';

/** `headers.trust` of an account: any rule that holds is enough. */
export interface TrustPolicy {
  /** Mail that a client application submitted. */
  readonly authenticated: boolean;
  /** Connecting networks, such as 10.0.0.0/8. */
  readonly networks: readonly string[];
  /** Signing domains. */
  readonly domains: readonly string[];
  /** Base64; the second one while keys are changed. */
  readonly hmacKeys: readonly string[];
  /** Honours them from anyone; unsafe. */
  readonly compat: boolean;
}

export interface TrustEvidence {
  readonly isAuthenticated: boolean;
  /** Of the peer that connected to us with it; undefined for mail that was fetched, or passed on. */
  readonly remoteAddress?: string;
  readonly sender: SenderEvidence;
  readonly message: MessageHeaders;
  /** When the mail was accepted, so that processing it later changes nothing. */
  readonly receivedAt: Date;
  /** Whether another mail was believed by the same signature. */
  readonly isSignatureSeen: boolean;
}

export interface Trust {
  readonly trusted: boolean;
  readonly by?: 'authenticated' | 'network' | 'dkim' | 'hmac' | 'compat';
  /** What was nearest to trust, and why it did not do. */
  readonly reason?: string;
  /** Why `x-desk-auth` is worth nothing, when it is there. */
  readonly signatureFault?: string;
}

/** How far the Date of a signed mail may be from when it came, milliseconds: queues hold mail for hours, clocks run ahead. */
const SIGNATURE_LIFETIME_MS = 24 * 60 * 60 * 1000;
const SIGNATURE_AHEAD_MS = 5 * 60 * 1000;

export function trustOfMessage(evidence: TrustEvidence, policy: TrustPolicy): Trust {
  const { isAuthenticated, remoteAddress, sender, message } = evidence;
  const signatureFault = signatureFaultOf(evidence, policy.hmacKeys);
  const withFault = signatureFault !== undefined && signatureFault !== ABSENT ? { signatureFault } : {};
  if (policy.authenticated && isAuthenticated) return { trusted: true, by: 'authenticated', ...withFault };
  if (remoteAddress !== undefined && isInNetworks(remoteAddress, policy.networks)) {
    return { trusted: true, by: 'network', ...withFault };
  }
  const dkim = dkimFaultOf(sender, message, policy.domains);
  if (dkim === undefined) return { trusted: true, by: 'dkim', ...withFault };
  if (signatureFault === undefined) return { trusted: true, by: 'hmac' };
  if (policy.compat) return { trusted: true, by: 'compat', ...withFault };
  const reason = dkim === ABSENT ? 'no rule of the account makes this mail trusted' : dkim;
  return { trusted: false, reason: signatureFault === ABSENT ? reason : signatureFault, ...withFault };
}

/** Whether `x-desk-auth` is good, not looking at whether another mail had the same. */
export function isWellSigned(evidence: TrustEvidence, { hmacKeys }: Pick<TrustPolicy, 'hmacKeys'>): boolean {
  return signatureFaultOf({ ...evidence, isSignatureSeen: false }, hmacKeys) === undefined;
}

const ABSENT = 'absent';

function dkimFaultOf(
  sender: SenderEvidence,
  { desk, from }: MessageHeaders,
  domains: readonly string[],
): string | undefined {
  const listed = domains.map((domain) => domain.toLowerCase());
  const signatures = sender.dkim.filter(({ domain }) => listed.includes(domain));
  if (signatures.length === 0) return ABSENT;
  if (from.length !== 1) return 'the mail does not have exactly one author';
  const faults = signatures.map((signature) => signatureCoverFault(signature, desk));
  return faults.includes(undefined) ? undefined : faults[0];
}

/** Every one of the headers must be covered: a signature of fewer leaves room for those that somebody added on the way. */
function signatureCoverFault(signature: DkimEvidence, desk: MessageHeaders['desk']): string | undefined {
  const { domain, result, aligned, bodyLimited, covers } = signature;
  if (result !== PASS) return `the DKIM signature of ${domain} is no pass but ${result}`;
  if (!aligned) return `the DKIM signature of ${domain} is not of the domain of From`;
  if (bodyLimited) return `the DKIM signature of ${domain} covers a part of the body only (l=)`;
  const names = desk.map(({ name }) => name);
  const uncovered = names.find((name) => count(covers, name) < count(names, name));
  return uncovered === undefined ? undefined : `the DKIM signature of ${domain} does not cover every ${uncovered} (h=)`;
}

function count(names: readonly string[], wanted: string): number {
  return names.filter((name) => name === wanted).length;
}

function signatureFaultOf(evidence: TrustEvidence, keys: readonly string[]): string | undefined {
  const { message, receivedAt, isSignatureSeen } = evidence;
  const signatures = message.desk.filter(({ field }) => field === 'auth');
  if (signatures.length === 0) return ABSENT;
  const { deskSignature } = message;
  if (!deskSignature) return `the mail has ${signatures.length} signatures of its headers`;
  if (keys.length === 0) return 'the account has no key for signed headers';
  const fault = message.desk.find((header) => header.fault !== undefined)?.fault;
  if (fault !== undefined) return `one of the signed headers ${fault}`;
  const { written, signed } = deskSignature;
  if (signed.messageId === '' || !message.date) return 'a signed mail needs a Message-ID and a Date';
  if (message.defects.some((defect) => /^\d+ (?:message-id|date) headers$/.test(defect))) {
    return 'a signed mail has one Message-ID and one Date';
  }
  if (!isSignedWith(written, signed, keys))
    return 'the signature is of no key of the account, or something was changed';
  const age = receivedAt.getTime() - message.date.getTime();
  if (age > SIGNATURE_LIFETIME_MS) return 'the signed Date is more than 24 hours ago';
  if (age < -SIGNATURE_AHEAD_MS) return 'the signed Date is more than 5 minutes ahead';
  return isSignatureSeen ? 'another mail had the same signature' : undefined;
}
