import { Module } from '@nestjs/common';
import { AliasStore } from '#aliases/alias.store.js';
import { ClientStore } from '#clients/client.store.js';
import { CustomAttributeStore } from '#custom-attributes/custom-attribute.store.js';
import { CustomerAdministrationStore } from '#customers/customer-administration.store.js';
import { DepartmentStore } from '#departments/department.store.js';
import { QueueStore } from '#departments/queue.store.js';
import { InboundAccountStore } from '#inbound-accounts/inbound-account.store.js';
import { GroupStore } from '#record-tables/group.store.js';
import { RecordTableStore } from '#record-tables/record-table.store.js';
import { FieldPushStore } from '#field-pushes/field-push.store.js';
import { IssueTypeStore } from '#message-centers/issue-type.store.js';
import { MailDomainStore } from '#mail-domains/mail-domain.store.js';
import { MessageCenterStore } from '#message-centers/message-center.store.js';
import { RecordKeyModule } from '#record-key/record-key.module.js';
import { SettingsStore } from '#settings/settings.store.js';
import { UserStore } from '#users/user.store.js';
import { ADMINISTERED_ITEM_CONTROLLERS } from './administered-item.controllers.js';
import { AdministeredItems } from './administered-items.js';
import { PartitionAdministration } from './partition-administration.js';
import { PartitionAtStart } from './partition-at-start.js';
import { PartitionController } from './partition.controller.js';
import { PartitionStores } from './partition-stores.js';
import { RecordKeyController } from './record-key.controller.js';
import { WritesModule } from '#writes/writes.module.js';
import { SettingsController } from './settings.controller.js';

/** Administration: the partition document and the resources of its parts (runtime.md §4). */
@Module({
  imports: [RecordKeyModule, WritesModule],
  controllers: [PartitionController, RecordKeyController, SettingsController, ...ADMINISTERED_ITEM_CONTROLLERS],
  providers: [
    SettingsStore,
    DepartmentStore,
    QueueStore,
    AliasStore,
    MessageCenterStore,
    IssueTypeStore,
    CustomAttributeStore,
    UserStore,
    ClientStore,
    InboundAccountStore,
    FieldPushStore,
    GroupStore,
    RecordTableStore,
    MailDomainStore,
    CustomerAdministrationStore,
    PartitionStores,
    PartitionAdministration,
    AdministeredItems,
    PartitionAtStart,
  ],
})
export class PartitionModule {}
