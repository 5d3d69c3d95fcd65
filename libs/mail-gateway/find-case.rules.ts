/** Which case a mail belongs to: mail-gateway.md MF-1 and MF-2. */
import { PASSED_ON, rule, type Evidence, type Standing, type UnknownSenderWithKey } from '#record-mail/matrix.rules.js';
import type { CaseId, DepartmentId } from '#runtime/ids.js';
import type { RecordReference } from '#record-mail/record-reference.rules.js';
import type { CandidateCase, MailFacts, Thread } from './mail-facts.js';
import { messageKey } from '#mail-message/message-key.js';

/** How the case of a mail was found, as it is stored with the activity. */
export type Finder = 'record-key' | 'reply-address' | 'external-id' | 'in-reply-to' | 'references' | 'bounce' | 'new';

export interface FoundCase {
  readonly by: Finder;
  /** Undefined: a new case. */
  readonly case: CandidateCase | undefined;
  /** What people should know about the find. */
  readonly remarks: readonly string[];
  /** The case that the new one is linked to, because a key of it was there. */
  readonly relatedCaseId?: CaseId;
  /** Whether the sender takes no part in the case, and has only a key of it. */
  readonly isOfStranger?: boolean;
  /** Whether the sender is a user who works with it: what is written is the customer's all the same. */
  readonly isByStaff?: boolean;
  /** Whether the sender may add to it and no more. */
  readonly isLimited?: boolean;
  /** Whether a key has found it, and the sender may add to it and no more. */
  readonly isLimitedByKey?: boolean;
  /** Why somebody has to look at the mail first. */
  readonly hold?: string;
}

/** Who writes, and with what. */
export interface Sender {
  readonly reference: RecordReference | undefined;
  readonly externalId: string | undefined;
  /** Of the account that the mail came to. */
  readonly departmentId: DepartmentId;
  readonly isAuthenticated: boolean;
  readonly unknownSenderWithKey: UnknownSenderWithKey;
  /** Whether somebody has let the mail go. */
  readonly isReleased: boolean;
  /** Whether the sender is a user who works with the cases of a department. */
  readonly isStaffOf: (departmentId: DepartmentId) => boolean;
}

interface References {
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/** The finders in their order; the first that knows anything decides, and then whether this sender may add to what it found. */
export function findCase(references: References, sender: Sender, facts: MailFacts): FoundCase {
  const { keyedCase, externalCase, thread } = facts;
  if (sender.reference && keyedCase && isReached(keyedCase.case, sender.reference, sender)) {
    const { evidence, by } = sender.reference;
    return decideOn({ ...keyedCase, evidence }, by === 'address' ? 'reply-address' : 'record-key', sender);
  }
  if (externalCase) return { by: 'external-id', case: externalCase, remarks: [] };
  if (!thread) return { by: 'new', case: undefined, remarks: [] };
  if (sender.externalId !== undefined && thread.case.externalId !== null) {
    const remark = `possibly related to case ${thread.case.id}, which has another external id`;
    return { by: 'new', case: undefined, remarks: [remark] };
  }
  const isReply = references.inReplyTo.some((id) => messageKey(id) === thread.key);
  const evidence = thread.origin === 'sent' ? 'own-message-id' : 'foreign-message-id';
  return decideOn({ ...thread, evidence }, isReply ? 'in-reply-to' : 'references', sender);
}

/** Only what is as good as a key leads into another department. */
function isReached(
  { departmentId }: CandidateCase,
  { evidence }: RecordReference,
  sender: Pick<Sender, 'departmentId'>,
): boolean {
  return evidence === 'key' || departmentId === sender.departmentId;
}

/** Message-IDs that a mail refers to, in the order in which they count. */
export function referencedIds({ inReplyTo, references }: References): string[] {
  return [...new Set([...inReplyTo, ...references.toReversed()])];
}

/** The finder names the case, the matrix says whether the sender may add to it (records-by-email.md RU-4). */
function decideOn(
  found: Pick<Thread, 'case' | 'isParticipant'> & { readonly evidence: Evidence },
  by: Finder,
  { reference, isAuthenticated, unknownSenderWithKey, isReleased, isStaffOf }: Sender,
): FoundCase {
  const isByKey = by === 'record-key' || by === 'reply-address';
  const isByStaff = !found.isParticipant && isStaffOf(found.case.departmentId);
  const standing = isByStaff ? 'verified' : standingOf(found.isParticipant, isAuthenticated);
  const ruling = rule(found.evidence, standing, unknownSenderWithKey, isReleased);
  const related = `possibly related to case ${found.case.id}`;
  switch (ruling.kind) {
    case 'new':
      // What is no secret links to nothing: anybody could fill up the relations of a case with it.
      return {
        by: 'new',
        case: undefined,
        remarks: [related],
        ...(found.evidence === 'key' && { relatedCaseId: found.case.id }),
      };
    case 'hold':
      return { by: 'new', case: undefined, remarks: [related], hold: ruling.reason };
    case 'update': {
      const remarks = [
        ...(ruling.limited ? [ruling.remark] : []),
        ...(isByKey && reference?.isForwarded === true ? [PASSED_ON] : []),
      ];
      return {
        by,
        case: found.case,
        remarks,
        isOfStranger: standing === 'unknown',
        isByStaff,
        isLimited: ruling.limited,
        isLimitedByKey: isByKey && ruling.limited,
      };
    }
  }
}

export function standingOf(isParticipant: boolean, isAuthenticated: boolean): Standing {
  if (!isParticipant) return 'unknown';
  return isAuthenticated ? 'verified' : 'unverified';
}
