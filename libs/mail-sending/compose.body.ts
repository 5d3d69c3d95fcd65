import { ContentBody } from '#activities/activity-edit.body.js';
import { CustomAttributesBody } from '#configuration/custom-attributes.body.js';
import { Choice, Flag, Id, Item, Items, Moment, Text, TextList } from '#wire/body-members.js';

const LONGEST_ADDRESS = 255;
const LONGEST_SUBJECT = 255;

/** The most addresses of one mail, all lists together (records-by-email.md RO-10). */
export const MOST_RECIPIENTS = 50;

class NamedBody {
  @Id({ isRequired: true })
  id!: string;
}

class RecordBody {
  /** The name of a table, or `customer`. */
  @Text(63, { isRequired: true })
  table!: string;

  @Id({ isRequired: true })
  id!: string;
}

class SubtypeBody {
  @Choice(['general'])
  value?: string | null;
}

class TypeBody {
  @Choice(['email'])
  value?: string | null;

  @Item(() => SubtypeBody)
  subtype?: SubtypeBody | null;
}

class LanguageBody {
  @Text(35, { isRequired: true })
  value!: string;
}

class AttachmentBody {
  @Id({ isRequired: true })
  altId!: string;

  @Flag()
  inline?: boolean | null;

  @Text(255)
  contentId?: string | null;
}

class AttachmentsBody {
  @Items(() => AttachmentBody, 1_000, { isRequired: true })
  attachment!: AttachmentBody[];
}

class AddressesBody {
  @TextList(MOST_RECIPIENTS, LONGEST_ADDRESS)
  address?: string[] | null;
}

class EmailAddressesBody {
  /** The address of an alias. */
  @Text(LONGEST_ADDRESS)
  from?: string | null;

  @Item(() => AddressesBody)
  to?: AddressesBody | null;

  @Item(() => AddressesBody)
  cc?: AddressesBody | null;

  @Item(() => AddressesBody)
  bcc?: AddressesBody | null;
}

class EmailBody {
  /** The activity that is answered. */
  @Item(() => NamedBody)
  inReplyTo?: NamedBody | null;

  @Item(() => ContentBody)
  content?: ContentBody | null;

  @Item(() => EmailAddressesBody)
  emailAddresses?: EmailAddressesBody | null;
}

class PayloadBody {
  @Item(() => EmailBody)
  email?: EmailBody | null;
}

/** `POST /activity/email/compose/{actionType}` (records-by-email.md RO-9 to RO-11). */
export class ComposeBody {
  /** A draft to go on with. */
  @Id()
  id?: string | null;

  @Moment()
  lastModified?: string | null;

  @Item(() => TypeBody)
  type?: TypeBody | null;

  @Item(() => NamedBody)
  case?: NamedBody | null;

  /** A record of a table, or a customer, that the mail is about instead of a case. */
  @Item(() => RecordBody)
  record?: RecordBody | null;

  @Text(LONGEST_SUBJECT, { mayBeEmpty: true })
  subject?: string | null;

  @Flag()
  secure?: boolean | null;

  @Choice(['1', '2', '3', '4', '5', '6', '7'])
  priority?: string | null;

  @Item(() => LanguageBody)
  language?: LanguageBody | null;

  @Item(() => CustomAttributesBody)
  customAttributes?: CustomAttributesBody | null;

  @Item(() => AttachmentsBody)
  attachments?: AttachmentsBody | null;

  @Item(() => PayloadBody)
  payload?: PayloadBody | null;
}
