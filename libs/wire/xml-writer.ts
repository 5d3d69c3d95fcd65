import { toStorable } from './storable.rules.js';

/** A tree of answer members; a list is repeated under its own name in XML. */
export type AnswerTree =
  string | number | boolean | null | undefined | readonly AnswerTree[] | { readonly [member: string]: AnswerTree };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A reader normalises a bare carriage return to a line feed, so that the text read would not be the text stored.
  '\r': '&#13;',
};

/** What XML cannot carry is never stored (casemgr.md B-23), but an error may name it: it is shown as U+FFFD. */
function escape(text: string): string {
  return toStorable(text, '\ufffd').replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function writeElement(name: string, value: AnswerTree): string {
  if (value === undefined) return '';
  if (value === null) return `<${name} xsi:nil="true"/>`;
  if (Array.isArray(value)) return value.map((item: AnswerTree) => writeElement(name, item)).join('');
  return `<${name}>${writeContent(value)}</${name}>`;
}

function writeContent(value: Exclude<AnswerTree, null | undefined>): string {
  if (typeof value !== 'object') return escape(String(value));
  return Object.entries(value)
    .map(([member, child]: [string, AnswerTree]) => writeElement(member, child))
    .join('');
}

/** The XML document of an answer: same tree by member name, every value an element, null as `xsi:nil` (casemgr.md §4). */
export function writeXml(root: string, tree: AnswerTree): string {
  const content = tree === null || tree === undefined ? '' : writeContent(tree);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</${root}>`;
}
