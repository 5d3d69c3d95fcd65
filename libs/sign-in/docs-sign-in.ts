import { Injectable } from '@nestjs/common';
import OAuth2Strategy from 'passport-oauth2';
import { Logger } from '#runtime/logger.js';
import { Secrets } from '#runtime/secrets.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { DOCS_CLIENT_ID } from './registered-clients.js';
import { SignInState } from './sign-in-state.js';

/** What the browser has sent to one of the two paths of the sign-in. */
export interface SignInRequest {
  readonly query: unknown;
  readonly cookies: string | undefined;
}

/** What a step of the sign-in came to; `cookie` is to be set in any case. */
export type SignInStep =
  | { readonly outcome: 'redirect'; readonly address: string; readonly cookie: string }
  | { readonly outcome: 'token'; readonly token: string; readonly cookie: string }
  | { readonly outcome: 'refused'; readonly reason: string; readonly cookie: string };

/** How a strategy of passport tells what came of a request; passport itself would hang these on it in just this way. */
interface StrategyOutcomes {
  redirect(address: string): void;
  success(token: string): void;
  fail(challenge?: { readonly message?: string }): void;
  error(error: Error): void;
}

/** The part of the strategy's state store that it calls when PKCE is on; it tells by the number of parameters. */
interface StateStore {
  store(
    request: unknown,
    verifier: string,
    state: unknown,
    meta: unknown,
    done: (error: unknown, state?: string) => void,
  ): void;
  verify(request: unknown, state: string, done: (error: unknown, verifier?: string | false) => void): void;
}

/**
 * The browser's sign-in at our own authorization server: authorization code and PKCE through passport-oauth2 (runtime.md
 * §5). There is no session: a strategy is made for each request, with what the browser's cookie remembers.
 */
@Injectable()
export class DocsSignIn {
  private readonly states: SignInState;

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly logger: Logger,
    secrets: Secrets,
  ) {
    this.states = new SignInState(secrets.deriveKey('docs-sign-in'), configuration.publicUrl);
  }

  /** One step: away to the authorization server, or, with the code that the browser comes back with, to the token. */
  async advance({ query, cookies }: SignInRequest): Promise<SignInStep> {
    let cookie = this.states.end();
    const store: StateStore = {
      store: (_request, verifier, _state, _meta, done) => {
        this.states.begin(verifier).then((begun) => {
          ({ cookie } = begun);
          done(null, begun.state);
        }, done);
      },
      verify: (_request, state, done) => {
        this.states.verifierFor(state, cookies).then((verifier) => {
          done(null, verifier ?? false);
        }, done);
      },
    };
    return new Promise((resolve) => {
      const refuse = (reason: string): void => {
        resolve({ outcome: 'refused', reason, cookie });
      };
      const outcomes: StrategyOutcomes = {
        redirect: (address) => {
          resolve({ outcome: 'redirect', address, cookie });
        },
        success: (token) => {
          resolve({ outcome: 'token', token, cookie });
        },
        fail: (challenge) => {
          refuse(challenge?.message ?? 'The sign-in was not begun in this browser, or too long ago.');
        },
        error: (error) => {
          this.logger.info({ err: error }, 'a sign-in to the API reference failed');
          refuse('The authorization server has refused the sign-in.');
        },
      };
      Object.assign(this.strategy(store), outcomes).authenticate({ query } as Parameters<
        OAuth2Strategy['authenticate']
      >[0]);
    });
  }

  private strategy(store: StateStore): OAuth2Strategy {
    const { publicUrl } = this.configuration;
    return new OAuth2Strategy(
      {
        authorizationURL: `${publicUrl}/oauth2/authorize`,
        tokenURL: `${publicUrl}/oauth2/token`,
        clientID: DOCS_CLIENT_ID,
        clientSecret: '',
        callbackURL: `${publicUrl}/docs/callback`,
        pkce: true,
        store: store as unknown as OAuth2Strategy.StateStore,
      },
      (accessToken: string, _refreshToken: string, _profile: unknown, done: (error: null, token: unknown) => void) => {
        done(null, accessToken);
      },
    );
  }
}
