import type { Actor } from '#auth/actor.js';
import { MANAGE_PARTITION_RESOURCES } from '#auth/scopes.js';
import type { OperationDescription } from '#http/operation.js';
import type { DepartmentId } from '#runtime/ids.js';

const TAG = 'Administration';

const READ = ['core.adminmgr.read'];
const MANAGE = ['core.adminmgr.manage'];

export type AdministrationAccess = Pick<OperationDescription, 'tag' | 'action' | 'actors' | 'privilege'>;

/** Reading the administration: users need the privilege here too (casemgr.md A-3); customers never come here. */
export const READ_ADMINISTRATION: AdministrationAccess = {
  tag: TAG,
  action: 'Read partition resources',
  actors: { user: READ, client: READ },
  privilege: MANAGE_PARTITION_RESOURCES,
};

export const MANAGE_ADMINISTRATION: AdministrationAccess = {
  tag: TAG,
  action: MANAGE_PARTITION_RESOURCES,
  actors: { user: MANAGE, client: MANAGE },
  privilege: MANAGE_PARTITION_RESOURCES,
};

/** A department user administers the own department only. */
export function onlyDepartmentOf(actor: Actor): DepartmentId | undefined {
  return actor.kind === 'user' ? actor.departmentId : undefined;
}

/** Attributes that are written and never shown. */
export const SECRETS = ['secret', 'password', 'dkimKey', 'hmacKeys'];
