/** What the server does by itself with outgoing mail is recorded as its own. */
export const OUTGOING_MAIL_ACTOR = {
  actor: 'client',
  id: '0',
  firstName: 'System',
  lastName: 'Outgoing mail',
} as const;
