import { element, line } from './elements.js';
import { resolved } from './description.js';

/** The attributes of a schema; those of an attribute are below it, made when it is opened. */
export function schemaView(schema) {
  const choices = alternatives(schema);
  if (choices.length > 1) {
    return element(
      'div',
      {},
      choices.map((choice, index) => [element('p', {}, index === 0 ? 'Either' : 'or'), schemaView(choice)]).flat(),
    );
  }
  const [{ properties = {}, required = [], items, ...rest } = {}] = choices;
  if (items) return element('div', {}, element('p', {}, 'A list of'), schemaView(items));
  const names = Object.keys(properties);
  if (names.length === 0) return element('p', {}, ...line(rest.description ?? typeOf(rest)));
  return element(
    'ul',
    { class: 'schema' },
    names.map((name) => attribute(name, properties[name], required.includes(name))),
  );
}

function attribute(name, schema, isRequired) {
  const inner = innerOf(schema);
  const facts = [
    element('code', { class: 'name' }, name),
    ' ',
    element('span', { class: 'type' }, typeOf(schema)),
    isRequired && element('strong', { class: 'required' }, ' required'),
    element('span', { class: 'says' }, ' ', ...line(describe(schema))),
  ];
  if (!inner) return element('li', {}, ...facts.filter(Boolean));
  const below = element('div');
  const details = element('details', {}, element('summary', {}, ...facts.filter(Boolean)), below);
  details.addEventListener('toggle', () => below.hasChildNodes() || below.append(schemaView(inner)), { once: true });
  return element('li', {}, details);
}

/** What a schema can be, null left out. */
function alternatives(schema) {
  const found = resolved(schema) ?? {};
  const choices = found.anyOf ?? found.oneOf;
  return choices ? choices.flatMap(alternatives) : found.type === 'null' ? [] : [found];
}

function innerOf(schema) {
  const [only, another] = alternatives(schema);
  if (!only) return undefined;
  if (another) return schema;
  if (only.type === 'array' && only.items) return innerOf(only.items);
  return only.properties ? only : undefined;
}

function typeOf(schema) {
  const choices = alternatives(schema);
  if (choices.length !== 1) return choices.map(typeOf).join(' or ');
  const [{ type, items, format, enum: values }] = choices;
  if (type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`;
  if (values && !type) return 'one of';
  return [
    [type ?? 'any']
      .flat()
      .filter((name) => name !== 'null')
      .join(' or '),
    format,
  ]
    .filter(Boolean)
    .join(', ');
}

const LIMITS = [
  ['minLength', 'at least', 'characters'],
  ['maxLength', 'at most', 'characters'],
  ['minimum', 'from', ''],
  ['maximum', 'to', ''],
  ['maxItems', 'at most', 'of them'],
];

function describe(schema) {
  const [only = {}] = alternatives(schema);
  const values = only.enum?.filter((value) => value !== null);
  const limits = LIMITS.filter(([key]) => only[key] !== undefined).map(([key, before, after]) =>
    `${before} ${only[key]} ${after}`.trim(),
  );
  const parts = [
    schema.description ?? only.description,
    values && values.length <= 40 && `One of ${values.map((value) => `\`${value}\``).join(', ')}.`,
    limits.length > 0 && `${limits.join(', ')}.`,
    only.default !== undefined && `Default: \`${only.default}\`.`,
  ];
  return parts.filter(Boolean).join(' ');
}
