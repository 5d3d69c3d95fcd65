/** An answer that cannot be applied as a whole (field-push.md FR-2); the message is what the agent is told. */
export class RefusedAnswer extends Error {}
