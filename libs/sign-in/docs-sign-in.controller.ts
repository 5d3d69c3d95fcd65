import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicOperation } from '#http/operation.js';
import { DocsSignIn } from './docs-sign-in.js';
import { escapeHtml, renderPage, type PageAnswer } from './page.js';

/** Where the script of the page at /docs looks for its token. */
const TOKEN_KEY = 'casemgr.docs.token';

/** Takes the token out of the page, which is never cached, into the tab's own storage, and leaves no way back to the page. */
const KEEP_TOKEN = `
  sessionStorage.setItem('${TOKEN_KEY}', document.getElementById('token').dataset.token);
  location.replace('../docs');
`;

/** Signs people in to the page at /docs, so that they can try the API out as themselves. */
@Controller('docs')
export class DocsSignInController {
  constructor(private readonly signIn: DocsSignIn) {}

  @Get('login')
  @PublicOperation({ id: 'signInToDocs', why: 'it is the way to a token' })
  async begin(@Res() reply: FastifyReply): Promise<void> {
    await this.advance({ query: {}, cookies: undefined }, reply);
  }

  @Get('callback')
  @PublicOperation({ id: 'finishSignInToDocs', why: 'the authorization server sends the browser here, with a code' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = Object.fromEntries(new URL(request.url, 'http://localhost').searchParams);
    // With neither, the strategy would begin another sign-in.
    if (query['code'] === undefined && query['error'] === undefined) query['error'] = 'access_denied';
    await this.advance({ query, cookies: request.headers.cookie }, reply);
  }

  private async advance(request: Parameters<DocsSignIn['advance']>[0], reply: FastifyReply): Promise<void> {
    const step = await this.signIn.advance(request);
    void reply.header('set-cookie', step.cookie);
    switch (step.outcome) {
      case 'redirect':
        void reply.header('cache-control', 'no-store').redirect(step.address, 303);
        return;
      case 'token':
        sendPage(reply, 200, tokenPage(step.token));
        return;
      case 'refused':
        sendPage(reply, 403, refusalPage(step.reason));
    }
  }
}

function sendPage(reply: FastifyReply, status: number, page: PageAnswer): void {
  void reply.code(status).headers(page.headers).send(page.body);
}

const BACK = '<a href="../docs">Back to the API reference</a>';

function tokenPage(token: string): PageAnswer {
  return renderPage({
    title: 'You are signed in',
    content: `<p id="token" data-token="${escapeHtml(token)}">${BACK}</p>`,
    script: KEEP_TOKEN,
  });
}

function refusalPage(reason: string): PageAnswer {
  return renderPage({
    title: 'You are not signed in',
    content: `<p role="alert">${escapeHtml(reason)}</p><p>${BACK}</p>`,
  });
}
