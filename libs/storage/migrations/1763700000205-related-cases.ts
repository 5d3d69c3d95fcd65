import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases that have to do with each other; one row for both directions, the lower id first. */
export class RelatedCases1763700000205 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_relations (
        case_id bigint NOT NULL,
        related_case_id bigint NOT NULL,
        CONSTRAINT case_relations_pkey PRIMARY KEY (case_id, related_case_id),
        CONSTRAINT case_relations_order_check CHECK (case_id < related_case_id),
        CONSTRAINT case_relations_case_fkey FOREIGN KEY (case_id) REFERENCES cases (id),
        CONSTRAINT case_relations_related_fkey FOREIGN KEY (related_case_id) REFERENCES cases (id)
      );
      CREATE INDEX case_relations_related_idx ON case_relations (related_case_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_relations');
  }
}
