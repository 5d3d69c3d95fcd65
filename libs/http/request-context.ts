import type { FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import type { Locale } from '#runtime/locale.js';
import type { AnswerFormat } from '#wire/negotiation.js';
import type { QueryValues } from './query.js';

/** What admission has established about a request; every controller starts from it. */
export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly answerFormat: AnswerFormat;
  readonly remoteAddress: string;
  /** Decoded query: admission has refused unknown names, so what is here is known. Repeated parameters keep all values. */
  readonly query: QueryValues;
  /** The Content-Type as sent; Fastify itself must not judge it before admission has. */
  readonly contentType: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Content-Type as the client sent it, kept from Fastify's own parsers. */
    sentContentType: string | undefined;
    context: RequestContext | undefined;
  }
}

/** The context of an admitted request. */
export function contextOf(request: FastifyRequest): RequestContext {
  if (request.context === undefined) throw new Error(`${request.method} ${request.url} was not admitted`);
  return request.context;
}
