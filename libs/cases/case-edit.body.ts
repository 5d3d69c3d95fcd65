import { CustomAttributesBody } from '#configuration/custom-attributes.body.js';
import { Choice, Id, Item, Items, Key, Moment, Text, TextList } from '#wire/body-members.js';

const SEVERITIES = ['urgent', 'high', 'medium', 'low'];

/** Longest subject, description and solution, in characters (REF §1.5 has it for the subject). */
const LONGEST_TEXT = 1_024;

class SeverityBody {
  @Choice(SEVERITIES, { isRequired: true })
  value!: string;
}

class LanguageBody {
  @Text(35, { isRequired: true, mayBeEmpty: true })
  value!: string;
}

class SubstatusBody {
  @Choice(['new', 'open', 'pending', 'resolved'], { isRequired: true })
  value!: 'new' | 'open' | 'pending' | 'resolved';
}

class StatusBody {
  @Item(() => SubstatusBody, { isRequired: true })
  substatus!: SubstatusBody;
}

class CaseLinkBody {
  @Text(50)
  rel?: string | null;

  @Key(1_000)
  href!: string;
}

class OwnerPartBody {
  @Id({ isRequired: true })
  id!: string;
}

/** Who works on a case: a user, a group, or a user of the group. What is left out is taken away. */
class OwnerBody {
  @Item(() => OwnerPartBody)
  user?: OwnerPartBody | null;

  @Item(() => OwnerPartBody)
  group?: OwnerPartBody | null;
}

/** Links to other cases, to be related from now on, or no more. */
export class RelatedCasesBody {
  @Items(() => CaseLinkBody, 75)
  link?: CaseLinkBody[] | null;

  @Items(() => CaseLinkBody, 75)
  unlink?: CaseLinkBody[] | null;
}

/** What a case is made with and what everybody may change of it. Empty texts take a value away, but a case has a subject. */
class CaseMembersBody {
  @Moment({ mayBeEmpty: true })
  dueDate?: string | null;

  @Item(() => SeverityBody)
  severity?: SeverityBody | null;

  @Text(LONGEST_TEXT)
  subject?: string | null;

  @Text(LONGEST_TEXT, { mayBeEmpty: true })
  description?: string | null;

  @Text(LONGEST_TEXT, { mayBeEmpty: true })
  solution?: string | null;

  @Item(() => CustomAttributesBody)
  customAttributes?: CustomAttributesBody | null;
}

/** `PATCH /case/closed` (around-activity.md CASE-4). */
export class ClosedCaseEditBody extends CaseMembersBody {
  @Id({ isRequired: true })
  id!: string;

  @Moment()
  lastModified?: string | null;

  @TextList(75, 100)
  labels?: string[] | null;

  @Item(() => LanguageBody)
  language?: LanguageBody | null;

  @Text(255, { mayBeEmpty: true })
  externalId?: string | null;

  @Item(() => OwnerBody)
  owner?: OwnerBody | null;

  @Item(() => RelatedCasesBody)
  relatedCases?: RelatedCasesBody | null;
}

/** `PATCH /case` (around-activity.md CASE-3). */
export class CaseEditBody extends ClosedCaseEditBody {
  @Item(() => StatusBody)
  status?: StatusBody | null;
}

/** `PATCH /activity/{ids}/changecase`: an existing case by its id, or what a new one is made with (CASE-9). */
export class ChangeCaseBody extends CaseMembersBody {
  @Id()
  id?: string | null;
}
