import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '#runtime/errors/failure.js';
import { userMessage } from '#runtime/errors/user-message.js';
import { DEFAULT_LOCALE } from '#runtime/locale.js';
import { negotiateFormat, negotiateLocale } from '#wire/negotiation.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { sendTree } from './answer.js';

const LONGEST_DEVELOPER_MESSAGE = 255;

/** The error body of casemgr.md §6: English for developers, the caller's language for people who asked for it. */
export function errorTree(failure: Failure, request: Pick<IncomingMessage, 'headers'>): AnswerTree {
  const { 'accept-language': acceptLanguage, 'x-egain-error-message': errorMessage } = request.headers;
  const wantsUserMessage = acceptLanguage !== undefined || errorMessage === 'yes';
  const locale = negotiateLocale(acceptLanguage) ?? DEFAULT_LOCALE;
  return {
    code: failure.code,
    developerMessage: failure.message.slice(0, LONGEST_DEVELOPER_MESSAGE).toWellFormed(),
    ...(failure.details.length > 0 && { details: failure.details.map(({ key, value }) => ({ key, value })) }),
    ...(wantsUserMessage && { userMessage: userMessage(failure.code, failure.params, locale) }),
  };
}

/** Answers with a failure. An Accept that nothing satisfies gets JSON: an error that cannot be read helps nobody. */
export function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure): void {
  const format = negotiateFormat(request.headers.accept) ?? 'json';
  reply.headers(failure.headers);
  sendTree(reply, format, failure.status, 'error', errorTree(failure, request));
}
