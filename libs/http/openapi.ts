import { ACTOR_KINDS, type ActorKind } from '#auth/actor.js';
import { DEFAULT_SCOPE } from '#auth/authorize.js';
import { LOCALES } from '#runtime/locale.js';
import { SHARED_SCHEMAS } from './answer-schema.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { writeXml, type AnswerTree } from '#wire/xml-writer.js';
import { describedSchema, exampleOf } from './openapi-examples.js';
import { ERROR_SCHEMA, errorAnswers, errorCodesOf, errorExamples, errorResponses } from './openapi-errors.js';
import type { OperationDescription, PublicDescription, QueryParameter } from './operation.js';
import { JSON_TYPE, XML_TYPE } from './request-body.js';
import type { RouteOperation } from './route-operations.js';

/** The OpenAPI 3.1 document, as far as other parts of the server look into it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const SCHEME_OF_ACTOR: Readonly<Record<ActorKind, string>> = {
  user: 'oAuthUser',
  client: 'oAuthClient',
  customer: 'oAuthCustomer',
};

const SCOPES: Readonly<Record<string, string>> = {
  'core.casemgr.read': 'Read activities, cases and attachments.',
  'core.casemgr.manage': 'Create activities.',
  'core.customermgr.read': 'Read customers.',
  'core.customermgr.manage': 'Change customers.',
  'core.filemgr.read': 'Download files.',
  'core.filemgr.manage': 'Upload and remove files.',
  'core.adminmgr.read': 'Read the configuration of the partition.',
  'core.adminmgr.manage': 'Change the configuration of the partition.',
  'core.departmentmgr.read': 'Read departments.',
  'core.infomgr.read': 'Read what the server is.',
  'core.usermgr.read': 'Read users.',
  'core.workassignmentmgr.read': 'Read queues.',
  'conversation.securemessagingmgr.read': 'Read the issue types of message centers.',
};

const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  id: 'An id.',
  ids: 'One id or up to 75, separated by commas.',
  app: 'The application that the file belongs to: `email`.',
  altid: 'The `altId` that preupload returned.',
};

const DESCRIPTION = [
  'casemgr takes every customer message in exactly once and turns it into an activity in a case.',
  'Answers are JSON, or XML where `Accept` prefers it; the XML has the same members as elements.',
  'Every answer carries `X-Request-Id`; name it when you ask for help.',
].join('\n\n');

/** Describes every operation that the routes declare; the same routes always give the same text. */
export function openApiDocument(routes: readonly RouteOperation[], publicUrl: string): OpenApiDocument {
  const schemas = schemasOf(routes);
  return {
    openapi: '3.1.0',
    info: {
      title: 'casemgr',
      version: '3',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: tagsOf(routes).map((name) => ({ name })),
    paths: pathsOf(routes, new Examples(schemas)),
    components: {
      securitySchemes: securitySchemes(routes, publicUrl),
      schemas,
      responses: errorResponses(),
      examples: errorExamples(),
      headers: {
        'X-Request-Id': {
          description: 'Names this request in the log of the server.',
          schema: { type: 'string', format: 'uuid' },
        },
      },
      parameters: COMMON_PARAMETERS,
    },
  } as OpenApiDocument;
}

const COMMON_PARAMETERS = {
  'Accept-Language': {
    name: 'Accept-Language',
    in: 'header',
    description: `Language of display values and user messages, as RFC 9110 has it. Supported: ${LOCALES.join(', ')}.`,
    schema: { type: 'string', default: 'en-US' },
  },
  'X-egain-error-message': {
    name: 'X-egain-error-message',
    in: 'header',
    description: '`yes` asks for `userMessage` in errors.',
    schema: { type: 'string', enum: ['yes', 'no'] },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Up to 255 printable ASCII characters, kept for 24 hours: the same request with the same key is answered as before, with `Idempotent-Replayed: true`, and changes nothing.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` that the resource was read with, or a list of them: it is changed only if it is still in that state. Instead of, or besides, `lastModified` in the body.',
    schema: { type: 'string' },
  },
  'Edit-Session': {
    name: 'Edit-Session',
    in: 'header',
    description:
      'The id of the edit session of field pushes that this saves: what a receiver has said yes to in it is not pushed to that one again.',
    schema: { type: 'string', format: 'uuid' },
  },
};

/** Examples of bodies and answers, in JSON and XML: those that are declared, or one that is made from the schema. */
class Examples {
  constructor(private readonly schemas: Readonly<Record<string, JsonSchema>>) {}

  content(mediaTypes: readonly string[], name: string, { root, examples }: Exemplified): Record<string, object> {
    const schema = { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(
      mediaTypes.map((type) => [type, { schema, ...this.examplesFor(type, name, { root, examples }) }]),
    );
  }

  private examplesFor(mediaType: string, name: string, { root, examples }: Exemplified): object {
    if (mediaType !== JSON_TYPE && mediaType !== XML_TYPE) return {};
    const element = root ?? this.documentElement(name);
    const written = (value: unknown): unknown =>
      mediaType === XML_TYPE ? writeXml(element, value as AnswerTree) : value;
    if (!examples) {
      const value = exampleOf(this.schemas[name] ?? {}, this.resolve, root ?? name);
      return { example: written(value) };
    }
    const named = Object.entries(examples).map(([title, value]) => [title, { value: written(value) }] as const);
    return { examples: Object.fromEntries(named) };
  }

  private readonly resolve = (schema: JsonSchema): JsonSchema => {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : this.resolve(this.schemas[name] ?? {});
  };

  /** The plural of the first member. */
  private documentElement(name: string): string {
    const schema = this.resolve(this.schemas[name] ?? {});
    const [first] = schema.anyOf ?? [schema];
    const [member = 'answer'] = Object.keys(this.resolve(first ?? {}).properties ?? {});
    return member.replace(/y$/, 'ie').replace(/(s)$/, '$1e') + 's';
  }
}

interface Exemplified {
  readonly root?: string | undefined;
  readonly examples?: Readonly<Record<string, unknown>> | undefined;
}

function pathsOf(routes: readonly RouteOperation[], examples: Examples): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const described = describeRoute(route, examples);
    if (described) (paths[templateOf(route.path)] ??= {})[route.method.toLowerCase()] = described;
  }
  return paths;
}

/** `/activity/:ids` in the notation of OpenAPI. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function describeRoute(route: RouteOperation, examples: Examples): object | undefined {
  const { operation, publicOperation } = route;
  if (operation) return describeOperation(route.path, operation, examples);
  return publicOperation?.answers ? describePublicOperation(route.path, publicOperation, examples) : undefined;
}

function describeOperation(path: string, operation: OperationDescription, examples: Examples): object {
  const { id, summary, tag, body, privilege } = operation;
  const headers = [
    'Accept-Language',
    'X-egain-error-message',
    ...(operation.takesIdempotencyKey ? ['Idempotency-Key'] : []),
    ...(operation.takesIfMatch ? ['If-Match'] : []),
    ...(operation.takesEditSession ? ['Edit-Session'] : []),
  ];
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(privilege !== undefined && { description: `A user needs the privilege \`${privilege}\`.` }),
    security: securityOf(operation),
    parameters: [
      ...pathParameters(path),
      ...(operation.query ?? []).map(queryParameter),
      ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(body && { requestBody: requestBody(id, body, examples) }),
    responses: answersOf(operation, false, examples),
  };
}

