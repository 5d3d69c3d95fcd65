import { DepartmentBody } from '#departments/department.body.js';
import type { StoredDepartment } from '#departments/department.store.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import type { Kind } from './kind.js';

export const DEPARTMENTS: Kind<DepartmentBody, StoredDepartment> = {
  name: 'departments',
  singular: 'department',
  bodyType: DepartmentBody,
  keyMembers: ['name'],
  isConfiguration: true,
  departmentIdOf: ({ id }) => id,
  itemsOf: (state) => state.departments,
  storeOf: (stores) => stores.departments,
  keyOf: ({ name }) => keys.department(name),
  nameOf: ({ name }) => name,

  draft: ({ name, active, settings }, { mode, previous }) => ({
    id: previous?.id,
    ...merged(
      mode,
      { name, active, enableSecureMessaging: settings?.enableSecureMessaging },
      previous && { name, active: previous.active, enableSecureMessaging: previous.enableSecureMessaging },
      { name, active: true, enableSecureMessaging: null },
    ),
  }),

  view: ({ name, active, enableSecureMessaging }) => ({ name, active, settings: { enableSecureMessaging } }),
};
