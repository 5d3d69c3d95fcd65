/**
 * The members of a body class, one decorator each: what class-validator checks, and what the body reader needs to know of
 * the layout. A member is optional and may be null unless it is required; null means absent (casemgr.md B-23).
 */
import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { readDateTime } from './date-time.rules.js';

export type BodyType<Body extends object = object> = new () => Body;

/** How a member is laid out: one value, a list of values, one object, a list of objects, or objects by name. */
export interface MemberLayout {
  readonly isList: boolean;
  /** The members of the object are items, each under a name of its own. */
  readonly isByName?: boolean;
  readonly itemType?: (() => BodyType) | undefined;
}

interface TextRule {
  readonly pattern: RegExp | ((text: string) => boolean);
  /** English; what the details of a refusal say. */
  readonly reason: string;
}

interface TextOptions {
  readonly isRequired?: boolean;
  readonly mayBeEmpty?: boolean;
  readonly rule?: TextRule;
}

/** Longer than any id that we give out or take in. */
const LONGEST_ID = 100;

const LAYOUTS = Symbol('casemgr:members');

/** The members of a body class by name, inherited ones included. */
export function membersOf(type: BodyType): ReadonlyMap<string, MemberLayout> {
  return (
    (Reflect.getMetadata(LAYOUTS, type.prototype as object) as ReadonlyMap<string, MemberLayout> | undefined) ??
    new Map()
  );
}

function member(layout: MemberLayout, ...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    const inherited = membersOf(target.constructor as BodyType);
    Reflect.defineMetadata(LAYOUTS, new Map(inherited).set(String(name), layout), target);
    for (const decorate of decorators) decorate(target, name);
  };
}

const VALUE: MemberLayout = { isList: false };

function follows({ pattern, reason }: TextRule, options: { readonly each?: true } = {}): PropertyDecorator {
  if (typeof pattern !== 'function') return Matches(pattern, { ...options, message: reason });
  const validate = (value: unknown) => typeof value === 'string' && pattern(value);
  return ValidateBy({ name: 'followsRule', validator: { validate, defaultMessage: () => reason } }, options);
}

/** A text of at most `longest` characters, not empty unless the options say so. */
export function Text(longest: number, options: TextOptions = {}): PropertyDecorator {
  return member(
    VALUE,
    options.isRequired ? IsDefined() : IsOptional(),
    IsString(),
    MinLength(options.mayBeEmpty ? 0 : 1),
    MaxLength(longest),
    ...(options.rule ? [follows(options.rule)] : []),
  );
}

/** A required text: what an item is recognised by. */
export function Key(longest: number, rule?: TextRule): PropertyDecorator {
  return Text(longest, { isRequired: true, ...(rule && { rule }) });
}

/** true or false; as text too, which is all that XML has. */
export function Flag(): PropertyDecorator {
  const toFlag = Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );
  return member(VALUE, IsOptional(), toFlag, IsBoolean());
}

/** A whole number within limits; as text too, which is all that XML has. */
export function WholeNumber(smallest: number, largest: number): PropertyDecorator {
  const toNumber = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );
  return member(VALUE, IsOptional(), toNumber, IsInt(), Min(smallest), Max(largest));
}

/** One of a fixed vocabulary of texts; a number is taken as its text. */
export function Choice(choices: readonly string[], options: Pick<TextOptions, 'isRequired'> = {}): PropertyDecorator {
  const toText = Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value));
  return member(VALUE, options.isRequired ? IsDefined() : IsOptional(), toText, IsIn(choices));
}

/** A list of different texts. One empty text alone is the empty list, because XML has no other way to send one. */
export function TextList(mostItems: number, longest: number, rule?: TextRule): PropertyDecorator {
  const toList = Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) && value.length === 1 && value[0] === '' ? [] : value,
  );
  return member(
    { isList: true },
    IsOptional(),
    toList,
    IsArray(),
    ArrayMaxSize(mostItems),
    ArrayUnique(),
    IsString({ each: true }),
    MinLength(1, { each: true }),
    MaxLength(longest, { each: true }),
    ...(rule ? [follows(rule, { each: true })] : []),
  );
}

