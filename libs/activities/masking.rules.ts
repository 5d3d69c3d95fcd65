/** Masking what must not be kept (around-activity.md ACT-8): patterns in RE2's syntax, whose time grows with the text alone. */
import { RE2JS } from 're2js';

/** What a letter or digit of something masked becomes; other characters keep the shape. */
const MASK = '*';

export type Masker = (text: string) => string;

/** Masks all that any of the patterns finds, and tells what that was. */
export function maskerOf(patterns: readonly string[], onFound: (text: string) => void = () => undefined): Masker {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern));
  const hide = (found: string): string => {
    const hidden = found.replace(/[\p{L}\p{N}]/gu, MASK);
    if (hidden !== found) onFound(found);
    return hidden;
  };
  return (text) => compiled.reduce((masked, pattern) => pattern.matcher(masked).replaceAll(hide), text);
}

/** Masks every text of a JSON value; names of members and numbers stay, so that it is still one of its kind. */
export function maskedLeaves(value: unknown, mask: Masker): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskedLeaves(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskedLeaves(member, mask)]));
}
