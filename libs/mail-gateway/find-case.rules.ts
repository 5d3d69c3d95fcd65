/** Which case a mail belongs to: mail-gateway.md MF-1 and MF-2. */
import type { CandidateCase, MailFacts, Thread } from './mail-facts.js';
import { messageKey } from './message-key.js';

/** How the case of a mail was found, as it is stored with the activity. */
export type Finder = 'external-id' | 'in-reply-to' | 'references' | 'bounce' | 'new';

export interface FoundCase {
  readonly by: Finder;
  /** Undefined: a new case. */
  readonly case: CandidateCase | undefined;
  /** What people should know about the find. */
  readonly remarks: readonly string[];
}

interface References {
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/** The finders in their order; the first that knows anything decides, and then whether this sender may add to what it found. */
export function findCase(
  references: References,
  externalId: string | undefined,
  isAuthenticated: boolean,
  facts: MailFacts,
): FoundCase {
  const { externalCase, thread } = facts;
  if (externalCase) return { by: 'external-id', case: externalCase, remarks: [] };
  if (!thread) return { by: 'new', case: undefined, remarks: [] };
  if (externalId !== undefined && thread.case.externalId !== null) {
    const remark = `possibly related to case ${thread.case.id}, which has another external id`;
    return { by: 'new', case: undefined, remarks: [remark] };
  }
  const isReply = references.inReplyTo.some((id) => messageKey(id) === thread.key);
  return decideOn(thread, isReply ? 'in-reply-to' : 'references', isAuthenticated);
}

/** Message-IDs that a mail refers to, in the order in which they count. */
export function referencedIds({ inReplyTo, references }: References): string[] {
  return [...new Set([...inReplyTo, ...references.toReversed()])];
}

/**
 * The finder names the case, this says whether the sender may add to it. A Message-ID is no secret: to know one that we have
 * sent is enough for whoever takes part in the case; others, and those who only name each other's, have to be authenticated.
 */
function decideOn(thread: Thread, by: Finder, isAuthenticated: boolean): FoundCase {
  const isKey = thread.origin === 'sent';
  if (thread.isParticipant && (isAuthenticated || isKey)) {
    const remarks = isAuthenticated ? [] : ['nobody has verified that the sender is who it says'];
    return { by, case: thread.case, remarks };
  }
  return { by: 'new', case: undefined, remarks: [`possibly related to case ${thread.case.id}`] };
}
