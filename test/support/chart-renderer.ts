import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

/**
 * As much of Helm as our chart uses: values by path, `range` over a map, and the functions toYaml, nindent and quote. What it
 * does not know it refuses, so that the chart cannot grow past what is tested.
 */
export function renderChart(folder: string, release: string, overrides: object = {}): KubernetesObject[] {
  const values = { ...(parse(readFileSync(join(folder, 'values.yaml'), 'utf8')) as object), ...overrides };
  const chart = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8')) as object;
  const root: Scope = { '.': { Values: values, Chart: chart, Release: { Name: release } } };
  return readdirSync(join(folder, 'templates')).flatMap((file) => {
    const tokens = tokenize(readFileSync(join(folder, 'templates', file), 'utf8'));
    const text = renderBlock(tokens, { ...root, $: root['.'] });
    if (tokens.length > 0) throw new Error(`${file}: an end without a beginning`);
    return parseAllDocuments(text).flatMap((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join('; ')}`);
      const object = document.toJS() as KubernetesObject | null;
      return object === null ? [] : [object];
    });
  });
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
  readonly data?: unknown;
}

type Scope = Readonly<Record<string, unknown>>;
type Token = { readonly text: string } | { readonly action: string };

const ACTION = /(\{\{-?)\s*(.*?)\s*(-?\}\})/s;
const RANGE = /^range \$(\w+), \$(\w+) := (\S+)$/;

/** `{{-` and `-}}` take the white space before and behind with them. */
function tokenize(template: string): Token[] {
  const tokens: Token[] = [];
  let rest = template;
  for (let found = ACTION.exec(rest); found; found = ACTION.exec(rest)) {
    const [whole, open, action = '', close] = found;
    const before = rest.slice(0, found.index);
    tokens.push({ text: open === '{{-' ? before.trimEnd() : before }, { action });
    rest = rest.slice(found.index + whole.length);
    if (close === '-}}') rest = rest.trimStart();
  }
  return [...tokens, { text: rest }];
}

/** Takes tokens up to the end of the block that they are in. */
function renderBlock(tokens: Token[], scope: Scope): string {
  let text = '';
  for (let token = tokens.shift(); token; token = tokens.shift()) {
    if ('text' in token) text += token.text;
    else if (token.action === 'end') return text;
    else text += renderAction(token.action, tokens, scope);
  }
  return text;
}

function renderAction(action: string, tokens: Token[], scope: Scope): string {
  const [, key = '', value = '', map = ''] = RANGE.exec(action) ?? [];
  if (key === '') return String(evaluate(action, scope));
  const body = tokens.splice(0, tokens.findIndex((token) => 'action' in token && token.action === 'end') + 1);
  const entries = Object.entries(valueOf(map, scope) as Scope).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries
    .map(([name, item]) => renderBlock([...body], { ...scope, [`$${key}`]: name, [`$${value}`]: item, '.': item }))
    .join('');
}

/** A value, or `function value`, then through each `| function`. */
function evaluate(pipeline: string, scope: Scope): unknown {
  const [first = '', ...filters] = pipeline.split('|').map((part) => part.trim());
  const [, called, argument = first] = /^(\w+) (\S+)$/.exec(first) ?? [];
  const value = valueOf(argument, scope);
  return filters.reduce((input, filter) => apply(filter, input), called === undefined ? value : apply(called, value));
}

function apply(filter: string, input: unknown): unknown {
  const [name = '', indent = ''] = filter.split(' ');
  if (name === 'quote') return JSON.stringify(String(input));
  if (name === 'toYaml') return stringify(input).trimEnd();
  if (name === 'nindent') return `\n${String(input)}`.replaceAll('\n', `\n${' '.repeat(Number(indent))}`);
  throw new Error(`The function ${name} is not known here`);
}

/** `.Values.a.b`, `$.Values.a.b`, `$name.a`; what is not there is a mistake, not an empty text. */
function valueOf(path: string, scope: Scope): unknown {
  const [start = '', ...members] = path.split('.');
  let value = scope[start === '' ? '.' : start];
  for (const member of members) value = (value as Scope | undefined)?.[member];
  if (value === undefined) throw new Error(`There is no value ${path}`);
  return value;
}
