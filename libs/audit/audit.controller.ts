import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActorRecord } from '#auth/actor.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { onlyDepartmentOf, READ_ADMINISTRATION } from '#partition/administration-access.js';
import { outsideDepartment } from '#partition/partition-change.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { COLLECTION_PARAMETERS, countTree, readCollectionQuery } from '#wire/collection-query.js';
import { readTextFilter, refuseFilter } from '#wire/filter-query.rules.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { AUDIT_FILTER_PARAMETERS, readAuditFilter } from './audit-filter.rules.js';
import { AuditTrailStore, type AuditRow } from './audit-trail.store.js';
import { AUDIT_ENTRIES, VERIFICATION } from './audit.schema.js';

const PATH = '/core/adminmgr/v3/audit';
const ROOT = 'auditEntries';

/** Seals that one request verifies: some ten thousand entries, within the time of a statement. */
const SEALS_AT_ONCE = 20;

/** Whoever is slower than that has died; whatever is older and not sealed was not written by this server. */
const UNSEALED_AFTER = '15 minutes';

/** Reading and verifying the audit trail (search-and-audit.md AUD-5, AUD-6). It is the whole partition's. */
@Controller('core/adminmgr/v3/audit')
export class AuditController {
  constructor(private readonly trail: AuditTrailStore) {}

  @Get()
  @Operation({
    ...READ_ADMINISTRATION,
    id: 'searchAudit',
    summary: 'Find out who did what and when, from which address, by which client.',
    query: [...AUDIT_FILTER_PARAMETERS, ...COLLECTION_PARAMETERS],
    answers: [
      {
        status: 200,
        description: '`{ "auditEntry": [ … ], "hasNext": … }`, the oldest first unless sorted.',
        schema: AUDIT_ENTRIES,
      },
      { status: 204, description: 'Nothing found, or a page beyond the last.' },
    ],
    errors: ['400-102', '400-120', '400-124', '400-244'],
  })
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, query, answerFormat } = contextOf(request);
    if (onlyDepartmentOf(actor) !== undefined) throw outsideDepartment();
    const page = readCollectionQuery(query, ['id']);
    const filter = readAuditFilter(query);
    if (page.isCountOnly) {
      return sendTree(reply, answerFormat, 200, ROOT, countTree(PATH, query, await this.trail.count(filter)));
    }
    const { rows, hasNext } = await this.trail.search(filter, page);
    if (rows.length === 0) return sendNothing(reply);
    return sendTree(reply, answerFormat, 200, ROOT, {
      auditEntry: rows.map(auditView),
      hasNext,
    });
  }

  @Get('verification')
  @Operation({
    ...READ_ADMINISTRATION,
    id: 'verifyAudit',
    summary: 'Compare a part of the audit trail with its seals.',
    query: [{ name: 'from', description: 'The number of the seal to begin with; 1 when left out.' }],
    answers: [
      {
        status: 200,
        description: `Up to ${SEALS_AT_ONCE} seals: what is not as it was sealed, and \`next\`, where to go on. At the end \`next\` is null, and \`unsealed\` counts entries that no seal has although they are old enough.`,
        root: 'verification',
        schema: VERIFICATION,
      },
    ],
    errors: ['400-244'],
  })
  async verify(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { actor, query, answerFormat } = contextOf(request);
    if (onlyDepartmentOf(actor) !== undefined) throw outsideDepartment();
    const from = readTextFilter(query, 'from', 19) ?? '1';
    if (!isDatabaseKey(from)) refuseFilter('from', 'the number of a seal is expected');
    const { last, seals, entries, faults } = await this.trail.verify(from, SEALS_AT_ONCE);
    const isEnd = seals < SEALS_AT_ONCE;
    return sendTree(reply, answerFormat, 200, 'verification', {
      seals,
      entries,
      fault: faults.map(({ seal, entry, fault }) => ({ seal, entry, fault })),
      last: last && { seal: last.id, hash: last.hash, sealed: last.sealedAt.toISOString() },
      next: isEnd || !last ? null : String(BigInt(last.id) + 1n),
      unsealed: isEnd ? await this.trail.countUnsealed(UNSEALED_AFTER) : null,
    });
  }
}

/** Names may have been forgotten (AUD-2). */
function auditView(row: AuditRow): AnswerTree {
  const actor: Partial<ActorRecord> = row.actor;
  return {
    at: row.at.toISOString(),
    actor: {
      kind: actor.actor ?? null,
      id: actor.id ?? null,
      firstName: actor.firstName ?? null,
      lastName: actor.lastName ?? null,
      contactId: actor.contactId ?? null,
      clientId: actor.clientId ?? null,
      actingClientId: actor.actingClientId ?? null,
    },
    action: row.action,
    object: row.object,
    objectId: row.objectId,
    remoteAddress: row.remoteAddress,
    requestId: row.requestId,
    detail: row.detail as AnswerTree,
    id: row.id,
  };
}
