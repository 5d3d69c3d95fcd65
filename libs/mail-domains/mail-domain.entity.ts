import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A domain that mail is sent from, in lower case (records-by-email.md RO-8). */
@Entity('mail_domains')
export class MailDomainEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'mail_domains_pkey' })
  domain!: string;

  @Column({ name: 'dkim_selector', type: 'text', nullable: true })
  dkimSelector!: string | null;

  @Column({ name: 'encrypted_dkim_key', type: 'text', nullable: true })
  encryptedDkimKey!: string | null;
}
