/** What a push is about, in the names of its receivers: a ticket is a case. */
export const PUSHED_OBJECTS = ['ticket', 'customer'] as const;
export type PushedObject = (typeof PUSHED_OBJECTS)[number];

/** When a push is sent: fields changed, a call-center pop-up, a new session of instant messages (field-push.md FP-1). */
export const OCCASIONS = ['change', 'popup', 'imSession'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** How choices and phones are written: as the table of the original's page has it, or as its example does. */
export const PAYLOAD_STYLES = ['table', 'example'] as const;
export type PayloadStyle = (typeof PAYLOAD_STYLES)[number];
