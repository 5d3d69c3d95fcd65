import { AliasBody } from '#aliases/alias.body.js';
import { ClientBody } from '#clients/client.body.js';
import { CustomAttributeBody } from '#custom-attributes/custom-attribute.body.js';
import { CustomerBody } from '#customers/customer-administration.body.js';
import { FieldPushBody } from '#field-pushes/field-push.body.js';
import { DepartmentBody } from '#departments/department.body.js';
import { QueueBody } from '#departments/queue.body.js';
import { InboundAccountBody } from '#inbound-accounts/inbound-account.body.js';
import { MailDomainBody } from '#mail-domains/mail-domain.body.js';
import { MessageCenterBody } from '#message-centers/message-center.body.js';
import { GroupBody } from '#record-tables/group.body.js';
import { RecordTableBody } from '#record-tables/record-table.body.js';
import { SettingsBody } from '#settings/settings.body.js';
import { UserBody } from '#users/user.body.js';
import { Item, Items } from '#wire/body-members.js';

/** A department with everything that belongs to it. */
export class PartitionDepartmentBody extends DepartmentBody {
  @Items(() => QueueBody, 1_000)
  queues?: QueueBody[] | null;

  @Items(() => AliasBody, 1_000)
  aliases?: AliasBody[] | null;

  @Items(() => MessageCenterBody, 1_000)
  messageCenters?: MessageCenterBody[] | null;
}

/** The partition document (runtime.md §4). */
export class PartitionDocument {
  @Item(() => SettingsBody)
  settings?: SettingsBody | null;

  @Items(() => PartitionDepartmentBody, 1_000)
  departments?: PartitionDepartmentBody[] | null;

  @Items(() => CustomAttributeBody, 1_000)
  customAttributes?: CustomAttributeBody[] | null;

  @Items(() => UserBody, 10_000)
  users?: UserBody[] | null;

  @Items(() => ClientBody, 1_000)
  clients?: ClientBody[] | null;

  @Items(() => InboundAccountBody, 1_000)
  inboundAccounts?: InboundAccountBody[] | null;
  @Items(() => MailDomainBody, 1_000)
  mailDomains?: MailDomainBody[] | null;

  @Items(() => RecordTableBody, 1_000)
  recordTables?: RecordTableBody[] | null;

  @Items(() => GroupBody, 1_000)
  groups?: GroupBody[] | null;

  @Items(() => FieldPushBody, 100)
  fieldPushes?: FieldPushBody[] | null;

  @Items(() => CustomerBody, 50_000)
  customers?: CustomerBody[] | null;
}
