import { Entity, PrimaryColumn } from 'typeorm';

/** A dictionary of PostgreSQL that texts of activities were read with (docs/search.md). */
@Entity('text_configurations')
export class TextConfigurationEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'text_configurations_pkey' })
  name!: string;
}
