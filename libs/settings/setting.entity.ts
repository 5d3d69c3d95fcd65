import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A partition setting that differs from its default; the names are those of `Settings`. */
@Entity('settings')
export class SettingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'settings_pkey' })
  name!: string;

  @Column({ type: 'jsonb' })
  value!: unknown;
}
