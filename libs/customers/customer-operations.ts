import type { OperationDescription } from '#http/operation.js';
import type { ErrorCode } from '#runtime/errors/catalogue.js';

/** What the operations of the customer manager have in common. */

const READ = ['core.customermgr.read'];
const MANAGE = ['core.customermgr.manage'];

type Access = Pick<OperationDescription, 'tag' | 'action' | 'actors'>;

export const READ_CUSTOMERS: Access = {
  tag: 'Customer',
  action: 'View customers',
  actors: { user: READ, client: READ },
};

export const READ_CUSTOMERS_OR_SELF: Access = {
  ...READ_CUSTOMERS,
  actors: { user: READ, client: READ, customer: READ },
};

export const EDIT_CUSTOMERS: Access = {
  tag: 'Customer',
  action: 'Edit customers',
  actors: { user: MANAGE, client: MANAGE },
};

export const EDIT_CUSTOMERS_OR_SELF: Access = {
  ...EDIT_CUSTOMERS,
  actors: { user: MANAGE, client: MANAGE, customer: MANAGE },
};

export const STRUCTURE_ERRORS: readonly ErrorCode[] = ['400-146', '400-147', '400-152'];

export const MANAGER = 'core/customermgr/v3';
