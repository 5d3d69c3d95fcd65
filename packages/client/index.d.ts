import type { Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

export type Activity = components['schemas']['Activity'];
export type Case = components['schemas']['Case'];
export type Customer = components['schemas']['Customer'];
/** What every refusal is answered with. */
export type ApiError = components['schemas']['Error'];

export interface ClientOptions {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  /** An access token, or what gets one for each request. */
  readonly token: string | (() => string | Promise<string>);
  /** The language of display values and messages for people, such as `de-DE`. */
  readonly locale?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client whose paths, parameters, bodies and answers are those of the OpenAPI document:
 *
 *     const { data, error } = await createClient({ url, token }).GET('/core/casemgr/v3/activity/{ids}', {
 *       params: { path: { ids: '1000' } },
 *     });
 */
export function createClient(options: ClientOptions): Client<paths>;
