import { ANYTHING, atLeast } from '#http/answer-schema.js';

/** A mail of the journal. */
export const MAIL = atLeast({});
export const MAILS = atLeast({ message: ANYTHING });
export const MAIL_EXPLANATION = atLeast({});
