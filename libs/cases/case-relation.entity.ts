import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Two cases that have to do with each other, the lower id first. */
@Entity('case_relations')
@Index('case_relations_related_idx', ['relatedCaseId'])
@Check('case_relations_order_check', 'case_id < related_case_id')
export class CaseRelationEntity {
  @PrimaryColumn({ name: 'case_id', type: 'bigint', primaryKeyConstraintName: 'case_relations_pkey' })
  @ForeignKey('cases', { name: 'case_relations_case_fkey' })
  caseId!: string;

  @PrimaryColumn({ name: 'related_case_id', type: 'bigint', primaryKeyConstraintName: 'case_relations_pkey' })
  @ForeignKey('cases', { name: 'case_relations_related_fkey' })
  relatedCaseId!: string;
}
