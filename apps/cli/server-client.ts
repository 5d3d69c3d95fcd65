/** The server does not answer; the caller may try again (exit 75). */
export class ServerUnreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`No server answers at ${url}. Start one with \`npm start\`, or name another with CASEMGR_URL.`, { cause });
    this.name = 'ServerUnreachable';
  }
}

/** A running server, as the command line reaches it (runtime.md §5). */
export class ServerClient {
  constructor(readonly url: string) {}

  async request(path: string, options: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(this.url + path, options);
    } catch (error) {
      throw new ServerUnreachable(this.url, error);
    }
  }

  /** An access token; `form` is the body of the token request. */
  async token(form: Readonly<Record<string, string>>): Promise<string> {
    const response = await this.request('/oauth2/token', { method: 'POST', body: new URLSearchParams(form) });
    const answer = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
    if (answer.access_token !== undefined) return answer.access_token;
    throw new Error(`The server gave no token: ${answer.error ?? response.status} ${answer.error_description ?? ''}`);
  }
}
