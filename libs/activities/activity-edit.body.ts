import { CustomAttributesBody } from '#configuration/custom-attributes.body.js';
import { Choice, Id, Item, Moment, Text } from '#wire/body-members.js';

class LanguageBody {
  @Text(35, { isRequired: true })
  value!: string;
}

/** What names one activity in the state that the caller has seen. */
class NamedActivityBody {
  @Id({ isRequired: true })
  id!: string;

  @Moment()
  lastModified?: string | null;
}

/** `PATCH /activity` (around-activity.md ACT-2). */
export class ActivityEditBody extends NamedActivityBody {
  /** Empty: none any more. */
  @Moment({ mayBeEmpty: true })
  dueDate?: string | null;

  @Choice(['1', '2', '3', '4', '5', '6', '7'])
  priority?: string | null;

  @Item(() => LanguageBody)
  language?: LanguageBody | null;

  @Item(() => CustomAttributesBody)
  customAttributes?: CustomAttributesBody | null;
}

/** Longer than any content that may be configured, in characters; what is configured is judged later. */
const LONGEST_CONTENT = 10_240 * 1024;

export class ContentBody {
  @Text(LONGEST_CONTENT, { mayBeEmpty: true })
  text?: string | null;

  @Text(LONGEST_CONTENT, { mayBeEmpty: true })
  html?: string | null;
}

class EmailBody {
  @Item(() => ContentBody)
  content?: ContentBody | null;
}

class PayloadBody {
  @Item(() => EmailBody)
  email?: EmailBody | null;
}

/** `PATCH /activity/completed` (around-activity.md ACT-4). */
export class CompletedActivityEditBody extends NamedActivityBody {
  @Item(() => PayloadBody)
  payload?: PayloadBody | null;

  @Item(() => CustomAttributesBody)
  customAttributes?: CustomAttributesBody | null;
}

/** `PATCH /activity/mask` (around-activity.md ACT-8). */
export class ActivityMaskBody extends NamedActivityBody {}
