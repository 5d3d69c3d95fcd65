import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ClientOrigins } from '#clients/client-origins.js';
import { ClientStore } from '#clients/client.store.js';
import { AdmissionGuard } from '#http/admission.guard.js';
import { AllowedOrigins } from '#http/allowed-origins.js';
import { CrossOrigin } from '#http/cross-origin.js';
import { DocumentationModule } from '#http/documentation.module.js';
import { ErrorFilter } from '#http/error.filter.js';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { ActivitiesModule } from '#activities/activities.module.js';
import { AuditModule } from '#audit/audit.module.js';
import { CasesModule } from '#cases/cases.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { DirectoryModule } from '#directory/directory.module.js';
import { FieldPushModule } from '#field-push/field-push.module.js';
import { IntakeModule } from '#intake/intake.module.js';
import { MailSendingModule } from '#mail-sending/mail-sending.module.js';
import { MailGatewayModule } from '#mail-gateway/mail-gateway.module.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { PartitionModule } from '#partition/partition.module.js';
import { RecordsModule } from '#records/records.module.js';
import { SignInModule } from '#sign-in/sign-in.module.js';
import { CoreModule, type Core } from './core.module.js';
import { Gauges } from './gauges.js';
import { HealthController } from './health.controller.js';

/** All that one process serves. */
@Module({})
export class ServerModule {
  static of(core: Core): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        CoreModule.of(core),
        DocumentationModule,
        SignInModule,
        PartitionModule,
        DirectoryModule,
        CustomersModule,
        AttachmentsModule,
        CasesModule,
        ActivitiesModule,
        IntakeModule,
        RecordsModule,
        FieldPushModule,
        MailSendingModule,
        MailGatewayModule,
        OutboxModule,
        AuditModule,
      ],
      controllers: [HealthController],
      providers: [
        Gauges,
        CrossOrigin,
        ClientStore,
        { provide: AllowedOrigins, useClass: ClientOrigins },
        { provide: APP_GUARD, useClass: AdmissionGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
