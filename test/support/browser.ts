export interface BrowserPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** As much of a browser as a sign-in needs: cookies with paths, redirects, and forms that are sent to their own page. */
export class Browser {
  private cookies: Cookie[] = [];
  /** Every Set-Cookie header that came in. */
  readonly received: string[] = [];

  /** Stops at a redirect to an address that does not start with `home`. */
  constructor(private readonly home: string) {}

  async open(url: string): Promise<BrowserPage> {
    return this.follow(url, { method: 'GET' });
  }

  async submit(page: BrowserPage, fields: Readonly<Record<string, string>>): Promise<BrowserPage> {
    const action = /<form method="post" action="([^"]*)">/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`No form at ${page.url}: ${page.text}`);
    return this.follow(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams(fields) });
  }

  private async follow(url: string, init: RequestInit): Promise<BrowserPage> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie: this.cookieHeader(url), accept: 'text/html' },
    });
    this.keep(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.arrayBuffer();
      const next = new URL(location, url).href;
      if (next.startsWith(this.home)) return this.follow(next, { method: 'GET' });
      return { url: next, status: response.status, headers: response.headers, text: '' };
    }
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }

  private cookieHeader(url: string): string {
    const { pathname } = new URL(url);
    return this.cookies
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private keep(headers: readonly string[]): void {
    for (const header of headers) {
      this.received.push(header);
      const [pair = '', ...attributes] = header.split(/; */);
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice('path='.length) ?? '/';
      this.cookies = this.cookies.filter((cookie) => cookie.name !== name || cookie.path !== path);
      const isGone = attributes.some(
        (attribute) => /^max-age=0$/i.test(attribute) || /^expires=Thu, 01 Jan 1970/i.test(attribute),
      );
      if (!isGone) this.cookies.push({ name, value, path });
    }
  }
}
