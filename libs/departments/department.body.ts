import { Flag, Item, Key } from '#wire/body-members.js';

/** Settings that a department may override; null takes the partition's (casemgr.md S-3). */
export class DepartmentSettingsBody {
  @Flag()
  enableSecureMessaging?: boolean | null;
}

/** A department, recognised by its name without regard to case (casemgr.md B-1). */
export class DepartmentBody {
  @Key(255)
  name!: string;

  @Flag()
  active?: boolean | null;

  @Item(() => DepartmentSettingsBody)
  settings?: DepartmentSettingsBody | null;
}
