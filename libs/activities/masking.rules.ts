/** Masking what must not be kept (around-activity.md ACT-8): patterns in RE2's syntax, whose time grows with the text alone. */
import { RE2JS } from 're2js';

/** What a letter or digit of something masked becomes; other characters keep the shape. */
const MASK = '*';

export type Masker = (text: string) => string;

/** Masks all that any of the patterns finds. */
export function maskerOf(patterns: readonly string[]): Masker {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern));
  return (text) =>
    compiled.reduce(
      (masked, pattern) => pattern.matcher(masked).replaceAll((found: string) => found.replace(/[\p{L}\p{N}]/gu, MASK)),
      text,
    );
}