function describePublicOperation(path: string, operation: PublicDescription, examples: Examples): object {
  const { id, summary, tag, why, body } = operation;
  return {
    operationId: id,
    summary: summary ?? id,
    ...(tag !== undefined && { tags: [tag] }),
    description: `Needs no token: ${why}.`,
    security: [],
    parameters: [...pathParameters(path), ...(operation.query ?? []).map(queryParameter)],
    ...(body && { requestBody: requestBody(id, body, examples) }),
    responses: answersOf(operation, true, examples),
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: PATH_PARAMETERS[name] ?? `The ${name} of the resource.`,
    schema: { type: 'string' },
  }));
}

function queryParameter({ name, description, actors }: QueryParameter): object {
  const senders = actors ? ` Only for: ${actors.join(', ')}.` : '';
  return { name, in: 'query', description: `${description}${senders}`, schema: { type: 'string' } };
}

type Body = NonNullable<OperationDescription['body']>;

function requestBody(id: string, { mediaTypes, description, ...exemplified }: Body, examples: Examples): object {
  return {
    required: true,
    ...(description !== undefined && { description }),
    content: examples.content(mediaTypes, bodySchemaName(id), exemplified),
  };
}

type AnsweringOperation = Pick<OperationDescription, 'id'> & Partial<Omit<OperationDescription, 'id'>>;

