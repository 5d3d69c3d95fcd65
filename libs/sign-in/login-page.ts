import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { errors, type InteractionResults, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { verifyPassword } from '#auth/password.js';
import { CredentialStore } from './credential.store.js';
import { LoginAttempts } from './login-attempts.js';
import { renderLoginForm, signInKind, type LoginForm, type SignInKind } from './login-form.js';
import { renderPage, type PageAnswer } from './page.js';

const BODY_LIMIT_BYTES = 16 * 1024;

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signs a person in for an authorization request that waits for it (runtime.md §5). */
@Injectable()
export class LoginPage {
  constructor(
    private readonly credentials: CredentialStore,
    private readonly attempts: LoginAttempts,
  ) {}

  /** Serves `/oauth2/login/{uid}`; the cookie of the authorization request must belong to that very page. */
  async serve(provider: Provider, context: KoaContextWithOIDC, uid: string): Promise<void> {
    const interaction = await findInteraction(provider, context);
    const { status, headers, body } =
      interaction?.uid === uid ? await this.answer(provider, context, interaction) : withPage(400, EXPIRED);
    context.status = status;
    context.set({ ...headers });
    context.body = body;
  }

  private async answer(provider: Provider, context: KoaContextWithOIDC, interaction: Interaction): Promise<Answer> {
    const kind = signInKind(context.query['actor']) ?? signInKind(interaction.params['actor']) ?? 'user';
    const form = await formOf(provider, interaction, kind);
    if (context.method !== 'POST') return withPage(200, renderLoginForm(form));
    const fields = await readForm(context.req);
    if (!fields) return withPage(400, renderLoginForm({ ...form, error: 'The form could not be read.' }));
    if (fields.has('cancel')) return resume(provider, context, CANCELLED);
    const outcome = await this.signIn(form, fields, context.ip);
    if (typeof outcome !== 'string') return outcome;
    return resume(provider, context, { login: { accountId: outcome, remember: false } });
  }

  /** The account of whoever knows its password; the form again otherwise, with the same text for every reason. */
  private async signIn(form: LoginForm, fields: URLSearchParams, address: string): Promise<string | Answer> {
    const login = fields.get('login')?.trim() ?? '';
    const account = `${form.kind} ${login}`;
    if (!this.attempts.begin(account, address)) {
      const page = renderLoginForm({ ...form, login, error: 'Too many attempts. Try again in 15 minutes.' });
      return withPage(429, page, { 'retry-after': String(this.attempts.retryAfterSeconds) });
    }
    const credential = await this.credentials.find(form.kind, login);
    const isRight = await verifyPassword(fields.get('password') ?? '', credential?.passwordHash);
    if (!credential || !isRight) {
      return withPage(403, renderLoginForm({ ...form, login, error: 'Login or password is wrong.' }));
    }
    this.attempts.succeed(account, address);
    return `${form.kind === 'user' ? 'user' : 'contact'}:${credential.id}`;
  }
}

const EXPIRED = renderPage({
  title: 'This sign-in has expired',
  content: '<p role="alert">Go back to the application that you came from and sign in again.</p>',
});

const CANCELLED: InteractionResults = { error: 'access_denied', error_description: 'the sign-in was cancelled' };

async function findInteraction(provider: Provider, context: KoaContextWithOIDC): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(context.req, context.res);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

async function formOf(provider: Provider, { params }: Interaction, kind: SignInKind): Promise<LoginForm> {
  const client = await provider.Client.find(String(params['client_id']));
  return { kind, clientName: client?.clientName ?? 'the application', redirectUri: String(params['redirect_uri']) };
}

/** The fields of an urlencoded form; undefined when it is longer than any login. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

async function resume(provider: Provider, context: KoaContextWithOIDC, result: InteractionResults): Promise<Answer> {
  const location = await provider.interactionResult(context.req, context.res, result, {
    mergeWithLastSubmission: false,
  });
  return { status: 303, headers: { location }, body: '' };
}

function withPage(status: number, page: PageAnswer, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...page.headers, ...headers }, body: page.body };
}
