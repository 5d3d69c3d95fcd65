import { Injectable } from '@nestjs/common';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import { PrincipalStore } from '#auth/principal.store.js';
import { AccessTokens } from './access-tokens.js';
import type { Person } from './account.js';
import { ON_BEHALF_GRANT } from './client-metadata.rules.js';
import { assertMayActFor, refuseScopes } from './grant-refusals.js';
import { decideScopes, scopesOnBehalf } from './granted-scopes.rules.js';
import { RequestingClients } from './requesting-clients.js';

/** The ways of naming the subject, and what kind of actor each one names (runtime.md §5). */
const SUBJECT_PARAMETERS = {
  subject_username: 'user',
  subject_email: 'customer',
  subject_customer_id: 'customer',
  subject_external_id: 'customer',
} as const;

type SubjectParameter = keyof typeof SUBJECT_PARAMETERS;

/**
 * A client acts on behalf of a user or customer, whom it has authenticated by its own means (runtime.md §5). No password
 * is asked for: `mayActFor` is the permission, and the token names the client in `act`.
 */
@Injectable()
export class OnBehalfGrant {
  constructor(
    private readonly clients: RequestingClients,
    private readonly principals: PrincipalStore,
    private readonly tokens: AccessTokens,
  ) {}

  readonly parameters = ['scope', ...Object.keys(SUBJECT_PARAMETERS)];

  readonly handle = async (context: TokenEndpointGrantContext): Promise<void> => {
    const client = await this.clients.of(context);
    if (client.mayActFor.length === 0) throw new errors.UnauthorizedClient('this client may not act for others');
    const [parameter, value] = subjectOf(context.oidc.params);
    assertMayActFor(client, SUBJECT_PARAMETERS[parameter]);
    const { granted, refused } = decideScopes(context.oidc.params.scope, scopesOnBehalf(client.scopes));
    refuseScopes(refused);
    const [person, another] = await this.find(parameter, value);
    if (!person || another) throw new errors.InvalidGrant('the subject is unknown, inactive or ambiguous');
    await this.tokens.answer(context, { grantType: ON_BEHALF_GRANT, person, scopes: granted });
  };

  private async find(parameter: SubjectParameter, value: string): Promise<readonly (Person | undefined)[]> {
    switch (parameter) {
      case 'subject_username':
        return [await this.principals.findUserByLogin(value)];
      case 'subject_email':
        return this.principals.findCustomersByEmail(value);
      case 'subject_customer_id':
        return [await this.principals.findCustomer(value)];
      case 'subject_external_id':
        return [await this.principals.findCustomerByExternalId(value)];
    }
  }
}

function subjectOf(params: Readonly<Record<string, unknown>>): [SubjectParameter, string] {
  const names = Object.keys(SUBJECT_PARAMETERS) as SubjectParameter[];
  const [name, another] = names.filter((candidate) => params[candidate] !== undefined);
  const value = name && params[name];
  if (!name || another || typeof value !== 'string') {
    throw new errors.InvalidRequest(`exactly one of ${names.join(', ')} must be provided`);
  }
  return [name, value];
}
