import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer may say that a message is about; offered by message centers. */
@Entity('issue_types')
export class IssueTypeEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'issue_types_pkey' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;
}
