import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row whose number every change of the configuration raises (docs/decisions/0003). */
@Entity('configuration_revision')
@Check('configuration_revision_single', 'id = 1')
export class ConfigurationRevisionEntity {
  @PrimaryColumn({ type: 'smallint', default: 1, primaryKeyConstraintName: 'configuration_revision_pkey' })
  id!: number;

  @Column({ type: 'bigint', default: 1 })
  revision!: string;
}
