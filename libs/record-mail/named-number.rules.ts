/**
 * The number of a record that people have written into a subject: records-by-email.md RU-4. It leads nowhere, as anybody can write
 * one; it is told to whoever reads the mail.
 */

/** As people write it: `#1234`. No record has a shorter number. */
const NUMBER = /(?:^|[\s([:,;])#([1-9]\d{3,17})(?![\w-])/u;

/** `kind`: what the account makes; `foundId`: what the mail leads to anyway. */
export function remarksOnNumber(subject: string, kind: string, foundId: string | undefined): string[] {
  const [, number] = NUMBER.exec(subject) ?? [];
  return number === undefined || number === foundId ? [] : [`names ${kind} ${number}`];
}
