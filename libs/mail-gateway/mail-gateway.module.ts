import { Module } from '@nestjs/common';
import { AttachmentsModule } from '#attachments/attachments.module.js';
import { CustomersModule } from '#customers/customers.module.js';
import { IntakeModule } from '#intake/intake.module.js';
import { MailSendingModule } from '#mail-sending/mail-sending.module.js';
import { RecordKeyModule } from '#record-key/record-key.module.js';
import { RecordMailModule } from '#record-mail/record-mail.module.js';
import { RecordsModule } from '#records/records.module.js';
import { LoginAttempts } from '#sign-in/login-attempts.js';
import { CustomerMail } from './customer-mail.js';
import { CustomerMailStore } from './customer-mail.store.js';
import { HttpDoor } from './http-door.js';
import { ImapDoor } from './imap/imap-door.js';
import { ImapPositionStore } from './imap/imap-position.store.js';
import { MailboxController } from './imap/mailbox.controller.js';
import { Mailboxes } from './imap/mailboxes.js';
import { JournalStore } from './journal.store.js';
import { UsedSignatureStore } from './used-signature.store.js';
import { MailCustomerStore } from './mail-customer.store.js';
import { MailExplainer } from './mail-explainer.js';
import { MailFactsStore } from './mail-facts.store.js';
import { MailFiling } from './mail-filing.js';
import { MailHealth } from './mail-health.js';
import { MailReadings } from './mail-readings.js';
import { MailsOfCustomers } from './mails-of-customers.js';
import { MailRetention } from './mail-retention.js';
import { MailWorker } from './mail-worker.js';
import { MessageController } from './message.controller.js';
import { RawMessageController } from './raw-message.controller.js';
import { RecordMailDecider } from './record-mail-decider.js';
import { RecordMailFiling } from './record-mail-filing.js';
import { RecordMailWriting } from './record-mail-writing.js';
import { Reception } from './reception.js';
import { ClientLogin } from './smtp/client-login.js';
import { SmtpDoor } from './smtp/smtp-door.js';

/** Mail comes in: doors, journal, and what becomes of each mail. */
@Module({
  imports: [
    AttachmentsModule,
    CustomersModule,
    IntakeModule,
    MailSendingModule,
    RecordKeyModule,
    RecordMailModule,
    RecordsModule,
  ],
  controllers: [MailboxController, MessageController, RawMessageController],
  providers: [
    ClientLogin,
    CustomerMail,
    CustomerMailStore,
    HttpDoor,
    ImapDoor,
    ImapPositionStore,
    MailCustomerStore,
    MailExplainer,
    JournalStore,
    UsedSignatureStore,
    LoginAttempts,
    Mailboxes,
    MailFactsStore,
    MailFiling,
    MailHealth,
    MailReadings,
    MailsOfCustomers,
    MailRetention,
    MailWorker,
    RecordMailDecider,
    RecordMailFiling,
    RecordMailWriting,
    Reception,
    SmtpDoor,
  ],
  exports: [Mailboxes, MailHealth, Reception],
})
export class MailGatewayModule {}
