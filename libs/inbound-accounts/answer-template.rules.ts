/** What an account answers in the words of its administrator: records-by-email.md RO-15. */
import type { AccountAnswer, AnswerTemplate } from './inbound-account.js';

export const MOST_TEMPLATES = 100;
export const LONGEST_TEMPLATE = 10_000;

/** Characters of a subject (casemgr.md B-4): behind a longer one, the key of the record would be cut off. */
const LONGEST_SUBJECT = 255;

const PLACEHOLDERS = ['number', 'table', 'department', 'address', 'date'] as const;

/** A refusal is about nothing that has a number or a table. */
const PLACEHOLDERS_OF_REFUSALS = ['department', 'address', 'date'];

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Why a text of a template cannot be filled in, or undefined. */
export function templateFault(text: string, answer: AccountAnswer): string | undefined {
  const known: readonly string[] = answer === 'refused' ? PLACEHOLDERS_OF_REFUSALS : PLACEHOLDERS;
  const names = Array.from(text.matchAll(PLACEHOLDER), ([, name = '']) => name);
  if (names.every((name) => known.includes(name))) return undefined;
  return `the placeholders of this answer are ${known.map((name) => `{${name}}`).join(', ')}`;
}

/** Values are text: what looks like a placeholder in one is none. */
export function filledTemplate(
  { subject, text }: Pick<AnswerTemplate, 'subject' | 'text'>,
  values: ReadonlyMap<string, string>,
) {
  const filled = (part: string): string =>
    part.replace(PLACEHOLDER, (placeholder, name: string) => values.get(name) ?? placeholder);
  return { subject: Array.from(filled(subject)).slice(0, LONGEST_SUBJECT).join(''), text: filled(text) };
}

/** The template of the first of these languages that has one: its own, else that of the language alone, else of another region. */
export function templateFor(
  templates: readonly AnswerTemplate[],
  answer: AccountAnswer,
  languages: readonly string[],
): AnswerTemplate | undefined {
  const own = templates.filter((template) => template.answer === answer);
  for (const wanted of languages.map((language) => language.toLowerCase())) {
    const bare = bareLanguage(wanted);
    const found =
      own.find(({ language }) => language.toLowerCase() === wanted) ??
      own.find(({ language }) => language.toLowerCase() === bare) ??
      own.find(({ language }) => bareLanguage(language.toLowerCase()) === bare);
    if (found) return found;
  }
  return undefined;
}

function bareLanguage(tag: string): string {
  const [bare = ''] = tag.split('-');
  return bare;
}
