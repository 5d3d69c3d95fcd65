/** Exit codes of sysexits.h, as mail servers understand them (mail-gateway.md MD-4). */
export const EXIT = {
  /** EX_USAGE: the command line is wrong. */
  usage: 64,
  /** EX_DATAERR: what was handed over cannot be taken, now or later. */
  data: 65,
  /** EX_NOINPUT: there is nothing to hand over. */
  noInput: 66,
  /** EX_NOUSER: nobody takes mail there. */
  noUser: 67,
  /** EX_TEMPFAIL: it should be tried again. */
  again: 75,
} as const;

/** Ends the command with a code and a line on standard error. */
export class CommandFailure extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}
