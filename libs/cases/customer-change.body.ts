import { Id, Item, Items } from '#wire/body-members.js';

class NamedCustomerBody {
  @Id({ isRequired: true })
  id!: string;
}

/** `PATCH /case/{ids}/changecustomer` (around-activity.md CASE-7). */
export class CaseCustomerBody {
  @Item(() => NamedCustomerBody, { isRequired: true })
  customer!: NamedCustomerBody;
}

class ContactPointBody {
  @Id({ isRequired: true })
  id!: string;
}

class ContactBody {
  @Items(() => ContactPointBody, 1, { isRequired: true })
  email!: ContactPointBody[];
}

class ContactsBody {
  @Items(() => ContactBody, 1, { isRequired: true })
  contact!: ContactBody[];
}

class ActivityCustomerBody {
  @Item(() => ContactsBody, { isRequired: true })
  contacts!: ContactsBody;
}

class MovedActivityBody {
  @Id({ isRequired: true })
  id!: string;

  @Item(() => ActivityCustomerBody, { isRequired: true })
  customer!: ActivityCustomerBody;
}

/** `PATCH /activity/changecustomer` (around-activity.md ACT-11). */
export class ActivitiesCustomerBody {
  @Items(() => MovedActivityBody, 75, { isRequired: true })
  activity!: MovedActivityBody[];
}
