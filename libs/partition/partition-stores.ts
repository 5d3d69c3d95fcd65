import { Injectable } from '@nestjs/common';
import { AliasStore } from '#aliases/alias.store.js';
import { ClientStore } from '#clients/client.store.js';
import { CustomAttributeStore } from '#custom-attributes/custom-attribute.store.js';
import { CustomerAdministrationStore } from '#customers/customer-administration.store.js';
import { DepartmentStore } from '#departments/department.store.js';
import { QueueStore } from '#departments/queue.store.js';
import { InboundAccountStore } from '#inbound-accounts/inbound-account.store.js';
import { FieldPushStore } from '#field-pushes/field-push.store.js';
import { IssueTypeStore } from '#message-centers/issue-type.store.js';
import { MailDomainStore } from '#mail-domains/mail-domain.store.js';
import { MessageCenterStore } from '#message-centers/message-center.store.js';
import { GroupStore } from '#record-tables/group.store.js';
import { RecordTableStore } from '#record-tables/record-table.store.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { SettingsStore } from '#settings/settings.store.js';
import type { Queryable } from '#storage/database.js';
import { UserStore } from '#users/user.store.js';
import { PartitionState } from './partition-state.js';

/** The stores of everything that a partition document describes. */
@Injectable()
export class PartitionStores {
  constructor(
    readonly settings: SettingsStore,
    readonly departments: DepartmentStore,
    readonly queues: QueueStore,
    readonly aliases: AliasStore,
    readonly messageCenters: MessageCenterStore,
    readonly issueTypes: IssueTypeStore,
    readonly customAttributes: CustomAttributeStore,
    readonly users: UserStore,
    readonly clients: ClientStore,
    readonly inboundAccounts: InboundAccountStore,
    readonly mailDomains: MailDomainStore,
    readonly fieldPushes: FieldPushStore,
    readonly recordTables: RecordTableStore,
    readonly groups: GroupStore,
    readonly customers: CustomerAdministrationStore,
    private readonly configuration: ServerConfiguration,
  ) {}

  async read(queryable: Queryable): Promise<PartitionState> {
    return new PartitionState({
      settings: await this.settings.read(queryable),
      departments: await this.departments.list(queryable),
      queues: await this.queues.list(queryable),
      aliases: await this.aliases.list(queryable),
      messageCenters: await this.messageCenters.list(queryable),
      issueTypes: await this.issueTypes.list(queryable),
      customAttributes: await this.customAttributes.list(queryable),
      users: await this.users.list(queryable),
      clients: await this.clients.list(queryable),
      inboundAccounts: await this.inboundAccounts.list(queryable),
      mailDomains: await this.mailDomains.list(queryable),
      fieldPushes: await this.fieldPushes.list(queryable),
      recordTables: await this.recordTables.list(queryable),
      usedTableIds: await this.recordTables.listUsed(queryable),
      groups: await this.groups.list(queryable),
      pushAllowNetworks: this.configuration.pushAllowNetworks,
    });
  }
}
