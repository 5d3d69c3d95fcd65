/** Which desk headers of a mail are in force, and what became of each (mail-gateway.md MX-1 to MX-11, MX-16). */
import type { CustomAttribute } from '#configuration/partition-snapshot.js';
import { cleanText } from '../clean-text.rules.js';
import { readMailboxes } from '../mailbox.rules.js';
import type { RawDeskHeader } from '../message.js';
import { isCountryCode } from './countries.rules.js';
import { readCustomValue } from './custom-value.rules.js';
import type { DeskReport, DeskStatus, DeskValues, HeaderOutcome } from './desk-values.js';
import { isIpLiteral } from './ip-literal.js';
import type { Trust } from './trust.rules.js';

export interface DeskContext {
  readonly attributes: readonly CustomAttribute[];
  /** Whether mail to an address comes here, so that it is nobody's address. */
  readonly isOwnAddress: (address: string) => boolean;
}

export interface DeskDecision {
  readonly values: DeskValues;
  /** In the order of the mail. */
  readonly outcomes: readonly HeaderOutcome[];
}

const AUTH = 'auth';
export const STATUSES: readonly DeskStatus[] = ['new', 'open', 'pending', 'resolved', 'closed'];
const LONGEST_TEXT = 255;
const LONGEST_USER_AGENT = 1024;
const LONGEST_LABEL = 100;
const MOST_LABELS = 100;

type Writable<Shape> = { -readonly [Member in keyof Shape]: Shape[Member] };

interface Draft extends Writable<Omit<DeskValues, 'customerCustom' | 'caseCustom' | 'labels'>> {
  readonly customerCustom: Record<string, readonly string[]>;
  readonly caseCustom: Record<string, readonly string[]>;
  readonly labels: string[];
}

interface Deciding {
  readonly values: Draft;
  readonly reported: Writable<DeskReport>;
  readonly context: DeskContext;
}

interface Verdict {
  readonly outcome: HeaderOutcome['outcome'];
  readonly reason?: string;
}

const APPLIED: Verdict = { outcome: 'applied' };

function invalid(reason: string): Verdict {
  return { outcome: 'invalid', reason };
}

export function decideDeskHeaders(desk: readonly RawDeskHeader[], trust: Trust, context: DeskContext): DeskDecision {
  const deciding: Deciding = { values: { customerCustom: {}, caseCustom: {}, labels: [] }, reported: {}, context };
  const seen = new Set<string>();
  const outcomes = desk.map((header): HeaderOutcome => {
    const verdict = verdictOn(header, trust, seen, deciding);
    seen.add(header.field);
    return { header: header.name, ...verdict };
  });
  const { values, reported } = deciding;
  const isHalfPlace = (reported.lat === undefined) !== (reported.lng === undefined);
  if (isHalfPlace) {
    delete reported.lat;
    delete reported.lng;
  }
  if (Object.keys(reported).length > 0) values.reported = reported;
  return { values, outcomes: isHalfPlace ? outcomes.map(withoutPlace) : outcomes };
}

/** MX-9: a latitude without a longitude is no place. */
function withoutPlace(outcome: HeaderOutcome): HeaderOutcome {
  const isPlace = /interaction-(?:lat|lng)$/.test(outcome.header) && outcome.outcome === 'applied';
  return isPlace ? { header: outcome.header, ...invalid('latitude and longitude are a place together only') } : outcome;
}

function verdictOn(header: RawDeskHeader, trust: Trust, seen: ReadonlySet<string>, deciding: Deciding): Verdict {
  const { field, fault } = header;
  if (field === AUTH) return verdictOnAuth(trust);
  if (!trust.trusted)
    return { outcome: 'ignored_untrusted', ...(trust.reason !== undefined && { reason: trust.reason }) };
  if (fault !== undefined) return invalid(fault);
  // MX-10: labels unite; of all others the first one counts, also when it is invalid.
  if (seen.has(field) && field !== 'case-labels') return { outcome: 'duplicate', reason: 'the first one counts' };
  const custom = /^(case|customer)-custom-(.*)$/.exec(field);
  if (custom) return readCustom(custom[1] === 'case' ? 'case' : 'customer', custom[2] ?? '', header, deciding);
  const read = READERS.get(field);
  if (!read) return { outcome: 'unknown' };
  return header.value === '' ? invalid('is empty') : read(header, deciding);
}

