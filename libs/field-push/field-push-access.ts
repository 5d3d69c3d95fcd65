import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import type { OperationDescription } from '#http/operation.js';
import type { Actor } from '#auth/actor.js';
import { Failure } from '#runtime/errors/failure.js';

type Access = Pick<OperationDescription, 'tag' | 'action' | 'actors' | 'privilege'>;

const READ = ['core.fieldpushmgr.read'];
const MANAGE = ['core.fieldpushmgr.manage'];
const EDIT = ['core.fieldpushmgr.edit'];

const TAG = 'Field push';

/** The log shows what was sent about records of all departments. */
export const READ_DELIVERIES: Access = {
  tag: TAG,
  action: 'Read field push deliveries',
  actors: { user: READ, client: READ },
  privilege: MANAGE_PARTITION_RESOURCES,
};

export const MANAGE_DELIVERIES: Access = {
  tag: TAG,
  action: 'Send field pushes again',
  actors: { user: MANAGE, client: MANAGE },
  privilege: MANAGE_PARTITION_RESOURCES,
};

export const MANAGE_PUSHES: Access = { ...MANAGE_DELIVERIES, action: 'Manage field pushes' };

/**
 * Whoever edits records may open edit sessions; what they may edit is asked for each record (field-push.md FR-2). The scope is one of its
 * own: a form that agents work with needs neither the log nor the pushes.
 */
export const PUSH_EDITS: Access = {
  tag: TAG,
  action: 'Push edits of fields',
  actors: { user: EDIT, client: EDIT },
};

/** Pushes are those of all departments, so users of one have no part in administering them. */
export function refuseDepartmentUsers(actor: Actor): void {
  if (actor.kind === 'user' && actor.departmentId !== undefined) {
    throw new Failure('403-178', { action_name: 'Administer field pushes of all departments' });
  }
}
