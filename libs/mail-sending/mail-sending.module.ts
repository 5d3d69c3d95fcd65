import { Module } from '@nestjs/common';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { ActivitiesModule } from '#activities/activities.module.js';
import { CasesModule } from '#cases/cases.module.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { CustomersModule } from '#customers/customers.module.js';
import { MailDomainStore } from '#mail-domains/mail-domain.store.js';
import { OutboxModule } from '#outbox/outbox.module.js';
import { RecordKeyModule } from '#record-key/record-key.module.js';
import { RecordsModule } from '#records/records.module.js';
import { WritesModule } from '#writes/writes.module.js';
import { AcknowledgementStore } from './acknowledgement.store.js';
import { AnswerActivities } from './answer-activities.js';
import { AutomaticAnswers } from './automatic-answers.js';
import { ComposePlaces } from './compose-places.js';
import { ComposeController } from './compose.controller.js';
import { ComposeStore } from './compose.store.js';
import { ComposedMail } from './composed-mail.js';
import { DkimKeys } from './dkim-keys.js';
import { MailLane } from './mail-lane.js';
import { MailSending } from './mail-sending.js';
import { MailSettlement } from './mail-settlement.js';
import { MaskedMails } from './masked-mails.js';
import { OutgoingMailController } from './outgoing-mail.controller.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';
import { ReplyAddresses } from './reply-addresses.js';
import { SendingHealth } from './sending-health.js';
import { SentMailCustomerStore } from './sent-mail-customer.store.js';
import { SentMailsOfCustomers } from './sent-mails-of-customers.js';
import { SmtpClient } from './smtp-client.js';

/** Mail goes out (docs/contract/records-by-email.md, section 5). */
@Module({
  imports: [
    ActivitiesModule,
    AttachmentsModule,
    CasesModule,
    CustomersModule,
    OutboxModule,
    RecordKeyModule,
    RecordsModule,
    WritesModule,
  ],
  controllers: [ComposeController, OutgoingMailController],
  providers: [
    AcknowledgementStore,
    AnswerActivities,
    AutomaticAnswers,
    ComposePlaces,
    ComposeStore,
    ComposedMail,
    ConfiguredWrites,
    DkimKeys,
    MailDomainStore,
    MailLane,
    MailSending,
    MailSettlement,
    MaskedMails,
    OutgoingMailStore,
    ReplyAddresses,
    SendingHealth,
    SentMailCustomerStore,
    SentMailsOfCustomers,
    SmtpClient,
  ],
  exports: [AutomaticAnswers, MailSending, ReplyAddresses, SendingHealth],
})
export class MailSendingModule {}
