import { CATALOGUE, ERROR_CODES } from './catalogue.js';

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The page docs/errors.md: every code that the API answers with, in the order of the catalogue. */
export function errorListMarkdown(): string {
  const rows = ERROR_CODES.map((code) => {
    const { status, text, clause } = CATALOGUE[code];
    return `| \`${code}\` | ${status} | ${cell(text)} | ${clause} |`;
  });
  return [
    '# Error codes',
    '',
    '<!-- Generated from libs/runtime/errors/catalogue.ts by `npm run generate`; changes made here are lost. -->',
    '',
    'Every answer other than a success carries one of these codes, in the envelope that [the API contract](contract/casemgr.md)',
    'describes under ERR. The text is the `developerMessage`, always in English; `<name>` is filled with what the request was',
    'refused for. What people read, `userMessage`, exists in 15 languages in `libs/runtime/errors/user-messages/`.',
    'The last column is the clause of the contract that the code answers for.',
    '',
    '| code | status | developerMessage | clause |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
