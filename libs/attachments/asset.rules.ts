import type { Refusal } from '#runtime/errors/refusal.js';
import { isWireObject, type WireTree } from '#wire/tree.js';
import { isAltId } from './alt-id.js';
import { isBlockedFile, isUnsafeName } from './attachment.rules.js';

/** The only kind of file that an incoming email has (casemgr.md T-1). */
export const ASSET_APP = 'email';
export const ASSET_TYPE = 'attachment.inbound';

const LONGEST_NAME = 255;
const LONGEST_CONTENT_TYPE = 255;

/** REF §2: letters, digits, `@ : . _ - &`, white space, and everything beyond ASCII. */
const NAME = /^[A-Za-z0-9@:._\-&\s\u{80}-\u{10ffff}]+$/u;

/** RFC 9110 §8.3.1, with parameters only as far as a header can carry them. */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/;

/** A file that is going to be uploaded. */
export interface AssetAnnouncement {
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

interface AssetLimits {
  /** "Maximum email size for retriever (MB)" in bytes (casemgr.md Z-2). */
  readonly maximumBytes: number;
  readonly blockedFileExtensions: readonly string[];
}

/** What is wrong with a value that is there; the clause is that of the body when it says none. */
type Fault = string | { readonly reason: string; readonly clause: string };

type Check = (value: WireTree) => Fault | undefined;

type Checks = Readonly<Record<string, Check>>;

type Refusals = readonly [Refusal, ...Refusal[]];

/** The body of `preupload` (casemgr.md T-1, T-5). */
export function readAnnouncement(
  tree: WireTree,
  limits: AssetLimits,
): { readonly announcement: AssetAnnouncement } | { readonly refusals: Refusals } {
  const refusals = structureFaults(tree, {
    ...KIND_CHECKS,
    name: (value) => nameFault(value, limits.blockedFileExtensions),
    contentType: contentTypeFault,
    size: (value) => sizeFault(value, limits.maximumBytes),
  });
  if (hasAny(refusals) || !isWireObject(tree)) return { refusals: orNotAnObject(refusals) };
  const { name, contentType, size } = tree as { name: string; contentType: string; size: number | string };
  return { announcement: { name, contentType, size: Number(size) } };
}

/** The body of `predownload` (casemgr.md T-6). An altId that cannot exist is left to be not found. */
export function readDownloadRequest(tree: WireTree): { readonly altId: string } | { readonly refusals: Refusals } {
  const refusals = structureFaults(tree, { ...KIND_CHECKS, altId: textFault });
  if (hasAny(refusals) || !isWireObject(tree)) return { refusals: orNotAnObject(refusals) };
  return tree as { altId: string };
}

/** casemgr.md T-4, T-6: no such file for this caller. */
export function altIdNotFound(altId: string): Refusal {
  const reason = isAltId(altId) ? 'no file that this caller may use has this altId' : 'an altId is a UUID';
  return { code: '400-194', attribute: 'altId', reason, clause: 'T-4', id: altId };
}

const KIND_CHECKS: Checks = {
  app: (value) => (value === ASSET_APP ? undefined : `the only app is ${ASSET_APP}`),
  type: (value) => (value === ASSET_TYPE ? undefined : `the only type is ${ASSET_TYPE}`),
};

function textFault(value: WireTree): string | undefined {
  return typeof value === 'string' ? undefined : 'must be a text';
}

function nameFault(value: WireTree, blockedFileExtensions: readonly string[]): Fault | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (value.trim() === '') return 'a name must not be empty';
  if (Array.from(value).length > LONGEST_NAME) return `a name has at most ${LONGEST_NAME} characters`;
  if (isUnsafeName(value)) return 'a name has no control characters and none that turn the direction of text';
  if (!NAME.test(value)) return 'a name has letters, digits, white space and @ : . _ - & only';
  if (isBlockedFile(value, blockedFileExtensions)) {
    return { reason: `files with these extensions are blocked: ${blockedFileExtensions.join(', ')}`, clause: 'T-5' };
  }
  return undefined;
}

function contentTypeFault(value: WireTree): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (value.length > LONGEST_CONTENT_TYPE) return `a content type has at most ${LONGEST_CONTENT_TYPE} characters`;
  return MEDIA_TYPE.test(value) ? undefined : 'a content type is a media type such as application/pdf';
}

/** A number, or as XML has it, its digits. */
function sizeFault(value: WireTree, maximumBytes: number): Fault | undefined {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d+$/.test(digits)) return 'a size is a whole number of bytes, 0 or more';
  return Number(digits) > maximumBytes
    ? { reason: `the largest allowed size is ${maximumBytes} bytes`, clause: 'Z-2' }
    : undefined;
}

/** All that is wrong with the members: those that are not known first, then each known one in the contract's order. */
function structureFaults(tree: WireTree, checks: Checks): Refusal[] {
  if (!isWireObject(tree)) return [];
  const unknown = Object.keys(tree)
    .filter((member) => !Object.hasOwn(checks, member))
    .map((member): Refusal => ({ code: '400-147', attribute: member, reason: 'is not known here', clause: 'B-19' }));
  const invalid = Object.entries(checks).flatMap(([member, check]) => memberFault(member, tree[member], check));
  return [...unknown, ...invalid];
}

function memberFault(member: string, value: WireTree | undefined, check: Check): Refusal[] {
  // B-23: null means absent.
  if (value === undefined || value === null) {
    return [{ code: '400-146', attribute: member, reason: 'is required', clause: 'T-1' }];
  }
  const fault = check(value);
  if (fault === undefined) return [];
  const refusal = typeof fault === 'string' ? { reason: fault, clause: 'T-1' } : fault;
  return [{ code: '400-152', attribute: member, ...refusal }];
}

function hasAny(refusals: Refusal[]): refusals is [Refusal, ...Refusal[]] {
  return refusals.length > 0;
}

/** A tree without members has no faults in them; that it has none is the fault (casemgr.md B-18). */
function orNotAnObject(refusals: Refusal[]): Refusals {
  if (hasAny(refusals)) return refusals;
  return [{ code: '400-152', attribute: 'asset', reason: 'the body must be one object', clause: 'B-18' }];
}
