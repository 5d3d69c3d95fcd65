import { COMMAND_LINE_NAMES, CONFIGURATION_SCHEMA } from './server-configuration.js';

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function names(list: readonly string[]): string {
  return list.map(code).join(', ');
}

/** The page docs/configuration.md: every environment variable, in the order of the schema. */
export function configurationMarkdown(): string {
  const rows = Object.values(CONFIGURATION_SCHEMA).map(
    ({ name, description, defaultText }) =>
      `| ${code(name)} | ${description.replaceAll('|', '\\|')} | ${code(defaultText)} |`,
  );
  return [
    '# Configuration',
    '',
    '<!-- Generated from libs/runtime/server-configuration.ts by `npm run generate`; changes made here are lost. -->',
    '',
    'The server is configured by environment variables, which it reads once, at start. A bad value, or a name that begins with',
    '`CASEMGR_` and is not listed here, ends the start with a list of everything that is wrong. An empty variable counts as absent.',
    'What each of them promises is in [the runtime contract](contract/runtime.md) under ENV.',
    '',
    '| variable | meaning | default |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `Read by the command line only, accepted here so that one environment serves both: ${names(COMMAND_LINE_NAMES)}.`,
    '',
  ].join('\n');
}
