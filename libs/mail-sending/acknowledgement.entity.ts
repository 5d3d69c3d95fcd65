import { Entity, Index, PrimaryColumn } from 'typeorm';

/** That an address has had its acknowledgement of the day (records-by-email.md RO-12). */
@Entity('acknowledgements')
@Index('acknowledgements_day_idx', ['day'])
export class AcknowledgementEntity {
  @PrimaryColumn({ name: 'address_key', type: 'text', primaryKeyConstraintName: 'acknowledgements_pkey' })
  addressKey!: string;

  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'acknowledgements_pkey' })
  day!: string;
}
