import { MalformedBody } from './malformed.js';

/** Empty ones between two `&` included. */
const MOST_FIELDS = 100;

/**
 * The fields of application/x-www-form-urlencoded in their order. One after the other, because a body can hold millions of
 * them and its reader gives up at the first that it does not want. Throws a `MalformedBody` for what is no UTF-8.
 */
export function* readUrlencoded(bytes: Buffer): Generator<readonly [name: string, value: string]> {
  let fields = 0;
  for (let start = 0; start < bytes.length;) {
    fields += 1;
    if (fields > MOST_FIELDS) throw new MalformedBody(`more than ${MOST_FIELDS} fields`);
    const ampersand = bytes.indexOf('&', start);
    const field = bytes.subarray(start, ampersand === -1 ? bytes.length : ampersand);
    start += field.length + 1;
    if (field.length === 0) continue;
    const equals = field.indexOf('=');
    const nameEnd = equals === -1 ? field.length : equals;
    yield [decode(field.subarray(0, nameEnd)), decode(field.subarray(nameEnd + 1))];
  }
}

function decode(encoded: Buffer): string {
  try {
    return decodeURIComponent(encoded.toString('utf8').replaceAll('+', ' '));
  } catch {
    throw new MalformedBody('a field of the form is not percent-encoded UTF-8');
  }
}
