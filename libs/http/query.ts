/** Query parameters by name, each with all the values it was given, in order. */
export type QueryValues = ReadonlyMap<string, readonly string[]>;

export function readQuery(url: string): QueryValues {
  const values = new Map<string, string[]>();
  const start = url.indexOf('?');
  if (start === -1) return values;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    const sofar = values.get(name);
    if (sofar) sofar.push(value);
    else values.set(name, [value]);
  }
  return values;
}
