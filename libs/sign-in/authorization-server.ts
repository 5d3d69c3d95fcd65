import type { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Provider, type KoaContextWithOIDC } from 'oidc-provider';
import { SigningKeys, type SigningKeySet } from '#auth/signing-keys.js';
import { Logger } from '#runtime/logger.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';
import { AccessTokenRevocation } from './access-token-revocation.js';
import { LoginPage } from './login-page.js';
import { ProviderSettings, REVOCATION_PATH } from './provider-settings.js';
import { TokenGrants } from './token-grants.js';

const LOGIN_PATH = /^\/oauth2\/login\/([^/]+)$/;

const RETRY_AFTER_SECONDS = 1;

/**
 * The embedded authorization server: OAuth 2 as runtime.md §5 describes it, on the library `oidc-provider`. The library
 * takes its keys when it is made, so it is made anew when they have changed; all it remembers is in the database.
 */
@Injectable()
export class AuthorizationServer {
  private current: { readonly keys: SigningKeySet; readonly provider: Provider } | undefined;

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly signingKeys: SigningKeys,
    private readonly settings: ProviderSettings,
    private readonly grants: TokenGrants,
    private readonly revocation: AccessTokenRevocation,
    private readonly loginPage: LoginPage,
    private readonly logger: Logger,
  ) {}

  provider(): Provider {
    const keys = this.signingKeys.current();
    if (this.current?.keys !== keys) this.current = { keys, provider: this.create(keys) };
    return this.current.provider;
  }

  private create(keys: SigningKeySet): Provider {
    const provider = new Provider(this.configuration.publicUrl, this.settings.of(keys));
    // What the server knows of the client's address and of its own comes in as forwarded headers; see OAuthRoutes.
    provider.proxy = true;
    this.grants.register(provider);
    provider.use(async (context, next) => {
      const oauthContext = context as KoaContextWithOIDC;
      try {
        await this.serve(provider, oauthContext, next);
      } catch (error) {
        context.status = 500;
        context.body = { error: 'server_error' };
        this.answerServerError(oauthContext, error as Error);
      }
    });
    provider.on('server_error', (context, error) => {
      this.answerServerError(context, error);
    });
    // Koa's own event, which its types here do not know: the client went away, or a fault outside the library's routes.
    (provider as EventEmitter).on('error', (error: Error) => {
      this.logger.warn({ err: error }, 'an answer of the authorization server broke off');
    });
    return provider;
  }

  /** What is ours, around what is the library's. */
  private async serve(provider: Provider, context: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> {
    const [, uid] = LOGIN_PATH.exec(context.path) ?? [];
    if (uid !== undefined) return this.loginPage.serve(provider, context, uid);
    await next();
    if (context.path === REVOCATION_PATH) await this.revocation.finish(context);
  }

  private answerServerError(context: KoaContextWithOIDC, error: Error): void {
    if (!isDatabaseUnavailable(error)) {
      this.logger.error({ err: error }, 'the authorization server failed for a reason that nobody expected');
      return;
    }
    this.logger.warn({ err: error }, 'the database is unavailable');
    context.status = 503;
    context.set('retry-after', String(RETRY_AFTER_SECONDS));
    context.body = { error: 'temporarily_unavailable' };
  }
}
