import { recordReference } from '#activities/email.view.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import type { JournalRow } from './journal.js';

export const MESSAGE_PATH = '/core/mailmgr/v3/message';

/** A mail of the journal: where it came from and what became of it, never what it says (mail-gateway.md MN-3). */
export function messageView(row: JournalRow): AnswerTree {
  const { submittedBy, activityId, caseId, record } = row;
  return {
    link: [
      { rel: 'self', href: `${MESSAGE_PATH}/${row.id}` },
      { rel: 'raw', href: `${MESSAGE_PATH}/${row.id}/raw` },
    ],
    account: { id: row.account },
    department: { id: row.departmentId },
    door: row.door,
    envelope: { from: row.envelopeFrom, to: row.envelopeTo },
    remoteAddress: row.remoteAddress,
    submittedBy: submittedBy && { [submittedBy.actor]: { id: submittedBy.id } },
    received: row.receivedAt.toISOString(),
    size: row.size,
    sha256: row.sha256,
    attempts: row.attempts,
    outcome: row.outcome,
    reason: row.reason,
    remarks: [...row.remarks],
    internetMessageId: row.messageId,
    subject: row.subject,
    sender: row.sender,
    activity: activityId === null ? null : idAndLink('activity', activityId),
    case: caseId === null ? null : idAndLink('case', caseId),
    record: record && recordReference(record.table, record.id),
    processed: row.processedAt?.toISOString() ?? null,
    id: row.id,
  };
}

function idAndLink(rel: string, id: string): AnswerTree {
  return { link: [{ rel, href: `/core/casemgr/v3/${rel}/${id}` }], id };
}
