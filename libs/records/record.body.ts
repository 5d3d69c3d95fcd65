import { readBody, shapeOf, type BodyOutcome } from '#wire/read-body.rules.js';
import { Choice, Id, Moment, type BodyType } from '#wire/body-members.js';
import { dtoSchema } from '#http/dto-schema.js';
import type { OperationDescription } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import type { RecordTable } from '#record-tables/record-table.js';
import { failureOf, type Refusal } from '#runtime/errors/refusal.js';
import type { FastifyRequest } from 'fastify';
import { unwrapped } from '#writes/write-body.js';
import { isWireObject, type Shape, type WireTree } from '#wire/tree.js';

const RECORD_ROOT = 'record';

const MAXIMUM_BYTES = 1024 * 1024;

const STATES = ['open', 'closed'] as const;

export class RecordCreationBody {
  @Choice(STATES)
  state?: 'open' | 'closed' | null;
}

export class RecordEditBody {
  @Id({ isRequired: true })
  id!: string;

  @Moment()
  lastModified?: string | null;

  @Choice(STATES)
  state?: 'open' | 'closed' | null;
}

/** Which record stands for another one from now on. */
export class RecordMergeBody {
  @Id({ isRequired: true })
  into!: string;
}

/** A body as it was sent, and as it was understood: the values of the fields are judged by the table. */
export interface RecordBody<Body> {
  readonly tree: WireTree;
  readonly body: Body;
  readonly values: ReadonlyMap<string, unknown>;
}

const FIELDS = {
  type: ['object', 'null'],
  additionalProperties: {},
  description:
    'Values by the names of fields: a text to append to an append-only field, a list of altIds for files. The empty text takes a value away.',
};

/** What an operation declares of such a body. */
export function describeRecordBody(type: BodyType, example: object): NonNullable<OperationDescription['body']> {
  const schema = dtoSchema(type);
  return {
    mediaTypes: [JSON_TYPE, XML_TYPE],
    root: RECORD_ROOT,
    schema: { ...schema, properties: { ...schema.properties, fields: FIELDS } },
    examples: { record: example },
  };
}

/** Reads a body with the fields of a table, or throws what is wrong with its structure. */
export async function readRecordBody<Body extends object>(
  request: FastifyRequest,
  type: BodyType<Body>,
  table: RecordTable,
): Promise<RecordBody<Body>> {
  const sent = await readTree(request, {
    root: RECORD_ROOT,
    shape: shapeWith(type, table),
    maximumBytes: MAXIMUM_BYTES,
  });
  const tree = unwrapped(sent, RECORD_ROOT);
  const fields = isWireObject(tree) ? (tree['fields'] ?? {}) : {};
  if (!isWireObject(fields)) throw failureOf([refusal('400-152', 'fields', 'an object is expected')]);
  const outcome: BodyOutcome<Body> = readBody(type, isWireObject(tree) ? withoutFields(tree) : tree, 'RT-5');
  if ('refusals' in outcome) throw failureOf(outcome.refusals);
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return { tree: sent, body: outcome.body, values: new Map(given) };
}

function refusal(code: Refusal['code'], attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: 'RT-5' };
}

function withoutFields(tree: Readonly<Record<string, WireTree>>): WireTree {
  const { fields: _fields, ...others } = tree;
  return others;
}

/** Lists are lists in XML, too. */
function shapeWith(type: BodyType, { fields }: RecordTable): Shape {
  const isList = (kind: string): boolean => kind === 'multiChoice' || kind === 'files';
  const members = Object.fromEntries(
    fields.map(({ name, type: kind }): [string, Shape] => [name, isList(kind) ? { list: 'value' } : 'value']),
  );
  const shape = shapeOf(type);
  const others = typeof shape === 'object' && 'members' in shape ? shape.members : {};
  return { members: { ...others, fields: { members } } };
}
