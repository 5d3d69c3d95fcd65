/**
 * A tree becomes an instance of a body class, or refusals in the order of casemgr.md §3.6: members that the class does not
 * have (400-147), required ones that are missing (400-146), then bad values (400-152), each with its dotted path.
 */
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Refusal } from '#runtime/errors/refusal.js';
import { membersOf, type BodyType, type MemberLayout } from './body-members.js';
import { isStorable } from './storable.rules.js';
import { isWireObject, type Shape, type WireTree } from './tree.js';

export type BodyOutcome<Body> = { readonly body: Body } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

/** `root` is the path of the tree itself, empty for a whole request body. */
export function readBody<Body extends object>(type: BodyType<Body>, tree: WireTree, clause: string): BodyOutcome<Body> {
  const refuse = (code: Refusal['code'], attribute: string, reason: string): Refusal => ({
    code,
    attribute,
    reason,
    clause,
  });
  if (!isWireObject(tree)) return { refusals: [refuse('400-152', 'body', 'one object is expected')] };
  const unknown = unknownMembers(type, tree, '').map((path) => refuse('400-147', path, 'there is no such attribute'));
  const unstorable = unstorableTexts(tree, '').map((path) => refuse('400-152', path, UNSTORABLE_REASON));
  const [first, ...others] = [...unknown, ...unstorable];
  if (first) return { refusals: [first, ...others] };
  const body = plainToInstance(type, tree);
  const faults = validateSync(body, { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) =>
    faultsOf(error, ''),
  );
  const missing = faults
    .filter(({ isMissing }) => isMissing)
    .map(({ path }) => refuse('400-146', path, 'it is required'));
  const bad = faults.filter(({ isMissing }) => !isMissing).map(({ path, reason }) => refuse('400-152', path, reason));
  const [worst, ...rest] = [...missing, ...bad];
  return worst ? { refusals: [worst, ...rest] } : { body };
}

/** How XML lays out a body class. */
export function shapeOf(type: BodyType): Shape {
  const members = [...membersOf(type)].map(([name, layout]): [string, Shape] => {
    const item: Shape = layout.itemType ? shapeOf(layout.itemType()) : 'value';
    return [name, layout.isList ? { list: item } : layout.isByName ? { members: {}, others: item } : item];
  });
  return { members: Object.fromEntries(members) };
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

function unknownMembers(type: BodyType, tree: WireTree, path: string): string[] {
  if (!isWireObject(tree)) return [];
  const members = membersOf(type);
  return Object.entries(tree).flatMap(([name, value]) => {
    const layout = members.get(name);
    return layout ? unknownBelow(layout, value, join(path, name)) : [join(path, name)];
  });
}

function unknownBelow({ itemType, isByName }: MemberLayout, value: WireTree, path: string): string[] {
  if (!itemType) return [];
  if (isByName && isWireObject(value)) {
    // class-transformer leaves out what every object has, such as `constructor`.
    return Object.entries(value).flatMap(([name, item]) =>
      name in Object.prototype ? [join(path, name)] : unknownMembers(itemType(), item, join(path, name)),
    );
  }
  return Array.isArray(value)
    ? value.flatMap((item, index) => unknownMembers(itemType(), item, `${path}[${index}]`))
    : unknownMembers(itemType(), value, path);
}

export const UNSTORABLE_REASON = 'it contains a control character or half of a surrogate pair (B-23)';

/** The paths of texts that cannot be stored (casemgr.md B-23). */
export function unstorableTexts(tree: WireTree, path: string): string[] {
  if (typeof tree === 'string') return isStorable(tree) ? [] : [path];
  if (Array.isArray(tree)) return tree.flatMap((item, index) => unstorableTexts(item, `${path}[${index}]`));
  if (!isWireObject(tree)) return [];
  return Object.entries(tree).flatMap(([name, value]) => unstorableTexts(value, join(path, name)));
}

interface Fault {
  readonly path: string;
  readonly reason: string;
  readonly isMissing: boolean;
}

function faultsOf(error: ValidationError, parent: string): Fault[] {
  const isIndex = Array.isArray(error.target);
  const path = isIndex ? `${parent}[${error.property}]` : join(parent, error.property);
  const constraints = error.constraints ?? {};
  if (Object.keys(constraints).length === 0) return (error.children ?? []).flatMap((child) => faultsOf(child, path));
  const ofItems = itemFaults(error, path);
  if (ofItems.length > 0) return ofItems;
  return [{ path, reason: reasonOf(constraints, error.property), isMissing: 'isDefined' in constraints }];
}

/** class-validator does not say which item of a list is bad, so each one is judged alone. */
function itemFaults(error: ValidationError, path: string): Fault[] {
  const list: unknown = error.value;
  const { target, property } = error;
  if (!Array.isArray(list) || !target || Array.isArray(target)) return [];
  const type = target.constructor as BodyType;
  if (!membersOf(type).get(property)?.isList) return [];
  return list.flatMap((item: unknown, index): Fault[] => {
    const alone = Object.assign(new type(), { [property]: [item] });
    const fault = validateSync(alone).find((other) => other.property === property)?.constraints;
    return fault ? [{ path: `${path}[${index}]`, reason: reasonOf(fault, property), isMissing: false }] : [];
  });
}

function reasonOf(constraints: Readonly<Record<string, string>>, property: string): string {
  const reasons = Object.values(constraints).map((text) =>
    text.replace(`each value in ${property} `, 'it ').replace(`each value in nested property ${property} `, 'it '),
  );
  return reasons.join('; ');
}
