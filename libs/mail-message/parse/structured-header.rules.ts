/** Headers of the form `value; name=value`: Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231). */
import { decodeText } from '../charset.rules.js';
import { decodeWords } from '../encoded-words.rules.js';

export interface StructuredHeader {
  /** In lower case. */
  readonly value: string;
  /** By lower-case name, decoded; of two of a name the first one counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

export function readStructuredHeader(text: string): StructuredHeader {
  const [first = '', ...rest] = segmentsOf(text);
  const written = new Map<string, string>();
  for (const segment of rest) {
    const equals = segment.indexOf('=');
    if (equals === -1) continue;
    const name = segment.slice(0, equals).trim().toLowerCase();
    if (name !== '' && !written.has(name)) written.set(name, segment.slice(equals + 1).trim());
  }
  return { value: first.trim().toLowerCase(), parameters: assembled(written) };
}

/** At semicolons outside of quotes, without the quotes and without comments. */
function segmentsOf(text: string): string[] {
  const segments: string[] = [];
  let segment = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character === '"') quoted = false;
      else segment += character === '\\' ? text.charAt(++at) : character;
    } else if (depth > 0) {
      if (character === '\\') at++;
      else if (character === '(') depth++;
      else if (character === ')') depth--;
    } else if (character === '"') quoted = true;
    // Within a value a parenthesis is part of it: `name=Invoice(1).pdf`.
    else if (character === '(' && /(?:^|[\s;])$/.test(segment.slice(-1)) && text.includes(')', at)) depth = 1;
    else if (character === ';') {
      segments.push(segment);
      segment = '';
    } else segment += character;
  }
  return [...segments, segment];
}

interface Section {
  readonly place: number;
  readonly text: string;
  readonly isEncoded: boolean;
}

/** RFC 2231: `name*0*`, `name*1` … put together; a plain `name` goes before them, with the encoded words that many write. */
function assembled(written: ReadonlyMap<string, string>): Map<string, string> {
  const parameters = new Map<string, string>();
  const sections = new Map<string, Section[]>();
  for (const [name, text] of written) {
    const [, base, place, star] = /^([^*]+)\*(\d{1,3})?(\*)?$/.exec(name) ?? [];
    if (base === undefined) parameters.set(name, decodeWords(text));
    else {
      const section = { place: Number(place ?? 0), text, isEncoded: place === undefined || star !== undefined };
      sections.set(base, [...(sections.get(base) ?? []), section]);
    }
  }
  for (const [name, parts] of sections) parameters.set(name, joined(parts));
  return parameters;
}

function joined(sections: readonly Section[]): string {
  const sorted = sections.toSorted((one, other) => one.place - other.place);
  const [, charset = '', start] =
    /^([^']*)'[^']*'(.*)$/s.exec(sorted[0]?.isEncoded === true ? sorted[0].text : '') ?? [];
  const bytes = sorted.map(({ text, isEncoded }, index) => {
    const rest = index === 0 ? (start ?? text) : text;
    return isEncoded ? percentDecoded(rest) : Buffer.from(rest);
  });
  return decodeText(Buffer.concat(bytes), charset === '' ? undefined : charset).text;
}

function percentDecoded(text: string): Buffer {
  const latin = Buffer.from(text, 'utf8').toString('latin1');
  const decoded = latin.replace(/%([0-9a-f]{2})/gi, (_match, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}
