import { ACTOR_KINDS } from '#auth/actor.js';
import { ChoiceList, Flag, Key, Text, TextList } from '#wire/body-members.js';

const GRANT_TYPES = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'password',
  'urn:ietf:params:oauth:grant-type:token-exchange',
];

/** https, http (for loopback), or a private-use scheme of a native application (RFC 8252 §7.1); never a fragment. */
const REDIRECT_URI = {
  pattern: /^(https?:\/\/[^\s#/]|[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:\/)[^\s#]*$/i,
  reason: 'it must be an absolute http, https or private-use URI without a fragment',
};

/** As a browser sends it: scheme, host in lower case, and a port that is not the usual one of the scheme. */
const ORIGIN = {
  pattern: /^(?!https:.*:443$)(?!http:.*:80$)https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?$/,
  reason:
    'it must be an origin as browsers send it: https://host or http://host, with the port only if it is not the usual one',
};

/** Printable ASCII without spaces and quotes, as in a scope token (RFC 6749 §3.3). */
const TOKEN = {
  pattern: /^[\x21\x23-\x5b\x5d-\x7e]+$/,
  reason: 'it must be printable ASCII without spaces, quotes and backslashes',
};

/** What the authorization server takes as a secret (RFC 6749 appendix A.2). */
const PRINTABLE = { pattern: /^[\x20-\x7e]+$/, reason: 'it must be printable ASCII' };

/** A client application, recognised by its client id. */
export class ClientBody {
  @Key(255, TOKEN)
  clientId!: string;

  /** Written, never read back. */
  @Text(1_024, { rule: PRINTABLE })
  secret?: string | null;

  @Text(255)
  name?: string | null;

  @TextList(200, 255, TOKEN)
  scopes?: string[] | null;

  @ChoiceList(GRANT_TYPES)
  grantTypes?: string[] | null;

  @TextList(50, 2_000, REDIRECT_URI)
  redirectUris?: string[] | null;

  /** Where its pages come from, which may call the API from the browser (search-and-audit.md API-4). */
  @TextList(50, 255, ORIGIN)
  allowedOrigins?: string[] | null;

  @ChoiceList(ACTOR_KINDS.filter((kind) => kind !== 'client'))
  mayActFor?: string[] | null;

  @Flag()
  active?: boolean | null;
}
