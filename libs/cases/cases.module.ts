import { Module } from '@nestjs/common';
import { ActivitiesModule } from '#activities/activities.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { NotesModule } from '#notes/notes.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { CaseAttributesController } from './case-attributes.controller.js';
import { CaseChangeStore } from './case-change.store.js';
import { CaseChanges } from './case-changes.js';
import { CaseCustomerStore } from './case-customer.store.js';
import { CaseEditController } from './case-edit.controller.js';
import { CaseLifecycle } from './case-lifecycle.js';
import { CaseNoteController, NotedCases } from './case-notes.js';
import { CaseRelationStore } from './case-relation.store.js';
import { CaseSearchController } from './case-search.controller.js';
import { CaseSearchStore } from './case-search.store.js';
import { CaseController } from './case.controller.js';
import { CaseStore } from './case.store.js';
import { CasesOfCustomers } from './cases-of-customers.js';
import { ChangeCaseController } from './change-case.controller.js';
import { ChangeCustomerController } from './change-customer.controller.js';
import { CustomerChanges } from './customer-changes.js';
import { MaskController } from './mask.controller.js';

@Module({
  imports: [ActivitiesModule, CustomersModule, NotesModule, WritesModule],
  controllers: [
    CaseAttributesController,
    CaseSearchController,
    CaseController,
    CaseEditController,
    CaseNoteController,
    ChangeCaseController,
    ChangeCustomerController,
    MaskController,
  ],
  providers: [
    CaseChanges,
    CaseChangeStore,
    CaseCustomerStore,
    CaseLifecycle,
    CaseRelationStore,
    CaseSearchStore,
    CasesOfCustomers,
    CaseStore,
    CustomerChanges,
    NotedCases,
  ],
  exports: [CaseChangeStore, CaseLifecycle, CustomerChanges],
})
export class CasesModule {}
