import { BlobTooLarge } from '#attachments/blob-store.js';
import { Failure } from '#runtime/errors/failure.js';

/** A reply that refuses something, RFC 5321 with the code of RFC 3463 before its text. */
export class SmtpReply extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SmtpReply';
  }
}

/** Whatever is our own fault is temporary: the sender keeps the mail and comes again (mail-gateway.md MN-2). */
export const REPLIES = {
  unknownRecipient: () => new SmtpReply(550, '5.1.1 There is no such mailbox here'),
  relayingDenied: () => new SmtpReply(550, '5.7.1 Relaying denied'),
  tooLarge: (limitBytes: number) => new SmtpReply(552, `5.3.4 The message is larger than ${limitBytes} bytes`),
  otherLimit: () => new SmtpReply(452, '4.5.3 This recipient takes mail of another size; send it apart'),
  fault: (cause?: unknown) => new SmtpReply(451, '4.3.0 The message could not be taken in; try again later', { cause }),
  busy: () => new SmtpReply(451, '4.3.2 Too much to do; try again later'),
  noRoom: () => new SmtpReply(452, '4.3.1 There is no room for the message; try again later'),
  stopping: () => new SmtpReply(421, '4.3.2 The server is stopping; try again later'),
  tooManyConnections: () => new SmtpReply(421, '4.7.0 Too many connections from your address; try again later'),
  tooManyAttempts: () => new SmtpReply(421, '4.7.0 Too many failed logins; try again later'),
  badCredentials: () => new SmtpReply(535, '5.7.8 These credentials are of no client application that may submit mail'),
} as const;

/** The reply to what went wrong while a mail was taken in. */
export function replyTo(error: unknown): SmtpReply {
  if (error instanceof SmtpReply) return error;
  if (error instanceof BlobTooLarge) return REPLIES.tooLarge(error.limitBytes);
  const isNoRoom = error instanceof Failure && isDiskFull(error.cause);
  return isNoRoom ? REPLIES.noRoom() : REPLIES.fault(error);
}

function isDiskFull(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || (typeof message === 'string' && message.endsWith('bytes left'));
}