/** MX-15: the signature is judged with the trust that it gives, or not. */
function verdictOnAuth({ trusted, by, signatureFault }: Trust): Verdict {
  if (by === 'hmac') return APPLIED;
  if (signatureFault !== undefined) return invalid(signatureFault);
  return trusted ? APPLIED : { outcome: 'ignored_untrusted' };
}

/** By field, without the prefix; custom attributes apart. */
const READERS: ReadonlyMap<string, (header: RawDeskHeader, deciding: Deciding) => Verdict> = new Map(
  Object.entries<(header: RawDeskHeader, deciding: Deciding) => Verdict>({
    'customer-email': readCustomer,
    'case-labels': readLabels,
    'case-status': readStatus,
    'case-external-id': readExternalId,
    'case-language': readLanguage,
    'interaction-direction': readDirection,
    'interaction-ip-address': readIpAddress,
    'interaction-lat': ({ value }, { reported }) => readDegrees(value, 90, (degrees) => (reported.lat = degrees)),
    'interaction-lng': ({ value }, { reported }) => readDegrees(value, 180, (degrees) => (reported.lng = degrees)),
    'interaction-city': ({ value }, { reported }) => readText(value, LONGEST_TEXT, (text) => (reported.city = text)),
    'interaction-region': ({ value }, { reported }) =>
      readText(value, LONGEST_TEXT, (text) => (reported.region = text)),
    'interaction-country-code': readCountry,
    'interaction-user-agent': ({ value }, { reported }) =>
      readText(value, LONGEST_USER_AGENT, (text) => (reported.userAgent = text)),
  }),
);

/** What of a case a mail can also name without a header (records-by-email.md RI-10). */
export const CASE_MEMBERS = ['labels', 'status', 'language'] as const;

/** Such a member, judged as the header of its name is: one value, or the labels. */
export function readCaseMember(
  member: (typeof CASE_MEMBERS)[number],
  text: string,
): { readonly values: readonly string[] } | { readonly reason: string } {
  if (text === '') return { reason: 'is empty' };
  const values: Draft = { customerCustom: {}, caseCustom: {}, labels: [] };
  const context = { attributes: [], isOwnAddress: () => false };
  const field = `case-${member}`;
  const verdict = READERS.get(field)?.(
    { name: field, field, raw: text, value: text },
    { values, reported: {}, context },
  );
  if (verdict?.outcome !== 'applied') return { reason: verdict?.reason ?? 'is unknown' };
  return { values: member === 'labels' ? values.labels : [values[member] ?? ''] };
}

/** The fields of §6 that stand for themselves; custom attributes come besides. */
export const DESK_FIELDS: readonly string[] = [...READERS.keys()];

