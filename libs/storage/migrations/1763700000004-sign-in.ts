import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys that sign access tokens, tokens that were revoked, and what the authorization server keeps between two requests.
 * That is json, because it holds parameters as a browser sent them: jsonb refuses some, such as a NUL character.
 */
export class SignIn1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_keys (
        kid text NOT NULL,
        encrypted_private_jwk text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        retired_at timestamptz,
        CONSTRAINT signing_keys_pkey PRIMARY KEY (kid)
      );

      CREATE TABLE revoked_tokens (
        jti text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT revoked_tokens_pkey PRIMARY KEY (jti)
      );
      CREATE INDEX revoked_tokens_expires_idx ON revoked_tokens (expires_at);

      CREATE TABLE oidc_payloads (
        model text NOT NULL,
        key text NOT NULL,
        payload json NOT NULL,
        grant_id text,
        consumed_at timestamptz,
        expires_at timestamptz NOT NULL,
        CONSTRAINT oidc_payloads_pkey PRIMARY KEY (model, key)
      );
      CREATE INDEX oidc_payloads_grant_idx ON oidc_payloads (grant_id);
      CREATE INDEX oidc_payloads_expires_idx ON oidc_payloads (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE oidc_payloads, revoked_tokens, signing_keys;');
  }
}
