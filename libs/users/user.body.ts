import { emailAddressFault } from '#email-address/email-address.rules.js';
import { Flag, Key, Text, TextList } from '#wire/body-members.js';

/** A user, recognised by the login without regard to case. Without a department it is a global user. */
export class UserBody {
  @Key(255)
  login!: string;

  /** Written, never read back. */
  @Text(1_024)
  password?: string | null;

  @Text(124, { mayBeEmpty: true })
  firstName?: string | null;

  @Text(124, { mayBeEmpty: true })
  lastName?: string | null;

  /** Where mail of the user comes from; of one user only. */
  @Text(255, {
    rule: { pattern: (text) => emailAddressFault(text) === undefined, reason: 'it must be an email address' },
  })
  emailAddress?: string | null;

  @Text(255)
  department?: string | null;

  /** Further departments that a user of a department works in. */
  @TextList(75, 255)
  foreignDepartments?: string[] | null;

  @TextList(100, 255)
  privileges?: string[] | null;

  /** The id that another system knows the user by; it need not be the only one with it. */
  @Text(255)
  externalId?: string | null;

  @Flag()
  active?: boolean | null;
}
