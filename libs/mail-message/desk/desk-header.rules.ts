/** The desk headers of a raw header block, within their limits (mail-gateway.md MX-10, MX-12, MX-13). */
import { decodedText } from '../clean-text.rules.js';
import type { HeaderField } from '../header-block.rules.js';
import type { RawDeskHeader } from '../message.js';

/** Bytes of one header, unfolded. */
const LONGEST_HEADER = 8 * 1024;
/** Bytes of all. */
const MOST_BYTES = 64 * 1024;
const MOST_HEADERS = 100;

/** In the order of the mail. What passes a limit is there with its fault; past the last limit one entry stands for the rest. */
export function readDeskHeaders(fields: readonly HeaderField[], prefix: string): RawDeskHeader[] {
  const ours = prefix.toLowerCase();
  const found = fields.filter(({ name }) => name.startsWith(ours) && name.length > ours.length);
  let bytes = 0;
  const headers = found.slice(0, MOST_HEADERS).map(({ name, value, size }): RawDeskHeader => {
    const field = name.slice(ours.length);
    if (size > LONGEST_HEADER) {
      return { name, field, raw: '', value: '', fault: `has ${size} bytes, at most ${LONGEST_HEADER} are read` };
    }
    bytes += size;
    if (bytes > MOST_BYTES) {
      return { name, field, raw: '', value: '', fault: `the headers together have more than ${MOST_BYTES} bytes` };
    }
    return { name, field, raw: value, value: decodedText(value) };
  });
  const [beyond] = found.slice(MOST_HEADERS);
  if (!beyond) return headers;
  const fault = `is one of ${found.length}, at most ${MOST_HEADERS} are read`;
  return [...headers, { name: beyond.name, field: beyond.name.slice(ours.length), raw: '', value: '', fault }];
}
