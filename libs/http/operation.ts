import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ActorKind } from '#auth/actor.js';
import type { Requirement } from '#auth/authorize.js';
import type { JsonSchema } from '#wire/json-schema.js';
import type { ErrorCode } from '#runtime/errors/catalogue.js';

/** A query parameter that an operation knows; others are refused with 400-101 (casemgr.md Q-1). */
export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  /** The kinds of actor that may send it, all when left out (casemgr.md Q-2). */
  readonly actors?: readonly ActorKind[];
}

interface OperationBody {
  readonly mediaTypes: readonly string[];
  /** Name of the XML document element. */
  readonly root?: string;
  readonly schema: JsonSchema;
  readonly description?: string;
  /** In JSON, by what they are examples of; one is made from the schema when there are none. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

interface OperationAnswer {
  readonly status: number;
  readonly description: string;
  /** Response headers by name, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly schema?: JsonSchema;
  /** Name of the XML document element; the plural of the first member when left out. */
  readonly root?: string;
  readonly mediaTypes?: readonly string[];
}

/** Everything that admission, the access test and the OpenAPI document know about a route. */
export interface OperationDescription extends Requirement {
  /** operationId, as the catalogue of the platform modelled on names it. */
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly query?: readonly QueryParameter[];
  /** The operation judges its query itself, because it reports what is wrong instead of refusing (explain). */
  readonly reportsQueryItself?: boolean;
  readonly body?: OperationBody;
  /** It changes nothing although it is not a GET: what it reads is behind the second wall too (RLS-1). */
  readonly onlyReads?: boolean;
  /** Repeating it with the same `Idempotency-Key` returns the first answer again (casemgr.md §7). */
  readonly takesIdempotencyKey?: boolean;
  /** It changes what is still as the caller last saw it: `If-Match`, and `lastModified` in the body (around-activity.md WR-2, WR-3). */
  readonly takesIfMatch?: boolean;
  /** It saves what an edit session of field pushes was about: `Edit-Session` (field-push.md FW-3). */
  readonly takesEditSession?: boolean;
  readonly answers: readonly OperationAnswer[];
  /** What schemas of answers refer to by name; the same name is the same schema in all operations. */
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
  readonly errors?: readonly ErrorCode[];
}

/**
 * A route that needs no token: health, documents, signed URLs. `why` is shown by the access test.
 * One that says what it answers is part of the OpenAPI document; pages for browsers are not.
 */
export interface PublicDescription extends Partial<Omit<OperationDescription, 'id' | keyof Requirement>> {
  readonly id: string;
  readonly why: string;
}

/** Declares a route's operation. A route with neither this nor `PublicOperation` stops the start. */
export const Operation = Reflector.createDecorator<OperationDescription>();

export const PublicOperation = Reflector.createDecorator<PublicDescription>();

/** As Nest names a controller's method. */
type Handler = ReturnType<ExecutionContext['getHandler']>;

const reflector = new Reflector();

/** What a handler declares with `Operation`, if it does. */
export function operationOf(handler: Handler): OperationDescription | undefined {
  return reflector.get(Operation, handler);
}

/** What a handler declares with `PublicOperation`, if it does. */
export function publicOperationOf(handler: Handler): PublicDescription | undefined {
  return reflector.get(PublicOperation, handler);
}
