import { Key, Text } from '#wire/body-members.js';

/** What ids that an admin chooses look like: they stand in paths, XML and logs. */
export const CHOSEN_ID = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._~-]*$/,
  reason: 'it must consist of letters, digits and . _ ~ - and begin with a letter or digit',
};

/** An issue type of the partition, recognised by its id. */
export class IssueTypeBody {
  @Key(100, CHOSEN_ID)
  id!: string;

  @Text(255)
  name?: string | null;
}
