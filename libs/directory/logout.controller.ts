import { Controller, Delete, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RevokedTokens } from '#auth/revoked-tokens.js';
import { TokenVerifier } from '#auth/token-verifier.js';
import { sendNothing } from '#http/answer.js';
import { Operation } from '#http/operation.js';

/** `DELETE /core/authmgr/v3/logout` (search-and-audit.md MGR-7). */
@Controller('core/authmgr/v3/logout')
export class LogoutController {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly revokedTokens: RevokedTokens,
  ) {}

  @Delete()
  @Operation({
    id: 'logoutUserSession',
    summary: 'End the session: the access token of this request is refused from now on.',
    tag: 'Session',
    actors: { user: [], customer: [] },
    action: 'Log out',
    answers: [{ status: 204, description: 'The token is revoked on every node within 5 seconds.' }],
  })
  async logout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const [, bearer = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const token = await this.verifier.verify(bearer);
    // A token of an outside issuer is revoked there: it has no name here.
    if (token?.jti !== undefined) {
      await this.revokedTokens.revoke({ jti: token.jti, expiresAt: new Date(token.expiresAt * 1000) });
    }
    return sendNothing(reply);
  }
}
