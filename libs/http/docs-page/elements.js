/** An element with attributes and children; a function is listened with, `undefined` and `false` are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return made;
}

/** A line with `code` in it. */
export function line(text = '') {
  return text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

/** Paragraphs with `code` in them. */
export function paragraphs(text = '') {
  return text.split('\n\n').map((paragraph) => element('p', {}, line(paragraph)));
}

export function table(caption, headings, rows) {
  if (rows.length === 0) return undefined;
  return element(
    'div',
    { class: 'scrolling', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          headings.map((heading) => element('th', { scope: 'col' }, heading)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map((cells) =>
          element(
            'tr',
            {},
            cells.map((cell) => element('td', {}, cell ?? '')),
          ),
        ),
      ),
    ),
  );
}

/** A text to be copied; `read` gives it. */
export function copyButton(read) {
  const button = element('button', { type: 'button', class: 'copy' }, 'Copy');
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(read()).then(
      () => show(button, 'Copied'),
      () => show(button, 'Not copied'),
    );
  });
  return button;
}

function show(button, text) {
  button.textContent = text;
  setTimeout(() => (button.textContent = 'Copy'), 1_500);
}

export function codeBlock(text, label) {
  return element(
    'div',
    { class: 'code' },
    copyButton(() => text),
    element('pre', { tabindex: '0', 'aria-label': label }, element('code', {}, text)),
  );
}

let switches = 0;

/** One of several contents at a time, chosen by radio buttons; `panels` are made when they are first shown. */
export function chooser(legend, panels) {
  const group = `choice-${(switches += 1)}`;
  const shown = element('div');
  const names = Object.keys(panels);
  const made = new Map();
  const choose = (name) => {
    if (!made.has(name)) made.set(name, panels[name]());
    shown.replaceChildren(made.get(name));
  };
  const radios = names.map((name, index) =>
    element(
      'label',
      { class: 'choice' },
      element('input', { type: 'radio', name: group, checked: index === 0, change: () => choose(name) }),
      name,
    ),
  );
  choose(names[0]);
  if (names.length === 1) return shown;
  return element('div', {}, element('fieldset', { class: 'choices' }, element('legend', {}, legend), radios), shown);
}
