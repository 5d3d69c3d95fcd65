import { DataSource } from 'typeorm';
import { ActivityEmailEntity } from '#activities/activity-email.entity.js';
import { ActivityEntity } from '#activities/activity.entity.js';
import { ActivitySortKeyEntity } from '#activities/activity-sort-key.entity.js';
import { ActivityTextEntity } from '#activities/activity-text.entity.js';
import { CaseTextEntity } from '#activities/case-text.entity.js';
import { TextConfigurationEntity } from '#activities/text-configuration.entity.js';
import { AliasEntity } from '#aliases/alias.entity.js';
import { AttachmentEntity } from '#attachments/attachment.entity.js';
import { RevokedTokenEntity } from '#auth/revoked-token.entity.js';
import { SigningKeyEntity } from '#auth/signing-key.entity.js';
import { CaseRelationEntity } from '#cases/case-relation.entity.js';
import { CaseEntity } from '#cases/case.entity.js';
import { ClientEntity } from '#clients/client.entity.js';
import { ConfigurationRevisionEntity } from '#configuration/configuration-revision.entity.js';
import { CustomAttributeEntity } from '#custom-attributes/custom-attribute.entity.js';
import { ContactPointEntity } from '#customers/contact-point.entity.js';
import { ContactEntity } from '#customers/contact.entity.js';
import { CustomerGrantEntity } from '#customers/customer-grant.entity.js';
import { CustomerMergeMoveEntity } from '#customers/customer-merge-move.entity.js';
import { CustomerMergeEntity } from '#customers/customer-merge.entity.js';
import { CustomerEntity } from '#customers/customer.entity.js';
import { ObfuscationJobRowEntity } from '#customers/obfuscation-job-row.entity.js';
import { ObfuscationJobEntity } from '#customers/obfuscation-job.entity.js';
import { DepartmentEntity } from '#departments/department.entity.js';
import { QueueEntity } from '#departments/queue.entity.js';
import { InboundAccountEntity } from '#inbound-accounts/inbound-account.entity.js';
import { ForgottenMailEntity } from '#mail-gateway/forgotten-mail.entity.js';
import { UsedSignatureEntity } from '#mail-gateway/used-signature.entity.js';
import { ImapPositionEntity } from '#mail-gateway/imap/imap-position.entity.js';
import { MailMessageEntity } from '#mail-gateway/mail-message.entity.js';
import { MailDomainEntity } from '#mail-domains/mail-domain.entity.js';
import { AcknowledgementEntity } from '#mail-sending/acknowledgement.entity.js';
import { ComposedEmailEntity } from '#mail-sending/composed-email.entity.js';
import { OutgoingMailEntity } from '#mail-sending/outgoing-mail.entity.js';
import { ReplyAddressEntity } from '#mail-sending/reply-address.entity.js';
import { MessageIdEntity } from '#mail-gateway/message-id.entity.js';
import { RawMailEntity } from '#mail-gateway/raw-mail.entity.js';
import { FieldPushAttemptEntity } from '#field-push/field-push-attempt.entity.js';
import { FieldPushCircuitEntity } from '#field-push/field-push-circuit.entity.js';
import { FieldPushDeliveryEntity } from '#field-push/field-push-delivery.entity.js';
import { FieldPushSessionEntity } from '#field-push/field-push-session.entity.js';
import { FieldPushEntity } from '#field-pushes/field-push.entity.js';
import { IssueTypeEntity } from '#message-centers/issue-type.entity.js';
import { MessageCenterIssueTypeEntity } from '#message-centers/message-center-issue-type.entity.js';
import { MessageCenterEntity } from '#message-centers/message-center.entity.js';
import { NoteEntity } from '#notes/note.entity.js';
import { OutboxEntryEntity } from '#outbox/outbox-entry.entity.js';
import { RecordMessageIdEntity } from '#record-mail/record-message-id.entity.js';
import { RecordSecretEntity } from '#record-key/record-secret.entity.js';
import { GroupEntity } from '#record-tables/group.entity.js';
import { RecordTableEntity } from '#record-tables/record-table.entity.js';
import { RecordActivityEntity } from '#records/record-activity.entity.js';
import { RecordAddressEntity } from '#records/record-address.entity.js';
import { RecordEntryEntity } from '#records/record-entry.entity.js';
import { RecordFileEntity } from '#records/record-file.entity.js';
import { RecordEntity } from '#records/record.entity.js';
import { RecordTextEntity } from '#records/record-text.entity.js';
import { SettingEntity } from '#settings/setting.entity.js';
import { OidcPayloadEntity } from '#sign-in/oidc-payload.entity.js';
import { AuditEntryEntity } from '#storage/audit-entry.entity.js';
import { AuditSealEntity } from '#storage/audit-seal.entity.js';
import { Configuration1763700000001 } from '#storage/migrations/1763700000001-configuration.js';
import { Customers1763700000002 } from '#storage/migrations/1763700000002-customers.js';
import { Activities1763700000003 } from '#storage/migrations/1763700000003-activities.js';
import { SignIn1763700000004 } from '#storage/migrations/1763700000004-sign-in.js';
import { Mail1763700000101 } from '#storage/migrations/1763700000101-mail.js';
import { Imap1763700000151 } from '#storage/migrations/1763700000151-imap.js';
import { Search1763700000401 } from '#storage/migrations/1763700000401-search.js';
import { CaseColumns1763700000201 } from '#storage/migrations/1763700000201-case-columns.js';
import { KeptAnswers1763700000202 } from '#storage/migrations/1763700000202-kept-answers.js';
import { ForeignDepartments1763700000203 } from '#storage/migrations/1763700000203-foreign-departments.js';
import { Notes1763700000204 } from '#storage/migrations/1763700000204-notes.js';
import { AuditChain1763700000402 } from '#storage/migrations/1763700000402-audit-chain.js';
import { CustomerManager1763700000301 } from '#storage/migrations/1763700000301-customer-manager.js';
import { RowLevelSecurity1763700000403 } from '#storage/migrations/1763700000403-row-level-security.js';
import { FieldPush1763700000501 } from '#storage/migrations/1763700000501-field-push.js';
import { RelatedCases1763700000205 } from '#storage/migrations/1763700000205-related-cases.js';
import { MailRowLevelSecurity1763700000502 } from '#storage/migrations/1763700000502-mail-row-level-security.js';
import { ExternalIds1763700000802 } from '#storage/migrations/1763700000802-external-ids.js';
import { CaseOwners1763700000612 } from '#storage/migrations/1763700000612-case-owners.js';
import { FieldPushErrors1763700000611 } from '#storage/migrations/1763700000611-field-push-errors.js';
import { AutomaticAnswers1763700000851 } from '#storage/migrations/1763700000851-automatic-answers.js';
import { MailLookups1763700000860 } from '#storage/migrations/1763700000860-mail-lookups.js';
import { StaffMembers1763700000940 } from '#storage/migrations/1763700000940-staff-members.js';
import { UsedSignatures1763700000870 } from '#storage/migrations/1763700000870-used-signatures.js';
import { FieldPushCircuits1763700000930 } from '#storage/migrations/1763700000930-field-push-circuits.js';
import { SupersededFieldPushes1763700000931 } from '#storage/migrations/1763700000931-superseded-field-pushes.js';
import { AccountAnswers1763700000900 } from '#storage/migrations/1763700000900-account-answers.js';
import { AnswerTemplates1763700000901 } from '#storage/migrations/1763700000901-answer-templates.js';
import { RecordEntryPages1763700000920 } from '#storage/migrations/1763700000920-record-entry-pages.js';
import { RecordSearch1763700000921 } from '#storage/migrations/1763700000921-record-search.js';
import { FieldPushIndexes1763700000932 } from '#storage/migrations/1763700000932-field-push-indexes.js';
import { MappedCustomers1763700000922 } from '#storage/migrations/1763700000922-mapped-customers.js';
import { FastCompression1763700000861 } from '#storage/migrations/1763700000861-fast-compression.js';
import { ClientOrigins1763700000801 } from '#storage/migrations/1763700000801-client-origins.js';
import { MailSending1763700000701 } from '#storage/migrations/1763700000701-mail-sending.js';
import { SettledMail1763700000702 } from '#storage/migrations/1763700000702-settled-mail.js';
import { FieldPushAtRest1763700000503 } from '#storage/migrations/1763700000503-field-push-at-rest.js';
import { MailMemory1763700000551 } from '#storage/migrations/1763700000551-mail-memory.js';
import { SearchSpeed1763700000561 } from '#storage/migrations/1763700000561-search-speed.js';
import { RecordSecrets1763700000651 } from '#storage/migrations/1763700000651-record-secrets.js';
import { AccountAccess1763700000652 } from '#storage/migrations/1763700000652-account-access.js';
import { MaskedEntries1763700000733 } from '#storage/migrations/1763700000733-masked-entries.js';
import { RecordMail1763700000653 } from '#storage/migrations/1763700000653-record-mail.js';
import { NamelessAudit1763700000581 } from '#storage/migrations/1763700000581-nameless-audit.js';
import { ReleasedBy1763700000731 } from '#storage/migrations/1763700000731-released-by.js';
import { ReplyRecipients1763700000732 } from '#storage/migrations/1763700000732-reply-recipients.js';
import { Records1763700000601 } from '#storage/migrations/1763700000601-records.js';
import { AnswersAsSent1763700000571 } from '#storage/migrations/1763700000571-answers-as-sent.js';
import { PhoneKeys1763700000573 } from '#storage/migrations/1763700000573-phone-keys.js';
import { ObfuscationJobs1763700000572 } from '#storage/migrations/1763700000572-obfuscation-jobs.js';
import { UserEntity } from '#users/user.entity.js';
import { IdempotencyKeyEntity } from '#writes/idempotency-key.entity.js';

