/** All scopes that this server knows. */
export const ALL_SCOPES = [
  'core.casemgr.read',
  'core.casemgr.manage',
  'core.customermgr.read',
  'core.customermgr.manage',
  'core.filemgr.read',
  'core.filemgr.manage',
  'core.adminmgr.read',
  'core.adminmgr.manage',
  'core.departmentmgr.read',
  'core.usermgr.read',
  'core.workassignmentmgr.read',
  'core.infomgr.read',
  'core.mailmgr.manage',
  'core.recordmgr.read',
  'core.recordmgr.manage',
  'core.fieldpushmgr.read',
  'core.fieldpushmgr.edit',
  'core.fieldpushmgr.manage',
  'conversation.securemessagingmgr.read',
] as const;

/** What a user must hold to be given administration scopes (casemgr.md A-3). */
export const MANAGE_PARTITION_RESOURCES = 'Manage partition resources';

/** Scopes that nobody gets on behalf of another (runtime.md §5). */
export function isAdministrationScope(scope: string): boolean {
  return scope.includes('.adminmgr.');
}