/** MX-1. */
function readCustomer({ raw }: RawDeskHeader, { values, context }: Deciding): Verdict {
  const { mailboxes, faults } = readMailboxes(withPlainQuotes(raw));
  const [mailbox] = mailboxes;
  if (!mailbox) return invalid(faults[0] ?? 'has no address');
  if (faults.length > 0 || mailboxes.length > 1) return invalid('names more than one customer');
  if (context.isOwnAddress(mailbox.address)) return invalid('is an address at which mail arrives here');
  values.customer = { address: mailbox.address, ...namesOf(cleanText(mailbox.name.replace(/"/g, ' '))) };
  return APPLIED;
}

/** Word processors turn quotes typographic, so those count as quotes; also around all of it, name and address. */
function withPlainQuotes(text: string): string {
  const plain = text.replace(/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"');
  const [, within = plain] = /^\s*"([^"]*<[^"<>]*>)\s*"\s*$/.exec(plain) ?? [];
  return within;
}

/** First and last name of a display name: `Ann Bell`, `Bell, Ann`, `Ann`. */
export function namesOf(name: string): { firstName?: string; lastName?: string } {
  const turned = /^([^,]+),([^,]+)$/.exec(name);
  const words = (turned ? `${(turned[2] ?? '').trim()} ${(turned[1] ?? '').trim()}` : name).split(' ');
  const firstWords = turned ? (turned[2] ?? '').trim().split(' ').length : 1;
  const firstName = words.slice(0, firstWords).join(' ');
  const lastName = words.slice(firstWords).join(' ');
  return { ...(firstName !== '' && { firstName }), ...(lastName !== '' && { lastName }) };
}

/** MX-3. */
function readLabels({ value }: RawDeskHeader, { values }: Deciding): Verdict {
  const written = value.split(',').map((label) => label.trim());
  const labels = written.filter((label) => label !== '' && label.length <= LONGEST_LABEL);
  const isTooLong = written.some((label) => label.length > LONGEST_LABEL);
  if (labels.length === 0) return invalid(isTooLong ? `a label has at most ${LONGEST_LABEL} characters` : 'is empty');
  const known = new Set(values.labels.map((label) => label.toLowerCase()));
  const added = labels.filter((label) => !known.has(label.toLowerCase()) && known.add(label.toLowerCase()));
  const room = MOST_LABELS - values.labels.length;
  values.labels.push(...added.slice(0, room));
  if (added.length > room) return { ...APPLIED, reason: `labels beyond ${MOST_LABELS} are left out` };
  return isTooLong ? { ...APPLIED, reason: `labels of more than ${LONGEST_LABEL} characters are left out` } : APPLIED;
}

/** MX-4. */
function readStatus({ value }: RawDeskHeader, { values }: Deciding): Verdict {
  const status = STATUSES.find((known) => known === value.toLowerCase());
  if (status === undefined) return invalid(`must be one of ${STATUSES.join(', ')}`);
  values.status = status;
  return APPLIED;
}

/** MX-5. */
function readExternalId({ value }: RawDeskHeader, { values }: Deciding): Verdict {
  return readText(value, LONGEST_TEXT, (text) => (values.externalId = text));
}

/** MX-7. */
function readLanguage({ value }: RawDeskHeader, { values }: Deciding): Verdict {
  const language = canonicalLanguage(value.replaceAll('_', '-'));
  if (language === undefined) return invalid('must be a language by ISO 639-1 or BCP 47');
  values.language = language;
  return APPLIED;
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

function canonicalLanguage(tag: string): string | undefined {
  try {
    const [language] = Intl.getCanonicalLocales(tag);
    const isKnown = language !== undefined && LANGUAGES.of(new Intl.Locale(language).language) !== undefined;
    return isKnown && language.length <= LONGEST_TEXT ? language : undefined;
  } catch {
    return undefined;
  }
}

/** MX-8. */
function readDirection({ value }: RawDeskHeader, { values }: Deciding): Verdict {
  const direction = value.toLowerCase();
  if (direction !== 'in' && direction !== 'out') return invalid('must be in or out');
  values.direction = direction;
  return APPLIED;
}

function readIpAddress({ value }: RawDeskHeader, { reported }: Deciding): Verdict {
  if (!isIpLiteral(value)) return invalid('must be an IPv4 or IPv6 address, without port or zone');
  reported.ipAddress = value.toLowerCase();
  return APPLIED;
}

function readDegrees(value: string, limit: number, take: (degrees: number) => void): Verdict {
  const degrees = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/.test(value) ? Number(value) : NaN;
  if (!(Math.abs(degrees) <= limit)) return invalid(`must be decimal degrees from -${limit} to ${limit}`);
  take(degrees);
  return APPLIED;
}

function readCountry({ value }: RawDeskHeader, { reported }: Deciding): Verdict {
  const code = value.toUpperCase();
  if (!isCountryCode(code)) return invalid('must be a country code by ISO 3166-1 alpha-2');
  reported.countryCode = code;
  return APPLIED;
}

function readText(value: string, limit: number, take: (text: string) => void): Verdict {
  const length = Array.from(value).length;
  if (length > limit) return invalid(`must have at most ${limit} characters, has ${length}`);
  take(value);
  return APPLIED;
}

/** MX-2, MX-6, MX-16. Keys are compared without regard to case, because names of headers are. */
function readCustom(
  object: 'case' | 'customer',
  key: string,
  { value }: RawDeskHeader,
  { values, context }: Deciding,
): Verdict {
  if (key.includes('_')) return { outcome: 'unsupported_key', reason: 'a key must not contain an underscore' };
  const [attribute, ...others] = context.attributes.filter(
    (candidate) => candidate.object === object && candidate.active && candidate.name.toLowerCase() === key,
  );
  if (!attribute) return { outcome: 'unknown', reason: `no custom attribute of ${object}s has this key` };
  if (others.length > 0) return invalid('more than one custom attribute has this key, apart from upper and lower case');
  const read = readCustomValue(attribute, value);
  if ('reason' in read) return invalid(read.reason);
  (object === 'case' ? values.caseCustom : values.customerCustom)[attribute.name] = read.values;
  return APPLIED;
}
