import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How often in a row a receiver has failed, and until when it is left alone. */
@Entity('field_push_circuits')
export class FieldPushCircuitEntity {
  @PrimaryColumn({ name: 'push_id', type: 'text', primaryKeyConstraintName: 'field_push_circuits_pkey' })
  @ForeignKey('field_pushes', { name: 'field_push_circuits_push_fkey', onDelete: 'CASCADE' })
  pushId!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'open_until', type: 'timestamptz', nullable: true })
  openUntil!: Date | null;

  /** As long as the receiver has asked for. */
  @Column({ name: 'asked_until', type: 'timestamptz', nullable: true })
  askedUntil!: Date | null;

  /** Until then one request is on its way that shows whether it is back. */
  @Column({ name: 'probed_until', type: 'timestamptz', nullable: true })
  probedUntil!: Date | null;
}
