import type { ActorKind } from '#auth/actor.js';
import type { WireTree } from '#wire/tree.js';
import { asBody, type BodyFormat } from './activity.js';
import type { TestAnswer } from './api-client.js';
import type { Who } from './partition.js';
import type { TestServer } from './server.js';

export const POST_PATH = '/core/casemgr/v3/activity/email/general';

/** One of each kind in the test partition. */
export const WHO: Readonly<Record<ActorKind, Who>> = {
  user: { user: 'pat' },
  client: { client: 'crm' },
  customer: { customer: 'c-ann' },
};

interface PostOptions {
  readonly format?: BodyFormat;
  /** With its question mark. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function postActivity(
  server: TestServer,
  who: Who,
  tree: WireTree,
  { format = 'json', query = '', headers = {} }: PostOptions = {},
): Promise<TestAnswer> {
  const body = asBody(tree, format);
  return server.request('POST', POST_PATH + query, {
    as: who,
    body: body.body,
    headers: { ...body.headers, ...headers },
  });
}

/** The id of the activity that a request created; fails the test when it created none. */
export function createdId(answer: TestAnswer): string {
  const id = /^\/core\/casemgr\/v3\/activity\/(\d+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (answer.status !== 201 || answer.text !== '' || id === undefined) {
    throw new Error(`No activity was created: ${answer.status} ${answer.text}`);
  }
  return id;
}

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly developerMessage: string;
  /** The attributes that `details` names, in its order. */
  readonly attributes: readonly string[];
}

/** What a refusal says. */
export function refusalIn(answer: TestAnswer): Refused {
  const {
    code,
    developerMessage,
    details = [],
  } = answer.json<{
    code: string;
    developerMessage: string;
    details?: { key: string; value: string }[];
  }>();
  return { status: answer.status, code, developerMessage, attributes: details.map(({ key }) => key) };
}

type AttributeCode = '400-146' | '400-147' | '400-152';

/** The refusal of an attribute, with the text to the letter; `also` are further attributes of the same stage. */
export function refusalOf(code: AttributeCode, attribute: string, ...also: readonly string[]): Refused {
  const texts: Readonly<Record<AttributeCode, string>> = {
    '400-146': `Required attribute is missing in request body: '${attribute}'.`,
    '400-147': `Unsupported attribute is present in request body: '${attribute}'.`,
    '400-152': `Invalid value is provided in the request body for the following attribute:'${attribute}'.`,
  };
  return { status: 400, code, developerMessage: texts[code], attributes: [attribute, ...also] };
}

/** The refusal of an id that is nowhere. */
export function notFoundIn(attribute: string, id: string): Refused {
  const developerMessage = `The following IDs supplied in the request body were not found: '${id}'.`;
  return { status: 400, code: '400-194', developerMessage, attributes: [attribute] };
}

/** The refusal of `?customer=`. */
export const NOT_GRANTED: Refused = {
  status: 400,
  code: '400-244',
  developerMessage: "Invalid value provided for query parameter: 'customer'.",
  attributes: ['customer'],
};
