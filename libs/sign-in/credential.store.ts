import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '#storage/database.js';
import type { SignInKind } from './login-form.js';

export interface Credential {
  /** The key of the user, or of the customer's contact. */
  readonly id: string;
  readonly passwordHash: string;
}

const FIND: Readonly<Record<SignInKind, Statement>> = {
  user: {
    name: 'find-user-credential',
    text: `
      SELECT id, password_hash AS "passwordHash" FROM users
      WHERE lower(login) = lower($1) AND active AND password_hash IS NOT NULL`,
  },
  customer: {
    name: 'find-contact-credential',
    text: `
      SELECT c.id, c.password_hash AS "passwordHash" FROM contacts c JOIN customers k ON k.id = c.customer_id
      WHERE lower(c.login) = lower($1) AND k.active AND c.password_hash IS NOT NULL`,
  },
};

/** Logins and password hashes of users and of customers' contacts. */
@Injectable()
export class CredentialStore {
  constructor(private readonly database: Database) {}

  async find(kind: SignInKind, login: string): Promise<Credential | undefined> {
    // No stored login has a NUL character, and PostgreSQL takes none as a parameter.
    if (login.includes('\0')) return undefined;
    const [row] = await this.database.query<Credential>(FIND[kind], [login]);
    return row;
  }
}
