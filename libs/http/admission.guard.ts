import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { departmentsOf, type Actor } from '#auth/actor.js';
import { Authenticator } from '#auth/authenticator.js';
import { authorize } from '#auth/authorize.js';
import { Failure } from '#runtime/errors/failure.js';
import { restrictRequest } from '#storage/reader-wall.js';
import { negotiateFormat, negotiateLocale } from '#wire/negotiation.js';
import { judgeClientAtOrigin } from './cross-origin.js';
import { Load } from './load.js';
import { operationOf, publicOperationOf, type OperationDescription } from './operation.js';
import { readQuery, type QueryValues } from './query.js';

/**
 * Lets a request in, step by step in the order of casemgr.md §3.6: authentication, permission, headers, query. Nothing of
 * the body has been read when it refuses. A route that declares no operation lets nobody in.
 */
@Injectable()
export class AdmissionGuard implements CanActivate {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly load: Load,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const handler = execution.getHandler();
    if (publicOperationOf(handler)) return true;
    const operation = operationOf(handler);
    if (!operation) throw new Error(`${handler.name} declares no operation`);
    const http = execution.switchToHttp();
    await this.admit(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), operation);
    return true;
  }

  private async admit(request: FastifyRequest, reply: FastifyReply, operation: OperationDescription): Promise<void> {
    const { authorization } = request.headers;
    const actor = await this.authenticator.authenticate(authorization);
    if (authorization !== undefined) this.load.recognise(authorization, `${actor.kind}:${actor.id}`);
    judgeClientAtOrigin(request, reply, actor);
    authorize(actor, operation);
    const locale = negotiateLocale(request.headers['accept-language']);
    if (!locale) throw new Failure('406-100');
    const answerFormat = negotiateFormat(request.headers.accept);
    if (!answerFormat) throw new Failure('406-101');
    const query = readQuery(request.raw.url ?? '');
    if (request.method === 'GET' || operation.onlyReads === true) restrictReader(actor);
    if (operation.reportsQueryItself !== true) refuseUnknownParameters(query, actor, operation);
    refuseUnkeptCondition(request, operation);
    refuseUnknownSession(request, operation);
    request.context = {
      requestId: request.id,
      actor,
      locale,
      answerFormat,
      remoteAddress: request.ip,
      query,
      contentType: request.sentContentType,
    };
  }
}

/** What only reads has the database itself as a second wall (RLS-1). */
function restrictReader(actor: Actor): void {
  if (actor.kind === 'customer') restrictRequest(`customer:${actor.id}`);
  const departments = actor.kind === 'user' ? departmentsOf(actor) : undefined;
  if (departments) restrictRequest(`department:${departments.join(',')}`);
}

/** Who sends a condition must not believe that it was looked at when it was not (WR-3, RFC 9110 §13.1.1). */
function refuseUnkeptCondition({ method, headers }: FastifyRequest, operation: OperationDescription): void {
  const condition = headers['if-match'] ?? '*';
  if (method === 'GET' || operation.takesIfMatch === true || condition.trim() === '*') return;
  throw new Failure('400-100', { reason: "'If-Match' is not taken by this operation" });
}

/** Who names an edit session must not believe that it was saved when it was not (field-push.md FW-3). */
function refuseUnknownSession({ headers }: FastifyRequest, operation: OperationDescription): void {
  if (headers['edit-session'] === undefined || operation.takesEditSession === true) return;
  throw new Failure('400-100', { reason: "'Edit-Session' is not taken by this operation" });
}

/** Names of parameters that the operation does not know, or not from this kind of actor (casemgr.md ). */
export function unknownParameters(query: QueryValues, actor: Actor, operation: OperationDescription): string[] {
  return [...query.keys()].filter((name) => {
    const parameter = operation.query?.find((known) => known.name === name);
    return !parameter || (parameter.actors && !parameter.actors.includes(actor.kind));
  });
}

function refuseUnknownParameters(query: QueryValues, actor: Actor, operation: OperationDescription): void {
  const unknown = unknownParameters(query, actor, operation);
  if (unknown.length > 0) throw new Failure('400-101', { query_parameter: unknown.join(', ') });
}