function answersOf(operation: AnsweringOperation, isPublic: boolean, examples: Examples): Record<string, object> {
  const successes = (operation.answers ?? []).map(({ status, description, headers, schema, root, mediaTypes }) => {
    const types = mediaTypes ?? [JSON_TYPE, XML_TYPE];
    return [
      String(status),
      {
        description,
        headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' }, ...describeHeaders(headers) },
        ...(schema && { content: examples.content(types, answerSchemaName(operation.id, status), { root }) }),
      },
    ] as const;
  });
  // A status that an operation explains itself, such as 503 of the readiness probe, keeps its explanation.
  return { ...errorAnswers(errorCodesOf(operation, isPublic)), ...Object.fromEntries(successes) };
}

function bodySchemaName(id: string): string {
  return `${id}.body`;
}

function answerSchemaName(id: string, status: number): string {
  return `${id}.${status}`;
}

/** All schemas, with a description for every attribute. */
function schemasOf(routes: readonly RouteOperation[]): Record<string, JsonSchema> {
  const shared = { Error: ERROR_SCHEMA, ...SHARED_SCHEMAS, ...schemasOfNouns(routes) };
  return Object.fromEntries([
    ...Object.entries(shared).map(([name, schema]) => [name, describedSchema(schema, name)] as const),
    ...namedSchemas(routes),
  ]);
}

/** The schemas that bodies and answers refer to, each written once although it holds for JSON and XML. */
function namedSchemas(routes: readonly RouteOperation[]): (readonly [string, JsonSchema])[] {
  const described = routes.flatMap(({ operation, publicOperation }) => operation ?? publicOperation ?? []);
  return described.flatMap(({ id, body, answers }) => {
    const name = bodySchemaName(id);
    return [
      ...(body ? [[name, describedSchema(body.schema, body.root ?? name)] as const] : []),
      ...(answers ?? []).flatMap(({ status, schema, root }) => {
        const answerName = answerSchemaName(id, status);
        return schema ? [[answerName, describedSchema(schema, root ?? answerName)] as const] : [];
      }),
    ];
  });
}

/** What operations say that their answers refer to. */
function schemasOfNouns(routes: readonly RouteOperation[]): Record<string, JsonSchema> {
  const ofNouns = routes.flatMap(({ operation }) => Object.entries(operation?.schemas ?? {}));
  return Object.fromEntries(ofNouns.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function describeHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, object> {
  const schema: JsonSchema = { type: 'string' };
  return Object.fromEntries(Object.entries(headers).map(([name, description]) => [name, { description, schema }]));
}

function securityOf({ actors }: OperationDescription): object[] {
  return ACTOR_KINDS.flatMap((kind) => {
    const scopes = actors[kind];
    return scopes ? [{ [SCHEME_OF_ACTOR[kind]]: scopes }] : [];
  });
}

/** The security schemes of casemgr.md A-2, each with the scopes that operations ask of that kind of actor. */
function securitySchemes(routes: readonly RouteOperation[], publicUrl: string): Record<string, object> {
  const tokenUrl = `${publicUrl}/oauth2/token`;
  const authorizationUrl = `${publicUrl}/oauth2/authorize`;
  const codeFlow = (kind: ActorKind): object => ({
    authorizationCode: { authorizationUrl, tokenUrl, refreshUrl: tokenUrl, scopes: scopesOf(routes, kind) },
  });
  const clientScopes = { [DEFAULT_SCOPE]: 'All scopes of the client application.', ...scopesOf(routes, 'client') };
  return {
    oAuthUser: { type: 'oauth2', description: 'A user, signed in with PKCE.', flows: codeFlow('user') },
    oAuthClient: {
      type: 'oauth2',
      description: 'A client application.',
      flows: { clientCredentials: { tokenUrl, scopes: clientScopes } },
    },
    oAuthCustomer: { type: 'oauth2', description: 'A customer, signed in with PKCE.', flows: codeFlow('customer') },
  };
}

function scopesOf(routes: readonly RouteOperation[], kind: ActorKind): Record<string, string> {
  const asked = new Set(routes.flatMap(({ operation }) => operation?.actors[kind] ?? []));
  return Object.fromEntries([...asked].sort().map((scope) => [scope, SCOPES[scope] ?? scope]));
}

function tagsOf(routes: readonly RouteOperation[]): string[] {
  const tags = routes.flatMap(({ operation, publicOperation }) =>
    operation ? [operation.tag] : publicOperation?.answers && publicOperation.tag ? [publicOperation.tag] : [],
  );
  return [...new Set(tags)].sort();
}
