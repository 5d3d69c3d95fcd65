/**
 * What a sender may do with the record that its mail leads to: records-by-email.md RU-4. A key finds the record, the sender
 * decides the permission. The one table of it, for cases and customers as for the tables of an admin.
 */

/** What leads a mail to a record. A number that people have written is nothing of this kind, only a hint. */
export type Evidence =
  /** A record key, or a reply address: known to whom we have written, and to whom they have passed it on. */
  | 'key'
  /** A Message-ID that we have sent, signed or remembered: no secret. */
  | 'own-message-id'
  /** The address that a customer is known by, at an account of customers: whoever takes no part has another. */
  | 'address'
  /** A Message-ID of somebody else's mail. */
  | 'foreign-message-id';

/** Who the sender is to the record. Whoever takes part in it is known by its address only, unless somebody has verified it. */
export type Standing = 'verified' | 'unverified' | 'unknown';

/** What an account does with a sender who has a key and is not known in the record. */
export const UNKNOWN_SENDER_WITH_KEY = ['unverified', 'hold', 'new'] as const;

export type UnknownSenderWithKey = (typeof UNKNOWN_SENDER_WITH_KEY)[number];

export type Ruling =
  /** `limited`: what was said is added, and marked; no field is read from it, and no right of staff counts. */
  | { readonly kind: 'update'; readonly limited: false }
  | { readonly kind: 'update'; readonly limited: true; readonly remark: string }
  | { readonly kind: 'hold'; readonly reason: string }
  /** As if it led nowhere, except that people are told where to. */
  | { readonly kind: 'new' };

const NOT_VERIFIED = 'nobody has verified that the sender is who it says';
export const PASSED_ON = 'the mail that it answers was sent to somebody else';
export const NOT_KNOWN = 'the sender takes no part in it, but has a key of it';
const LET_GO = 'the sender takes no part in it; somebody has let the mail go';

const FULL: Ruling = { kind: 'update', limited: false };
const NEW: Ruling = { kind: 'new' };

/** `isReleased`: somebody has looked at the mail, and let it go. */
export function rule(
  evidence: Evidence,
  standing: Standing,
  unknownSenderWithKey: UnknownSenderWithKey,
  isReleased: boolean,
): Ruling {
  switch (standing) {
    case 'verified':
      return FULL;
    case 'unverified':
      return evidence === 'foreign-message-id' ? NEW : limited(NOT_VERIFIED);
    case 'unknown':
      return ruleUnknown(evidence, unknownSenderWithKey, isReleased);
  }
}

function ruleUnknown(evidence: Evidence, setting: UnknownSenderWithKey, isReleased: boolean): Ruling {
  if (evidence === 'foreign-message-id' || setting === 'new') return NEW;
  if (setting === 'unverified') return evidence === 'key' ? limited(NOT_KNOWN) : NEW;
  if (isReleased) return limited(LET_GO);
  return { kind: 'hold', reason: 'the sender takes no part in the record that it writes about' };
}

function limited(remark: string): Ruling {
  return { kind: 'update', limited: true, remark };
}
