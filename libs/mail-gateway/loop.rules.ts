/** When mail goes in circles: mail-gateway.md ML-3. */
const MINUTE_MS = 60 * 1000;

/** How far back the same body from the same sender counts. */
export const LOOP_WINDOW_MS = 10 * MINUTE_MS;

/** The same body this many times in the window is a loop. */
const SAME_BODY_LIMIT = 3;

interface LoopEvidence {
  /** What the message shows alone. */
  readonly loop: { readonly reason: string } | undefined;
  /** Whether an address of ours has written it. */
  readonly isFromUs: boolean;
  /** Copies of what our own systems send are nobody's answer to us (MX-14). */
  readonly isOutboundCopy: boolean;
  /** Systems repeat themselves, and so does what comes long after it was sent: an import, a mailbox that is opened. */
  readonly mayRepeat: boolean;
  /** Earlier mails that say the same. */
  readonly sameBodyCount: number;
}

/** Why a mail is held as a loop, or undefined when it is none. */
export function loopReason({
  loop,
  isFromUs,
  isOutboundCopy,
  mayRepeat,
  sameBodyCount,
}: LoopEvidence): string | undefined {
  if (loop) return `loop: ${loop.reason}`;
  if (isOutboundCopy) return undefined;
  if (isFromUs) return 'loop: it is from an address of ours';
  if (!mayRepeat && sameBodyCount + 1 >= SAME_BODY_LIMIT)
    return 'loop: the same text from the same sender for the third time in ten minutes';
  return undefined;
}

/** Of a subject what stays the same while it is answered: without `Re:` and its likes of other languages, and without case. */
export function subjectCore(subject: string): string {
  let core = subject.trim();
  for (let shorter = withoutPrefix(core); shorter !== core; shorter = withoutPrefix(core)) core = shorter;
  return core.toLowerCase();
}

function withoutPrefix(subject: string): string {
  return subject.replace(
    /^(?:re|aw|wg|fwd?|sv|vs|antw|odp|rif|res|tr|回复|答复|返信)(?:\[\d{1,3}\])?[ \t]{0,3}[:：]\s*/iu,
    '',
  );
}
