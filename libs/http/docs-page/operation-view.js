import { chooser, codeBlock, element, line, paragraphs, table } from './elements.js';
import { examplesOf, resolved } from './description.js';
import { schemaView } from './schema-view.js';
import { tryIt } from './try-it.js';

const ACTORS = { oAuthUser: 'User', oAuthClient: 'Client application', oAuthCustomer: 'Customer' };

/** Everything about one operation. */
export function operationView(operation) {
  const { operationId, summary, description, method, path, parameters = [], requestBody, responses } = operation;
  const answers = Object.entries(responses).map(([status, answer]) => [status, resolved(answer)]);
  const known = parameters.map(resolved);
  return [
    element('h1', {}, ...line(summary)),
    element(
      'p',
      { class: 'address' },
      methodBadge(method),
      ' ',
      element('code', {}, path),
      ' ',
      element('a', { href: `#${operationId}`, class: 'id' }, operationId),
    ),
    ...(description ? paragraphs(description) : []),
    element('h2', { id: 'who' }, 'Who may call it'),
    callers(operation),
    tryIt(operation, known),
    ...section(
      'Parameters',
      table(
        'Parameters',
        ['Name', 'In', 'What it says'],
        known.map(({ name, in: place, required, description: says, schema }) => [
          element('span', {}, element('code', {}, name), required ? element('strong', {}, ' required') : ''),
          place,
          element('span', {}, ...line([says, valuesOf(schema)].filter(Boolean).join(' '))),
        ]),
      ),
    ),
    ...(requestBody ? section('Body', bodyView(requestBody)) : []),
    element('h2', {}, 'Answers'),
    ...answers.filter(([status]) => Number(status) < 400).map(([status, answer]) => answerView(status, answer)),
    element('h2', {}, 'Errors'),
    errorsView(answers.filter(([status]) => Number(status) >= 400)),
  ].filter(Boolean);
}

export function methodBadge(method) {
  return element('span', { class: `method ${method.toLowerCase()}` }, method);
}

function section(title, content) {
  return content ? [element('h2', {}, title), content] : [];
}

function valuesOf(schema = {}) {
  const values = schema.enum && `One of ${schema.enum.map((value) => `\`${value}\``).join(', ')}.`;
  return [values, schema.default !== undefined && `Default: \`${schema.default}\`.`].filter(Boolean).join(' ');
}

function callers({ security }) {
  if (security.length === 0) return element('p', {}, 'Everybody, without a token.');
  return element(
    'ul',
    {},
    security
      .flatMap(Object.entries)
      .map(([scheme, scopes]) =>
        element(
          'li',
          {},
          `${ACTORS[scheme] ?? scheme}: `,
          ...line(scopes.map((scope) => `\`${scope}\``).join(' and ')),
        ),
      ),
  );
}

function bodyView({ description, content }) {
  const [first] = Object.values(content);
  return element(
    'div',
    {},
    ...(description ? paragraphs(description) : []),
    contentExamples('Example of a body', content),
    element('details', { open: true }, element('summary', {}, 'Attributes'), schemaView(first.schema)),
  );
}

/** JSON and XML side by side in a switch, each with all its examples. */
function contentExamples(label, content) {
  const panels = Object.entries(content).flatMap(([type, described]) =>
    Object.entries(examplesOf(described)).map(([name, text]) => [
      name === 'Example' ? type : `${type}: ${name}`,
      () => codeBlock(text, `${label}, ${type}`),
    ]),
  );
  const others = Object.keys(content).filter((type) => Object.keys(examplesOf(content[type])).length === 0);
  return element(
    'div',
    {},
    panels.length > 0 && chooser(label, Object.fromEntries(panels)),
    others.length > 0 && element('p', {}, 'Also as ', ...line(others.map((type) => `\`${type}\``).join(', ')), '.'),
  );
}

function answerView(status, { description, headers = {}, content }) {
  const own = Object.entries(headers).map(([name, header]) => [
    element('code', {}, name),
    element('span', {}, ...line(resolved(header)?.description)),
  ]);
  const [first] = Object.values(content ?? {});
  return element(
    'section',
    { class: 'answer' },
    element('h3', {}, status),
    ...paragraphs(description),
    content ? contentExamples(`Example of the answer ${status}`, content) : element('p', {}, 'It has no body.'),
    first?.schema && element('details', {}, element('summary', {}, 'Attributes'), schemaView(first.schema)),
    element(
      'details',
      {},
      element('summary', {}, 'Headers'),
      table(`Headers of ${status}`, ['Header', 'What it says'], own) ?? '',
    ),
  );
}

function errorsView(answers) {
  const rows = answers.flatMap(([, { description, content }]) =>
    Object.entries(content?.['application/json']?.examples ?? {}).map(([code, example]) => {
      const { developerMessage, details = [] } = resolved(example)?.value ?? {};
      const [detail] = details;
      return [
        element('code', {}, code),
        element('span', {}, developerMessage ?? description),
        detail ? element('code', {}, detail.key) : '',
        detail ? detail.value : '',
      ];
    }),
  );
  return (
    table('Errors', ['Code', 'Message', 'Attribute, for example', 'Reason, for example'], rows) ??
    element('p', {}, 'None of its own.')
  );
}
