/**
 * Authentication-Results (RFC 8601) of a server that is ours and stands before us. Anybody can write such a header, and not
 * every server removes what it finds, so only the topmost one counts, and only if nobody else uses the name (mail-gateway.md MM-7).
 */
import { valuesOf, type HeaderField } from '../header-block.rules.js';
import type { DkimEvidence, SenderEvidence } from './sender-evidence.js';

interface Result {
  readonly method: string;
  readonly result: string;
  /** By `ptype.property`, in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

const MOST_RESULTS = 50;

export function readAuthenticationResults(fields: readonly HeaderField[], authservId: string): SenderEvidence {
  const written = valuesOf(fields, 'authentication-results').map((value) => split(withoutComments(value)));
  const wanted = authservId.toLowerCase();
  const ours = written.filter(([id = '']) => idOf(id) === wanted);
  const [only, ...others] = ours;
  if (!only) return none(`no Authentication-Results of ${authservId}`);
  if (others.length > 0) return none(`${ours.length} Authentication-Results claim to be of ${authservId}`);
  if (only !== written[0]) return none(`another Authentication-Results stands above the one of ${authservId}`);
  const results = only.slice(1, MOST_RESULTS + 1).flatMap((part) => readResult(part) ?? []);
  const spf = results.find(({ method }) => method === 'spf');
  const dmarc = results.find(({ method }) => method === 'dmarc');
  const arc = results.find(({ method }) => method === 'arc');
  return {
    source: 'authentication-results',
    ...(spf && { spf: { result: spf.result, domain: domainOf(spf, ['smtp.mailfrom', 'smtp.helo']) } }),
    dkim: results.filter(({ method }) => method === 'dkim').map(toDkim),
    ...(dmarc && { dmarc: { result: dmarc.result, domain: domainOf(dmarc, ['header.from']) } }),
    ...(arc && { arc: { result: arc.result } }),
  };
}

function none(reason: string): SenderEvidence {
  return { source: 'none', dkim: [], reason };
}

/** What it covers is not said, so it never makes desk headers trusted. */
function toDkim(result: Result): DkimEvidence {
  const domain = domainOf(result, ['header.d', 'header.i']);
  return { result: result.result, domain, aligned: false, covers: [], bodyLimited: false };
}

function domainOf({ properties }: Result, names: readonly string[]): string {
  const value = names.map((name) => properties.get(name)).find((found) => found !== undefined) ?? '';
  return value.slice(value.lastIndexOf('@') + 1).toLowerCase();
}

function withoutComments(text: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      if (depth === 0) kept += text.slice(at, at + 2);
      at++;
      continue;
    }
    if (depth === 0 && character === '"') quoted = !quoted;
    if (!quoted && character === '(') depth++;
    else if (!quoted && character === ')' && depth > 0) depth--;
    else if (depth === 0) kept += character;
  }
  return kept;
}

/** At semicolons outside of quotes. */
function split(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"|[^;"])+|"/g) ?? []).map((part) => part.trim());
}

/** `mx.example.com 1`: the number is the version. */
function idOf(text: string): string {
  const [id = '', version = '1'] = text.replaceAll('"', '').split(/\s+/);
  return version === '1' ? id.toLowerCase() : '';
}

/** `dkim=pass header.d=example.com header.s=key` */
function readResult(text: string): Result | undefined {
  const [first = '', ...rest] = text.replace(/\s*=\s*/g, '=').split(/\s+/);
  const [, method, result] = /^([a-z][a-z0-9-]*)(?:\/\d+)?=([a-z]+)$/i.exec(first) ?? [];
  if (method === undefined || result === undefined) return undefined;
  const properties = new Map<string, string>();
  for (const property of rest) {
    const [, name, value] = /^([a-z]+\.[a-z0-9-]+)=(.+)$/i.exec(property) ?? [];
    if (name === undefined || value === undefined || properties.has(name.toLowerCase())) continue;
    properties.set(name.toLowerCase(), value.replaceAll('"', ''));
  }
  return { method: method.toLowerCase(), result: result.toLowerCase(), properties };
}
