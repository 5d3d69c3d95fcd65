import { Module } from '@nestjs/common';
import { CasesModule } from '#cases/cases.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { FieldPushStore } from '#field-pushes/field-push.store.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { CircuitStore } from './circuit.store.js';
import { AnswerRights } from './answer-rights.js';
import { DeliveriesOfCustomers } from './deliveries-of-customers.js';
import { DeliveryCustomerStore } from './delivery-customer.store.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryLogStore } from './delivery-log.store.js';
import { DeliveryStore } from './delivery.store.js';
import { DurableLane } from './durable-lane.js';
import { EditRecords } from './edit-records.js';
import { EditSessionStore } from './edit-session.store.js';
import { FieldChangeFollower } from './field-change-follower.js';
import { FieldEditController } from './field-edit.controller.js';
import { FieldEdits } from './field-edits.js';
import { HostResolver } from './host-resolver.js';
import { InteractiveLane } from './interactive-lane.js';
import { PushConnections } from './push-connections.js';
import { PushDeliveries } from './push-deliveries.js';
import { PushDeletionController } from './push-deletion.controller.js';
import { PushHealth } from './push-health.js';
import { PushSender } from './push-sender.js';
import { PushTestController } from './push-test.controller.js';
import { WriteBack } from './write-back.js';
import { WriteBackStore } from './write-back.store.js';

/** Changes of fields go out over HTTPS, answers come back into the record (docs/contract/field-push.md). */
@Module({
  imports: [CasesModule, CustomersModule, OutboxModule, WritesModule],
  controllers: [DeliveryController, FieldEditController, PushDeletionController, PushTestController],
  providers: [
    FieldPushStore,
    CircuitStore,
    AnswerRights,
    DeliveriesOfCustomers,
    DeliveryCustomerStore,
    DeliveryLogStore,
    DeliveryStore,
    HostResolver,
    PushConnections,
    PushSender,
    PushDeliveries,
    PushHealth,
    DurableLane,
    FieldChangeFollower,
    EditRecords,
    EditSessionStore,
    FieldEdits,
    InteractiveLane,
    WriteBack,
    WriteBackStore,
  ],
  exports: [PushHealth],
})
export class FieldPushModule {}
