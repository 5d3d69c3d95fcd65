import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An address in an `email` field, as it is compared. The database keeps it with the value. */
@Entity('record_addresses')
@Index('record_addresses_key_idx', ['addressKey', 'field', 'recordId'])
export class RecordAddressEntity {
  @PrimaryColumn({ name: 'record_id', type: 'bigint', primaryKeyConstraintName: 'record_addresses_pkey' })
  recordId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'record_addresses_pkey' })
  field!: string;

  @Column({ name: 'address_key', type: 'text' })
  addressKey!: string;
}
