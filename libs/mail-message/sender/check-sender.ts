import { Readable } from 'node:stream';
import type { DNSResolver } from 'mailauth';
import { within } from '#runtime/within.js';
import { readHeaderBlock, valuesOf, type HeaderBlock } from '../header-block.rules.js';
import { readAuthenticationResults } from './authentication-results.rules.js';
import type { DkimEvidence, SenderEvidence } from './sender-evidence.js';

/** Who handed the mail to us, when we are the border server; SPF is about it. */
export interface SendingConnection {
  readonly remoteAddress: string;
  readonly helo: string;
  readonly mailFrom: string;
}

export interface SenderCheck {
  /** Undefined for mail that was fetched or handed over by a system of ours. */
  readonly connection?: SendingConnection;
  /** The name under which the border server before us writes Authentication-Results. */
  readonly authservId?: string;
  /** Of ourselves, for the records of the check. */
  readonly hostName: string;
  /** Answers `resolve(name, type)` of node:dns; the system's when it is left out. */
  readonly resolver?: DNSResolver;
}

const LIMIT_MS = 10_000;
const CHUNK_BYTES = 64 * 1024;

/** More of either serve nobody but those who want to keep us busy. */
const MOST_SIGNATURES = 10;
const LONGEST_SIGNATURE = 8 * 1024;

/**
 * SPF, DKIM, DMARC and ARC of a mail (mail-gateway.md MM-7). DKIM is checked whoever handed the mail over, because its
 * evidence is in the mail; SPF only with a connection, else what Authentication-Results says of it. Never throws: what could
 * not be found out is no evidence.
 */
export async function checkSender(raw: Uint8Array, check: SenderCheck): Promise<SenderEvidence> {
  const block = readHeaderBlock(raw);
  const told = check.authservId === undefined ? undefined : readAuthenticationResults(block.fields, check.authservId);
  const unsuited = tooCostly(block);
  if (unsuited !== undefined) return told ?? { source: 'none', dkim: [], reason: unsuited };
  try {
    const checked = await within(LIMIT_MS, examine(raw, block, check));
    return told && !check.connection ? merged(told, checked) : checked;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return told ?? { source: 'none', dkim: [], reason };
  }
}

/** What the border server saw of the connection, with what we can see of the signatures ourselves. */
function merged(told: SenderEvidence, checked: SenderEvidence): SenderEvidence {
  if (told.source === 'none') return { ...checked, reason: told.reason };
  return { ...told, dkim: checked.dkim.length > 0 ? checked.dkim : told.dkim };
}

function tooCostly({ fields, defects }: HeaderBlock): string | undefined {
  const signatures = fields.filter(({ name }) => SIGNATURES.has(name));
  if (defects.some((defect) => /^(?:more than|headers beyond)/.test(defect))) return 'too many headers to be checked';
  if (signatures.length > MOST_SIGNATURES)
    return `${signatures.length} signatures, at most ${MOST_SIGNATURES} are checked`;
  if (signatures.some(({ size }) => size > LONGEST_SIGNATURE)) return 'a signature is too long to be checked';
  return undefined;
}

const SIGNATURES = new Set(['dkim-signature', 'arc-message-signature', 'arc-seal']);

async function examine(raw: Uint8Array, block: HeaderBlock, check: SenderCheck): Promise<SenderEvidence> {
  const { connection, hostName, resolver } = check;
  // With the first mail, not with the server: it brings more modules along than everything else together.
  const { authenticate } = await import('mailauth');
  const isSigned = block.fields.some(({ name }) => SIGNATURES.has(name));
  const { spf, dkim, dmarc, arc } = await authenticate(inChunks(isSigned ? raw : raw.subarray(0, block.bodyStart)), {
    mta: hostName,
    disableBimi: true,
    rejectRsaSha1: true,
    ...(connection && { ip: connection.remoteAddress, helo: connection.helo, sender: connection.mailFrom }),
    ...(resolver && { resolver }),
  });
  const isOneAuthor = valuesOf(block.fields, 'from').length === 1 && dkim.headerFrom.length === 1;
  return {
    source: 'checked',
    ...(connection && spf && { spf: { result: spf.status.result, domain: spf.domain } }),
    // Without a signature there is one result that says so.
    dkim: dkim.results
      .filter(({ status }) => status.result !== 'none')
      .map(({ status, signingDomain = '', signingHeaders, canonBodyLengthLimited }): DkimEvidence => ({
        result: status.result,
        domain: signingDomain.toLowerCase(),
        aligned: isOneAuthor && typeof status.aligned === 'string',
        covers: (signingHeaders?.keys ?? '').toLowerCase().split(/:\s*/),
        bodyLimited: canonBodyLengthLimited === true,
      })),
    ...(dmarc && { dmarc: { result: dmarc.status.result, domain: dmarc.domain, policy: dmarc.policy } }),
    ...(arc && arc.status.result !== 'none' && { arc: { result: arc.status.result } }),
  };
}

/** So that others get their turn while a large body is hashed. */
function inChunks(raw: Uint8Array): Readable {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return Readable.from(
    (function* chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
    })(),
  );
}
