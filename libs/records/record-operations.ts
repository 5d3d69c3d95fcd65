import type { OperationDescription } from '#http/operation.js';

const READ = ['core.recordmgr.read'];
const MANAGE = ['core.recordmgr.manage'];

const TAG = 'Record';

/** Customers have no rights in tables of records. */
export const READ_RECORDS = {
  tag: TAG,
  action: 'View records',
  actors: { user: READ, client: READ },
} satisfies Partial<OperationDescription>;

export const MANAGE_RECORDS = {
  tag: TAG,
  action: 'Manage records',
  actors: { user: MANAGE, client: MANAGE },
  takesIdempotencyKey: true,
} satisfies Partial<OperationDescription>;