/** Every table, as TypeORM compares it with what the migrations have made. */
export const entities = [
  ActivityEmailEntity,
  ActivityEntity,
  ActivitySortKeyEntity,
  ActivityTextEntity,
  AliasEntity,
  AttachmentEntity,
  RevokedTokenEntity,
  SigningKeyEntity,
  CaseEntity,
  CaseRelationEntity,
  CaseTextEntity,
  ClientEntity,
  ConfigurationRevisionEntity,
  CustomAttributeEntity,
  ContactPointEntity,
  ContactEntity,
  CustomerGrantEntity,
  CustomerMergeMoveEntity,
  CustomerMergeEntity,
  CustomerEntity,
  ObfuscationJobRowEntity,
  ObfuscationJobEntity,
  DepartmentEntity,
  QueueEntity,
  FieldPushAttemptEntity,
  FieldPushCircuitEntity,
  FieldPushDeliveryEntity,
  FieldPushEntity,
  FieldPushSessionEntity,
  ForgottenMailEntity,
  UsedSignatureEntity,
  IdempotencyKeyEntity,
  ImapPositionEntity,
  InboundAccountEntity,
  MailMessageEntity,
  MessageIdEntity,
  AcknowledgementEntity,
  MailDomainEntity,
  ComposedEmailEntity,
  OutgoingMailEntity,
  ReplyAddressEntity,
  RawMailEntity,
  IssueTypeEntity,
  MessageCenterIssueTypeEntity,
  MessageCenterEntity,
  NoteEntity,
  OutboxEntryEntity,
  RecordMessageIdEntity,
  RecordSecretEntity,
  GroupEntity,
  RecordTableEntity,
  RecordActivityEntity,
  RecordAddressEntity,
  RecordEntryEntity,
  RecordTextEntity,
  RecordFileEntity,
  RecordEntity,
  SettingEntity,
  TextConfigurationEntity,
  OidcPayloadEntity,
  AuditEntryEntity,
  AuditSealEntity,
  UserEntity,
];

