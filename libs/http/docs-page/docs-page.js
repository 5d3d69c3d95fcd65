/* The script of GET /docs, run by the browser: the list of operations, and the one that the address names. */
import { byManager, loadDescription, operationsOf } from './description.js';
import { element, line, paragraphs } from './elements.js';
import { methodBadge, operationView } from './operation-view.js';
import { startSession } from './session.js';

const content = document.getElementById('content');
const list = document.getElementById('operations');
const filter = document.getElementById('filter');
const found = document.getElementById('found');

startSession();

try {
  start(await loadDescription());
} catch (error) {
  content.replaceChildren(element('p', { role: 'alert' }, `The description could not be loaded: ${error.message}`));
}

function start(api) {
  const operations = operationsOf(api);
  const showFiltered = () => {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = operations.filter((operation) => wanted.every((word) => words(operation).includes(word)));
    list.replaceChildren(...byManager(fitting).map(([title, ofManager]) => group(title, ofManager)));
    found.textContent = `${fitting.length} of ${operations.length} operations`;
    mark();
  };
  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const operation = operations.find(({ operationId }) => operationId === id);
    if (id !== '' && !operation) return;
    document.title = operation ? `${operation.operationId} · casemgr API` : 'casemgr API';
    content.replaceChildren(...(operation ? operationView(operation) : overview(api, operations)));
    mark();
    if (operation) {
      content.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  };
  filter.addEventListener('input', showFiltered);
  addEventListener('hashchange', show);
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    filter.focus();
  });
  showFiltered();
  show();
}

function words({ operationId, summary, method, path, tags = [] }) {
  return `${operationId} ${summary} ${method} ${path} ${tags.join(' ')}`.toLowerCase();
}

function group(title, operations) {
  return element(
    'details',
    { open: true },
    element('summary', {}, title),
    element(
      'ul',
      {},
      operations.map(({ operationId, method, summary }) =>
        element(
          'li',
          {},
          element('a', { href: `#${operationId}` }, methodBadge(method), element('span', {}, ...line(summary))),
        ),
      ),
    ),
  );
}

/** Tells which operation of the list is the one that is shown. */
function mark() {
  for (const link of list.querySelectorAll('a')) {
    if (link.getAttribute('href') === location.hash) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function overview({ info, components }, operations) {
  return [
    element('h1', {}, 'The API'),
    ...paragraphs(info.description),
    element(
      'p',
      {},
      'The whole description: ',
      element('a', { href: 'openapi.json' }, 'openapi.json'),
      ' (OpenAPI 3.1).',
    ),
    element('h2', {}, 'Who calls'),
    element(
      'dl',
      {},
      Object.entries(components.securitySchemes).flatMap(([name, { description }]) => [
        element('dt', {}, element('code', {}, name)),
        element('dd', {}, ...line(description)),
      ]),
    ),
    ...byManager(operations).flatMap(([title, ofManager]) => [
      element('h2', {}, title),
      element(
        'ul',
        { class: 'overview' },
        ofManager.map(({ operationId, method, path, summary }) =>
          element(
            'li',
            {},
            methodBadge(method),
            element('a', { href: `#${operationId}` }, ...line(summary)),
            element('code', {}, path),
          ),
        ),
      ),
    ]),
  ];
}
