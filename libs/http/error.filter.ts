import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure, unavailable } from '#runtime/errors/failure.js';
import { Logger } from '#runtime/logger.js';
import { isDatabaseUnavailable } from '#storage/unavailability.js';
import { sendFailure } from './error-envelope.js';
import { RouteTable } from './route-table.js';

/** The one place where an error becomes an answer. What nobody expected is logged whole and shown to nobody (casemgr.md §6). */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.raw.headersSent) {
      this.logger.warn({ err: error, requestId: request.id }, 'an answer broke off');
      reply.raw.destroy();
      return;
    }
    sendFailure(request, reply, this.failureOf(error, request));
  }

  private failureOf(error: unknown, request: FastifyRequest): Failure {
    if (error instanceof Failure) {
      if (error.status >= 500) this.logger.warn({ err: error, requestId: request.id }, 'a request could not be served');
      return error;
    }
    if (isRouteMissing(error)) return this.routes.missing(request.method, request.url);
    if (isDatabaseUnavailable(error)) {
      this.logger.warn({ err: error, requestId: request.id }, 'the database is unavailable');
      return unavailable(error);
    }
    const { statusCode } = error as { statusCode?: unknown };
    if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
      return new Failure(
        '400-100',
        { reason: error instanceof Error ? error.message : 'bad request' },
        { cause: error },
      );
    }
    this.logger.error({ err: error, requestId: request.id }, 'a request failed for a reason that nobody expected');
    return new Failure('500-100', {}, { cause: error });
  }
}

function isRouteMissing(error: unknown): boolean {
  return error instanceof HttpException && error.getStatus() === 404;
}
