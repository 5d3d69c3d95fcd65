/** How a document or a request treats what an item leaves out (runtime.md §4): PUT replaces, PATCH merges. */
export type MergeMode = 'replace' | 'merge';

type Given<Fields> = { readonly [Member in keyof Fields]?: Fields[Member] | null | undefined };

/**
 * The members of an item after a change. What is given counts; null counts only where the default is null, and means absent
 * elsewhere (casemgr.md B-23). What is left out keeps its value when merging, takes its default when replacing; a list that
 * is left out always keeps its value.
 */
export function merged<Fields extends object>(
  mode: MergeMode,
  given: Given<Fields>,
  previous: Fields | undefined,
  defaults: Fields,
): Fields {
  const members = Object.keys(defaults) as (keyof Fields)[];
  const settle = (member: keyof Fields): Fields[keyof Fields] => {
    const value = given[member];
    if (value !== undefined && (value !== null || defaults[member] === null)) return value as Fields[keyof Fields];
    const isKept = previous !== undefined && (mode === 'merge' || Array.isArray(defaults[member]));
    return isKept ? previous[member] : defaults[member];
  };
  return Object.fromEntries(members.map((member) => [member, settle(member)])) as Fields;
}
