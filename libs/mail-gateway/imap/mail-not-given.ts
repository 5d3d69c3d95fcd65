/** The server did not give a mail that is there. */
export class MailNotGiven extends Error {
  constructor(
    readonly uid: number,
    cause: unknown,
  ) {
    super(`mail ${uid} is not given: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'MailNotGiven';
  }
}
