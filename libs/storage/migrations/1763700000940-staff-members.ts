import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What receivers of pushes have set of customers becomes what staff set of them: language, organization and owner have the form
 * of the element, and labels that are none are not kept.
 */
export class StaffMembers1763700000940 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE customers SET details = jsonb_strip_nulls(details - '{organizationId,ownerId,language,labels}'::text[]
        || jsonb_build_object(
          'labels', nullif(details -> 'labels', '[]'),
          'language', CASE WHEN details ->> 'language' IS NOT NULL THEN jsonb_build_object('value', details ->> 'language') END,
          'organization',
            CASE WHEN details ->> 'organizationId' IS NOT NULL THEN jsonb_build_object('id', details ->> 'organizationId') END,
          'owner', CASE WHEN details ->> 'ownerId' IS NOT NULL
            THEN jsonb_build_object('user', jsonb_build_object('id', details ->> 'ownerId')) END))
      WHERE details ?| '{organizationId,ownerId,language,labels}'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE customers SET details = jsonb_strip_nulls(details - '{organization,owner,language}'::text[]
        || jsonb_build_object('language', details #> '{language,value}', 'organizationId', details #> '{organization,id}',
          'ownerId', details #> '{owner,user,id}'))
      WHERE details ?| '{organization,owner,language}'
    `);
  }
}
