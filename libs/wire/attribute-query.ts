import { Failure } from '#runtime/errors/failure.js';
import { singleValue } from './collection-query.js';

const ALL = 'all';
const CUSTOM = 'custom.';

/** What is shown of a sent value, so that the list after it still fits into the envelope. */
const SHOWN_LENGTH = 40;

/** What `$attribute` asks for beyond the summary (casemgr.md §4). */
export class AttributeSelection {
  constructor(private readonly names: ReadonlySet<string>) {}

  includes(name: string): boolean {
    return this.names.has(ALL) || this.names.has(name);
  }

  /** The custom attributes asked for by name; undefined when all are. */
  customAttributes(): ReadonlySet<string> | undefined {
    if (this.names.has(ALL)) return undefined;
    const named = [...this.names].filter((name) => name.startsWith(CUSTOM));
    return new Set(named.map((name) => name.slice(CUSTOM.length)));
  }
}

/**
 * Reads `$attribute`: a comma list of `all`, the names that the operation supports, and `custom.<name>` for configured custom
 * attributes where it has any. Anything else is refused with 400-116, which lists what is supported.
 */
export function readAttributes(
  query: ReadonlyMap<string, readonly string[]>,
  supported: readonly string[],
  isCustomAttribute?: (name: string) => boolean,
): AttributeSelection {
  const value = singleValue(query, '$attribute');
  const names = value?.split(',').map((name) => name.trim()) ?? [];
  const isSupported = (name: string) =>
    name === ALL ||
    supported.includes(name) ||
    (name.startsWith(CUSTOM) && isCustomAttribute?.(name.slice(CUSTOM.length)));
  const refused = names.find((name) => !isSupported(name));
  if (refused === undefined) return new AttributeSelection(new Set(names));
  const list = [ALL, ...supported, ...(isCustomAttribute ? [`${CUSTOM}<name>`] : [])];
  throw new Failure('400-116', {
    $attribute_value: refused.slice(0, SHOWN_LENGTH),
    supported_attribute_list: list.join(','),
  });
}

/** Like `readAttributes`, where the caller has to say what it wants: 400-112 when it does not. */
export function readRequiredAttributes(
  query: ReadonlyMap<string, readonly string[]>,
  supported: readonly string[],
): AttributeSelection {
  if (!query.has('$attribute')) throw new Failure('400-112', { query_parameter: '$attribute' });
  return readAttributes(query, supported);
}
