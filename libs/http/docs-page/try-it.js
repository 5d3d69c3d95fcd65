import { codeBlock, copyButton, element, line } from './elements.js';
import { examplesOf, laidOut } from './description.js';
import { token } from './session.js';

const FORMATS = { JSON: 'application/json', XML: 'application/xml' };

/** Where the server is: this page is at /docs of it. */
const SERVER = new URL('.', location.href).href.replace(/\/$/, '');

/** A form that sends the operation to this server, and the curl that would do the same. */
export function tryIt({ operationId, method, path, requestBody }, parameters) {
  const fields = new Map();
  const form = element('form', { class: 'request' });
  for (const parameter of parameters) {
    const field = parameterField(operationId, parameter);
    fields.set(parameter, field.input);
    form.append(field.row);
  }
  const accept = selectField(`${operationId}-accept`, 'Answer as', Object.keys(FORMATS));
  form.append(accept.row);
  const body = requestBody && bodyFields(operationId, requestBody);
  if (body) form.append(...body.rows);

  const request = () => requestOf({ method, path, fields, accept: FORMATS[accept.input.value], body });
  const curl = element('code');
  const showCurl = () => (curl.textContent = curlOf(request()));
  const outcome = element('div', { class: 'outcome', role: 'status', 'aria-live': 'polite' });
  form.append(element('div', { class: 'send' }, element('button', { type: 'submit', class: 'button' }, 'Send')));
  form.addEventListener('input', showCurl);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(request(), outcome);
  });
  showCurl();
  return element(
    'details',
    { class: 'try' },
    element('summary', {}, 'Try it'),
    element(
      'div',
      { class: 'side-by-side' },
      form,
      element(
        'div',
        {},
        element('h3', {}, 'The same with curl'),
        element(
          'div',
          { class: 'code' },
          copyButton(() => curl.textContent),
          element('pre', { tabindex: '0', 'aria-label': 'curl' }, curl),
        ),
        outcome,
      ),
    ),
  );
}

function parameterField(operationId, { name, in: place, required, description, schema = {}, example }) {
  const id = `${operationId}-${place}-${name}`;
  const input = schema.enum
    ? element(
        'select',
        { id },
        ['', ...schema.enum].map((value) => element('option', { value }, value)),
      )
    : element('input', {
        id,
        type: 'text',
        autocomplete: 'off',
        required: required === true,
        placeholder: schema.default,
      });
  if (place === 'path' && example !== undefined) input.value = example;
  if (name === 'Idempotency-Key') input.value = crypto.randomUUID?.() ?? String(Math.random());
  input.setAttribute('aria-describedby', `${id}-says`);
  const row = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, element('code', {}, name), required ? ' (required)' : ''),
    input,
    element('p', { id: `${id}-says`, class: 'hint' }, ...line(description)),
  );
  return { row, input };
}

function selectField(id, label, values) {
  const input = element(
    'select',
    { id },
    values.map((value) => element('option', { value }, value)),
  );
  return { input, row: element('div', { class: 'field' }, element('label', { for: id }, label), input) };
}

/** The media type, an example to begin with, and the text. */
function bodyFields(operationId, { content }) {
  const text = element('textarea', { id: `${operationId}-body`, rows: '14', spellcheck: 'false' });
  const starts = Object.entries(content).flatMap(([type, described]) => {
    const examples = Object.entries(examplesOf(described));
    return examples.length > 0
      ? examples.map(([name, value]) => ({ type, name, value }))
      : [{ type, name: '', value: '' }];
  });
  const start = selectField(
    `${operationId}-type`,
    'Body',
    starts.map(({ type, name }) => (name === '' || name === 'Example' ? type : `${type}: ${name}`)),
  );
  const chosen = () => starts[start.input.selectedIndex];
  const fill = () => (text.value = chosen().value);
  start.input.addEventListener('change', fill);
  fill();
  const row = element('div', { class: 'field wide' }, element('label', { for: text.id }, 'Text of the body'), text);
  return { rows: [start.row, row], text, type: () => chosen().type };
}

function requestOf({ method, path, fields, accept, body }) {
  const headers = { accept };
  const query = [];
  let address = path;
  for (const [{ name, in: place }, input] of fields) {
    const value = input.value.trim();
    if (place === 'path')
      address = address.replace(
        `{${name}}`,
        value === '' ? `{${name}}` : encodeURIComponent(value).replaceAll('%2C', ','),
      );
    else if (value !== '' && place === 'query')
      query.push(`${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`);
    else if (value !== '') headers[name.toLowerCase()] = value;
  }
  if (body) headers['content-type'] = body.type();
  return {
    method,
    url: SERVER + address + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers,
    body: body?.text.value,
  };
}

/** The token is not in it: what is copied ends up in tickets. */
function curlOf({ method, url, headers, body }) {
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

async function send({ method, url, headers, body }, outcome) {
  outcome.replaceChildren(element('p', {}, 'Sending …'));
  const began = performance.now();
  const mine = token();
  try {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(mine !== null && { authorization: `Bearer ${mine}` }) },
      body,
      credentials: 'omit',
    });
    const text = await answer.text();
    const took = Math.round(performance.now() - began);
    outcome.replaceChildren(
      element('h3', {}, `Answer: ${answer.status} in ${took} ms`),
      answer.status === 401 && mine === null ? element('p', {}, 'Sign in above, or use a token.') : '',
      codeBlock([...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n'), 'Headers of the answer'),
      text === '' ? element('p', {}, 'It has no body.') : codeBlock(readable(answer, text), 'Body of the answer'),
    );
  } catch (error) {
    outcome.replaceChildren(element('p', { role: 'alert' }, `No answer: ${error.message}`));
  }
}

function readable(answer, text) {
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return laidOut(text);
  return JSON.stringify(JSON.parse(text), null, 2);
}
