const MANAGE = ['core.mailmgr.manage'];

/** Handing mail over is for client applications (mail-gateway.md MD-3, §7). */
export const SUBMIT_MAIL = { actors: { client: MANAGE }, action: 'Submit mail' } as const;

/** The journal is administered by client applications, and by users for their department or all of them. */
export const ADMINISTER_MAIL = {
  actors: { user: MANAGE, client: MANAGE },
  privilege: 'Manage partition resources',
  action: 'Administer incoming mail',
} as const;
