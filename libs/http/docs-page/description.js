/** The OpenAPI document and what the page asks it. */

const MANAGERS = {
  casemgr: 'Case manager',
  customermgr: 'Customer manager',
  filemgr: 'File manager',
  mailmgr: 'Mail manager',
  fieldpushmgr: 'Field push manager',
  departmentmgr: 'Department manager',
  usermgr: 'User manager',
  workassignmentmgr: 'Work assignment manager',
  securemessagingmgr: 'Secure messaging manager',
  infomgr: 'Info manager',
  authmgr: 'Auth manager',
  adminmgr: 'Administration',
};

const ORDER = Object.keys(MANAGERS);

let api;

export async function loadDescription() {
  const answer = await fetch('openapi.json');
  if (!answer.ok) throw new Error(`The description was answered with ${answer.status}.`);
  api = await answer.json();
  return api;
}

/** What a `$ref` leads to, or the node itself. */
export function resolved(node) {
  if (!node?.$ref) return node;
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((found, segment) => found?.[segment.replaceAll('~1', '/').replaceAll('~0', '~')], api);
}

/** All operations: `{ method, path, manager, …as described }`. */
export function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]) => ({
      ...described,
      method: method.toUpperCase(),
      path,
      manager: path.split('/')[2],
    })),
  );
}

/** `[title, operations]` for each manager. */
export function byManager(operations) {
  const managers = [...new Set(operations.map(({ manager }) => manager))].sort(
    (one, other) => place(one) - place(other),
  );
  return managers.map((manager) => [
    MANAGERS[manager] ?? manager,
    operations.filter((operation) => operation.manager === manager),
  ]);
}

function place(manager) {
  return ORDER.includes(manager) ? ORDER.indexOf(manager) : ORDER.length;
}

/** Texts by name: every example of a media type. */
export function examplesOf(content) {
  if (content?.example !== undefined) return { Example: exampleText(content.example) };
  return Object.fromEntries(
    Object.entries(content?.examples ?? {}).map(([name, example]) => [name, exampleText(resolved(example)?.value)]),
  );
}

function exampleText(value) {
  return typeof value === 'string' ? laidOut(value) : JSON.stringify(value, null, 2);
}

/** XML with an element per line. */
export function laidOut(text) {
  if (!text.startsWith('<')) return text;
  let depth = 0;
  const lines = text.replace(/>\s*</g, '>\n<').split('\n');
  return lines
    .map((part) => {
      if (/^<\//.test(part)) depth -= 1;
      const indented = '  '.repeat(Math.max(depth, 0)) + part;
      if (/^<[^/?!][^>]*[^/]?>$/.test(part) && !part.endsWith('/>')) depth += 1;
      return indented;
    })
    .join('\n');
}