/** A list of texts out of a fixed vocabulary. */
export function ChoiceList(choices: readonly string[]): PropertyDecorator {
  return member({ isList: true }, IsOptional(), IsArray(), ArrayUnique(), IsIn(choices, { each: true }));
}

/** A single value, as text whatever JSON it was; it may be empty. */
export function Scalar(longest: number): PropertyDecorator {
  const toText = Transform(({ value }: { value: unknown }) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
  );
  return member(VALUE, IsOptional(), toText, IsString(), MaxLength(longest));
}

/** An id, a JSON number or a string (casemgr.md B-20); whether it names anything is for the facts to say. */
export function Id(options: Pick<TextOptions, 'isRequired'> = {}): PropertyDecorator {
  const toText = Transform(({ value }: { value: unknown }) => (typeof value === 'number' ? String(value) : value));
  return member(
    VALUE,
    options.isRequired ? IsDefined() : IsOptional(),
    toText,
    IsString(),
    MinLength(1),
    MaxLength(LONGEST_ID),
  );
}

/** An ISO 8601 date and time with a zone, kept as text; also as an object with the member `date`, which is how XML may have it. */
export function Moment(options: Pick<TextOptions, 'isRequired' | 'mayBeEmpty'> = {}): PropertyDecorator {
  const toText = Transform(({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && 'date' in value ? value.date : value,
  );
  const isMoment = ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        ((value === '' && options.mayBeEmpty === true) || readDateTime(value) !== undefined),
      defaultMessage: () => 'it must be an ISO 8601 date and time with a zone, such as 2026-01-31T09:30:00.000Z',
    },
  });
  return member(VALUE, options.isRequired ? IsDefined() : IsOptional(), toText, isMoment);
}

/** One object. */
export function Item(type: () => BodyType, options: Pick<TextOptions, 'isRequired'> = {}): PropertyDecorator {
  return member(
    { isList: false, itemType: type },
    options.isRequired ? IsDefined() : IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(type),
  );
}

/** A list of objects. */
export function Items(
  type: () => BodyType,
  mostItems: number,
  options: Pick<TextOptions, 'isRequired'> = {},
): PropertyDecorator {
  return member(
    { isList: true, itemType: type },
    options.isRequired ? IsDefined() : IsOptional(),
    IsArray(),
    ArrayMaxSize(mostItems),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  );
}

/** Single values by name, as texts whatever JSON they were: `{ "kind": "laptop" }` becomes a `Map`. */
export function ScalarsByName(mostItems: number, longest: number): PropertyDecorator {
  const toMap = Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const toText = (item: unknown): unknown =>
      typeof item === 'number' || typeof item === 'boolean' ? String(item) : item;
    return new Map(Object.entries(value).map(([name, item]) => [name, toText(item)]));
  });
  const isMap = ValidateBy({
    name: 'isMap',
    validator: {
      validate: (value) =>
        value instanceof Map &&
        value.size <= mostItems &&
        [...value.values()].every((item) => typeof item === 'string' && item.length <= longest),
      defaultMessage: () => `it must be an object of at most ${mostItems} values of at most ${longest} characters`,
    },
  });
  return member({ isList: false, isByName: true }, IsOptional(), toMap, isMap);
}

/** Objects by name: `{ "asset": { … } }` becomes a `Map`. */
export function ItemsByName(type: () => BodyType, mostItems: number): PropertyDecorator {
  const toMap = Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return new Map(Object.entries(value).map(([name, item]) => [name, plainToInstance(type(), item)]));
  });
  const isMap = ValidateBy({
    name: 'isMap',
    validator: {
      validate: (value) => value instanceof Map && value.size <= mostItems,
      defaultMessage: () => `it must be an object of at most ${mostItems} members`,
    },
  });
  return member({ isList: false, isByName: true, itemType: type }, IsOptional(), toMap, isMap, ValidateNested());
}
