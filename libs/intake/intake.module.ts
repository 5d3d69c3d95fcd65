import { Module } from '@nestjs/common';
import { ActivitiesModule } from '#activities/activities.module.js';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { CasesModule } from '#cases/cases.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { ActivityBodies } from './activity-body.js';
import { Arrivals } from './arrivals.js';
import { CommitQueue } from './commit-queue.js';
import { CommitStore } from './commit.store.js';
import { EmailReplyController } from './email-reply.controller.js';
import { Explainer } from './explainer.js';
import { FactsStore } from './facts.store.js';
import { IncomingEmailController } from './incoming-email.controller.js';
import { Intake } from './intake.js';
import { Reception } from './reception.js';
import { Stages } from './stages.js';

@Module({
  imports: [ActivitiesModule, AttachmentsModule, CasesModule, CustomersModule, WritesModule],
  controllers: [EmailReplyController, IncomingEmailController],
  providers: [ActivityBodies, Arrivals, CommitQueue, CommitStore, Explainer, FactsStore, Intake, Reception, Stages],
  exports: [Intake, Stages],
})
export class IntakeModule {}
