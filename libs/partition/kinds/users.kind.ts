import type { StoredUser } from '#users/user.store.js';
import { addressKey } from '#email-address/email-address.rules.js';
import { UserBody } from '#users/user.body.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import type { Editing, Kind } from './kind.js';

type Fields = Omit<StoredUser, 'id' | 'login' | 'passwordHash'>;

export const USERS: Kind<UserBody, StoredUser> = {
  name: 'users',
  singular: 'user',
  bodyType: UserBody,
  keyMembers: ['login'],
  isConfiguration: false,
  itemsOf: (state) => state.users,
  storeOf: (stores) => stores.users,
  keyOf: ({ login }) => keys.user(login),
  nameOf: ({ login }) => login,

  draft(body, editing) {
    const { mode, previous, state, refuse } = editing;
    const { login, firstName, lastName, emailAddress, privileges, externalId, active } = body;
    const departmentId = namedDepartmentId(body.department, editing);
    const foreignDepartmentIds = foreignDepartmentsOf(body.foreignDepartments, editing);
    const fields = merged<Fields>(
      mode,
      { firstName, lastName, emailAddress, departmentId, foreignDepartmentIds, privileges, externalId, active },
      previous,
      {
        firstName: null,
        lastName: null,
        emailAddress: null,
        departmentId: null,
        foreignDepartmentIds: [],
        privileges: [],
        externalId: null,
        active: true,
      },
    );
    const key = fields.emailAddress === null ? undefined : addressKey(fields.emailAddress);
    const holder = state.users
      .all()
      .find((user) => user.emailAddress !== null && addressKey(user.emailAddress) === key && user.id !== previous?.id);
    if (key !== undefined && holder) refuse('emailAddress', `it is the address of ${holder.login}`);
    return { id: previous?.id, login, passwordHash: previous?.passwordHash ?? null, ...fields };
  },

  async seal(draft, { password }, credentials) {
    return { ...draft, passwordHash: await credentials.passwordHash(password, draft.passwordHash) };
  },

  view: (
    { login, firstName, lastName, emailAddress, departmentId, foreignDepartmentIds, privileges, externalId, active },
    state,
  ) => ({
    login,
    firstName,
    lastName,
    emailAddress,
    department: state.departmentName(departmentId),
    foreignDepartments: foreignDepartmentIds.flatMap((id) => state.departmentName(id) ?? []),
    privileges,
    externalId,
    active,
  }),
};

function namedDepartmentId(name: string | null | undefined, { state, refuse }: Editing<StoredUser>) {
  if (name === undefined || name === null) return name;
  const department = state.departments.find(keys.department(name));
  if (!department) refuse('department', 'there is no department of this name');
  return department?.id;
}

/** A list inside an item replaces the old one. */
function foreignDepartmentsOf(names: readonly string[] | null | undefined, { state, refuse }: Editing<StoredUser>) {
  return names?.flatMap((name) => {
    const department = state.departments.find(keys.department(name));
    if (!department) refuse('foreignDepartments', `there is no department ${name}`);
    return department?.id ?? [];
  });
}
