import { escapeHtml, renderPage, type PageAnswer } from './page.js';

/** Who can sign in at the page. */
export const SIGN_IN_KINDS = ['user', 'customer'] as const;

export type SignInKind = (typeof SIGN_IN_KINDS)[number];

export function signInKind(text: unknown): SignInKind | undefined {
  return SIGN_IN_KINDS.find((kind) => kind === text);
}

export interface LoginForm {
  readonly kind: SignInKind;
  readonly clientName: string;
  /** Where the browser goes when all is done; the page has to allow it. */
  readonly redirectUri: string;
  readonly login?: string;
  readonly error?: string;
}

const TITLES: Readonly<Record<SignInKind, string>> = { user: 'Sign in as user', customer: 'Sign in as customer' };

const OTHER: Readonly<Record<SignInKind, SignInKind>> = { user: 'customer', customer: 'user' };

/** A form without script: labels, an error that is announced, a way to the other kind of account and a way out. */
export function renderLoginForm({ kind, clientName, redirectUri, login = '', error }: LoginForm): PageAnswer {
  const alert = error === undefined ? '' : `<p role="alert" id="error">${escapeHtml(error)}</p>`;
  const describedBy = error === undefined ? '' : ' aria-invalid="true" aria-describedby="error"';
  const other = OTHER[kind];
  return renderPage({
    title: TITLES[kind],
    formTargets: formTargets(redirectUri),
    content: `<p>To continue to ${escapeHtml(clientName)}</p>
${alert}
<form method="post" action="?actor=${kind}">
<label for="login">Login</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${escapeHtml(login)}"${describedBy}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${describedBy}>
<button type="submit">Sign in</button>
<button type="submit" class="secondary" name="cancel" value="yes" formnovalidate>Cancel</button>
</form>
<p><a href="?actor=${other}">${TITLES[other]} instead</a></p>`,
  });
}

/** Browsers apply the policy for forms to the redirect that follows as well. */
function formTargets(redirectUri: string): string[] {
  const url = URL.parse(redirectUri);
  if (!url) return [];
  return [url.origin === 'null' ? url.protocol : url.origin];
}