/** In the order in which they run. A shipped one is never edited. */
export const migrations = [
  Configuration1763700000001,
  Customers1763700000002,
  Activities1763700000003,
  SignIn1763700000004,
  Mail1763700000101,
  Imap1763700000151,
  CaseColumns1763700000201,
  KeptAnswers1763700000202,
  ForeignDepartments1763700000203,
  Notes1763700000204,
  RelatedCases1763700000205,
  CustomerManager1763700000301,
  Search1763700000401,
  AuditChain1763700000402,
  RowLevelSecurity1763700000403,
  FieldPush1763700000501,
  MailRowLevelSecurity1763700000502,
  FieldPushAtRest1763700000503,
  MailMemory1763700000551,
  SearchSpeed1763700000561,
  NamelessAudit1763700000581,
  AnswersAsSent1763700000571,
  ObfuscationJobs1763700000572,
  PhoneKeys1763700000573,
  Records1763700000601,
  RecordSecrets1763700000651,
  AccountAccess1763700000652,
  RecordMail1763700000653,
  MailSending1763700000701,
  SettledMail1763700000702,
  ReleasedBy1763700000731,
  ReplyRecipients1763700000732,
  MaskedEntries1763700000733,
  ClientOrigins1763700000801,
  ExternalIds1763700000802,
  AutomaticAnswers1763700000851,
  FieldPushErrors1763700000611,
  CaseOwners1763700000612,
  MailLookups1763700000860,
  UsedSignatures1763700000870,
  AccountAnswers1763700000900,
  AnswerTemplates1763700000901,
  FastCompression1763700000861,
  FieldPushCircuits1763700000930,
  SupersededFieldPushes1763700000931,
  RecordEntryPages1763700000920,
  RecordSearch1763700000921,
  FieldPushIndexes1763700000932,
  StaffMembers1763700000940,
  MappedCustomers1763700000922,
];

/** For TypeORM's own commands, such as `typeorm migration:generate -d dist/ormconfig.js` on the PostgreSQL of `DATABASE_URL`. */
export default new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'],
  entities,
  migrations,
  synchronize: false,
  logging: false,
});
