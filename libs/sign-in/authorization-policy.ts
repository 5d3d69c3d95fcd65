import { Injectable } from '@nestjs/common';
import { errors, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { DEFAULT_SCOPE } from '#auth/authorize.js';
import { referenceOfAccount } from '#auth/principal.js';
import { PrincipalStore } from '#auth/principal.store.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { toAccount, type PersonAccount } from './account.js';
import { decideScopes, scopesOfPerson } from './granted-scopes.rules.js';
import { signInKind } from './login-form.js';

type ExistingGrant = NonNullable<Configuration['loadExistingGrant']>;
type Client = Parameters<NonNullable<Configuration['issueRefreshToken']>>[1];

/** Who may sign in at which client, and what is granted: the authorization endpoint's decisions (runtime.md §5). */
@Injectable()
export class AuthorizationPolicy {
  constructor(
    private readonly principals: PrincipalStore,
    private readonly configuration: ServerConfiguration,
  ) {}

  /** Nobody stays signed in: every authorization asks for a login, and nobody is asked for consent to our own clients. */
  readonly interactions = [
    new interactionPolicy.Prompt(
      { name: 'login', requestable: true },
      new interactionPolicy.Check(
        'no_login',
        'a login is required',
        'login_required',
        ({ oidc }) => oidc.result?.login === undefined || oidc.account === undefined,
      ),
    ),
  ];

  /** Whoever was disabled or deleted since is not found, so neither codes nor refresh tokens help (casemgr.md A-5). */
  readonly findAccount = async (_context: unknown, accountId: string): Promise<PersonAccount | undefined> => {
    const reference = referenceOfAccount(accountId);
    const principal = reference && (await this.principals.find(reference));
    return principal && principal.kind !== 'client' ? toAccount(principal) : undefined;
  };

  readonly grant: ExistingGrant = async ({ oidc }) => {
    const { account, client, provider } = oidc;
    if (!account || !client) return undefined;
    const { person } = account as PersonAccount;
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    grant.addResourceScope(this.configuration.publicUrl, scopesOfPerson(scopesOf(client), person).join(' '));
    await grant.save();
    return grant;
  };

  readonly extraParameters = {
    /** Which login page to show first: `user` (default) or `customer`; the person can switch. */
    actor: ({ oidc }: KoaContextWithOIDC, value: string | undefined, client: Client): void => {
      if (value !== undefined && !signInKind(value)) throw new errors.InvalidRequest('actor must be user or customer');
      // The library knows no default scope and no name that stands for all of them.
      const requested = oidc.params?.['scope'] as string | undefined;
      const isDefault = requested === undefined || requested.split(' ').includes(DEFAULT_SCOPE);
      if (isDefault)
        Object.assign(oidc.params ?? {}, { scope: decideScopes(undefined, scopesOf(client)).granted.join(' ') });
    },
  };
}

/** The scopes of a client as the library holds them. */
export function scopesOf(client: Client): string[] {
  return client.scope?.split(' ') ?? [];
}
