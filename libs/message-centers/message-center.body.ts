import { Flag, Items, Key, Text } from '#wire/body-members.js';
import { CHOSEN_ID, IssueTypeBody } from './issue-type.body.js';

/** A message center, recognised by its id. The list of issue types replaces the old one (casemgr.md B-8, B-9). */
export class MessageCenterBody {
  @Key(100, CHOSEN_ID)
  id!: string;

  @Text(255)
  name?: string | null;

  @Flag()
  active?: boolean | null;

  @Text(255)
  queue?: string | null;

  @Items(() => IssueTypeBody, 75)
  issueTypes?: IssueTypeBody[] | null;
}

/** A message center that names its department, because it is sent alone. */
export class DepartmentalMessageCenterBody extends MessageCenterBody {
  @Text(255)
  department?: string | null;
}
