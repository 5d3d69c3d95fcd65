import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import type { MessageCenter, PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readAttributes } from '#wire/attribute-query.js';
import { pathIdsNotFound } from '#wire/path-ids.js';
import { ISSUE_TYPES } from './directory.schema.js';

/** `GET /conversation/securemessagingmgr/v3/messagecenter/{id}/issuetype` (search-and-audit.md MGR-5). */
@Controller('conversation/securemessagingmgr/v3/messagecenter')
export class IssueTypesController {
  constructor(private readonly configuration: ConfigurationCache) {}

  @Get(':id/issuetype')
  @Operation({
    id: 'getIssueType',
    summary: 'List the issue types of a message center.',
    tag: 'Message center',
    actors: { customer: ['conversation.securemessagingmgr.read'] },
    action: 'View issue types',
    query: [{ name: '$attribute', description: 'all, subjects.' }],
    answers: [
      {
        status: 200,
        description: '`{ "issueType": [ { "id", "name", "allowUserCreatedSubject" } ] }`.',
        schema: ISSUE_TYPES,
      },
      { status: 204, description: 'The message center has none.' },
    ],
    errors: ['400-116', '404-100'],
  })
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): FastifyReply {
    const { actor, answerFormat, query } = contextOf(request);
    const attributes = readAttributes(query, ['subjects']);
    const snapshot = this.configuration.snapshot();
    const center = snapshot.findMessageCenter(id);
    if (!center?.active || !isOpenTo(center, actor, snapshot)) throw pathIdsNotFound([id]);
    const issueType = center.issueTypeIds.map((issueTypeId) => ({
      id: issueTypeId,
      name: snapshot.findIssueType(issueTypeId)?.name ?? null,
      // Subjects are the customer's own: none are administered.
      allowUserCreatedSubject: true,
      ...(attributes.includes('subjects') && { subjects: { subject: [] } }),
    }));
    return issueType.length === 0
      ? sendNothing(reply)
      : sendTree(reply, answerFormat, 200, 'issueTypes', { issueType });
  }
}

/** With departmentalization a customer of a department writes to that department only (casemgr.md B-21, C-8). */
function isOpenTo({ departmentId }: MessageCenter, actor: Actor, { settings }: PartitionSnapshot): boolean {
  const own = actor.kind === 'customer' ? actor.departmentId : undefined;
  return !settings.customerDepartmentalization || own === undefined || own === departmentId;
}
