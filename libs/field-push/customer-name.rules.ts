/** `nick_name` and the names of a customer (field-push.md section 7). */
import type { CustomerType } from '#customers/new-customer.rules.js';

/** What a customer is called by now. */
export interface Named {
  readonly type: CustomerType;
  /** Of the first contact. */
  readonly middleName: string | null;
}

export type NewName =
  | { readonly customerName: string }
  | { readonly firstName: string; readonly middleName: string | null; readonly lastName: string | null }
  | { readonly fault: string };

/** Characters of each name. */
const LONGEST = 124;

/**
 * The first word is the first name of a person, whose middle name stays where it is still the next; a group or company has one
 * name.
 */
export function newName(nickName: string, { type, middleName }: Named): NewName {
  if (type !== 'individual') return isTooLong(nickName) ? TOO_LONG : { customerName: nickName };
  const [firstName = '', ...others] = nickName.split(' ');
  const rest = others.join(' ');
  const isStill = middleName !== null && middleName !== '' && rest.startsWith(`${middleName} `);
  const lastName = isStill ? rest.slice(middleName.length + 1) : rest;
  if (isTooLong(firstName) || isTooLong(lastName)) return TOO_LONG;
  return { firstName, middleName: isStill ? middleName : null, lastName: lastName === '' ? null : lastName };
}

const TOO_LONG = { fault: `has a name of more than ${LONGEST} characters` };

function isTooLong(name: string): boolean {
  return Array.from(name).length > LONGEST;
}
