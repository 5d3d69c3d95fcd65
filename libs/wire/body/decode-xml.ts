import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { findUnstorable, isStorable } from '../storable.rules.js';
import type { Shape, WireObject, WireTree } from '../tree.js';
import { DEEPEST_NESTING, MalformedBody, MOST_MEMBERS, MOST_NODES } from './malformed.js';

/**
 * The tree of an XML document, in the same layout as its JSON twin (casemgr.md §4): local names only, `id`, `rel`, `href` and
 * `date` also as attributes, every leaf a string. Throws a `MalformedBody`; a DOCTYPE and entities other than the five
 * predefined ones are malformed, and nothing outside the document is ever fetched.
 */
export function decodeXml(text: string, root: string, shape: Shape): WireTree {
  refuseForbiddenCharacters(text);
  refuseOtherEncoding(text);
  refuseDoctype(text);
  scanMarkup(text);
  refuseTextAtEnd(text);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the parser of this version still brings the validator that judges by its grammar
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new MalformedBody(faultOf(verdict.err), verdict.err.line, verdict.err.col);
  const document = parse(text);
  const [element, ...others] = document.filter((node) => elementName(node) !== undefined);
  if (!element) throw MalformedBody.at(text, 0, 'a root element is expected');
  const [second] = others;
  if (second) throw MalformedBody.at(text, startOf(second), 'exactly one root element is expected');
  if (textOf(document).trim() !== '') throw new MalformedBody('text is expected in the root element only');
  if (localName(elementName(element) ?? '') !== root) throw new UnexpectedRoot(root);
  return toTree(element, shape, '', (node, reason) => {
    throw MalformedBody.at(text, startOf(node), reason);
  });
}

/** A well-formed document about something else. */
export class UnexpectedRoot extends Error {
  constructor(readonly expected: string) {
    super(`the root element must be '${expected}'`);
    this.name = 'UnexpectedRoot';
  }
}

const ATTRIBUTES = ':@';
const TEXT = '#text';

/** One element or run of text as the parser orders them: a single key for the name, and one for the attributes. */
type OrderedNode = Readonly<Record<string, OrderedNode[] | Record<string, string> | string>>;

function refuseForbiddenCharacters(text: string): void {
  const offset = findUnstorable(text);
  if (offset !== -1) throw MalformedBody.at(text, offset, 'a character that XML does not allow');
}

/** What may stand before the root element; a DOCTYPE stands nowhere else, and a CDATA section may well quote one. */
const PROLOG = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;

function refuseDoctype(text: string): void {
  const offset = PROLOG.exec(text)?.[0].length ?? 0;
  if (/^<!doctype/i.test(text.slice(offset, offset + 9)))
    throw MalformedBody.at(text, offset, 'a DOCTYPE is not accepted');
}

const DECLARED_ENCODING = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']/;

function refuseOtherEncoding(text: string): void {
  const encoding = DECLARED_ENCODING.exec(text)?.[1];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
    throw new MalformedBody('only the encoding UTF-8 is accepted');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

const REFERENCE = /&(#x[0-9a-fA-F]{1,8}|#[0-9]{1,10}|[A-Za-z]+);/g;

/** What stands between `&` and `;` means; undefined for what is no character, and for every other entity. */
function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name);
  const codePoint = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint > 0x10ffff || isSurrogate) return undefined;
  const character = String.fromCodePoint(codePoint);
  return isStorable(character) ? character : undefined;
}

const MARKUP = /<!\[CDATA\[|<!--|<\?|<|&(?:(#x[0-9a-fA-F]{1,8}|#[0-9]{1,10}|[A-Za-z]+);)?/g;

const ENDS: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };

/**
 * Judges what can be judged before parsing, whose cost grows with the number of elements: that there are not more than any
 * activity has, and that every reference stands for a character. What html in a CDATA section looks like does not matter.
 */
function scanMarkup(text: string): void {
  const markup = new RegExp(MARKUP);
  let tags = 0;
  for (let match = markup.exec(text); match; match = markup.exec(text)) {
    const [found, reference] = match;
    const end = ENDS[found];
    if (end !== undefined) {
      const endsAt = text.indexOf(end, markup.lastIndex);
      if (endsAt === -1) throw MalformedBody.at(text, match.index, `'${found}' has no end`);
      markup.lastIndex = endsAt + end.length;
    } else if (found === '<') {
      tags += 1;
      if (tags > 2 * MOST_NODES) throw MalformedBody.at(text, match.index, `more than ${MOST_NODES} elements`);
    } else if (reference === undefined) {
      throw MalformedBody.at(text, match.index, "'&' must be written as &amp;");
    } else if (characterOf(reference) === undefined) {
      throw MalformedBody.at(text, match.index, `'${found.slice(0, 40)}' stands for no character`);
    }
  }
}

/** The parser overlooks what follows a root element without content. */
function refuseTextAtEnd(text: string): void {
  const end = text.lastIndexOf('>') + 1;
  if (end > 0 && text.slice(end).trim() !== '')
    throw MalformedBody.at(text, end, 'nothing may follow the root element');
}

/** The references in a document have been judged; the parser itself must know no others. */
const strictEntities = {
  setExternalEntities: () => undefined,
  addInputEntities: () => undefined,
  reset: () => undefined,
  setXmlVersion: () => undefined,
  decode: (text: string): string =>
    text.includes('&') ? text.replace(REFERENCE, (reference, name: string) => characterOf(name) ?? reference) : text,
};

/** The validator's words, without the dump of all open elements that it gives for those that are not closed. */
function faultOf({ code, msg }: { readonly code: string; readonly msg: string }): string {
  return code === 'InvalidXml' ? 'an element is not closed' : msg.slice(0, 150).replace(/\.+$/, '');
}

function parse(text: string): OrderedNode[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: DEEPEST_NESTING,
    captureMetaData: true,
    entityDecoder: strictEntities,
  });
  try {
    return parser.parse(text) as OrderedNode[];
  } catch (error) {
    const isTooDeep = error instanceof Error && error.message.includes('nested tags');
    throw new MalformedBody(isTooDeep ? `nested deeper than ${DEEPEST_NESTING} levels` : 'an element cannot be read');
  }
}

function elementName(node: OrderedNode): string | undefined {
  return Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textOf(nodes: readonly OrderedNode[]): string {
  return nodes
    .map((node) => node[TEXT])
    .filter((text) => typeof text === 'string')
    .join('');
}

const PLACE = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** Where an element begins in its document. */
function startOf(element: OrderedNode): number {
  return (element as Readonly<Record<symbol, { readonly startIndex?: number } | undefined>>)[PLACE]?.startIndex ?? 0;
}

type Fail = (element: OrderedNode, reason: string) => never;

/** An attribute on a leaf makes it an object without its text, which no leaf of an activity is allowed to be. */
function toTree(element: OrderedNode, shape: Shape | undefined, path: string, fail: Fail): WireTree {
  const name = elementName(element) ?? '';
  const nodes = element[name] as OrderedNode[];
  const children = nodes.filter((node) => elementName(node) !== undefined);
  const attributes = memberAttributes(element);
  const isLeaf = children.length === 0 && !(typeof shape === 'object' && 'members' in shape);
  if (isLeaf && attributes.length === 0) return textOf(nodes);
  if (!isLeaf && textOf(nodes).trim() !== '')
    fail(element, `text and elements are mixed in '${path === '' ? name : path}'`);
  const object = Object.create(null) as WireObject;
  for (const [member, value] of attributes) object[member] = value;
  for (const child of children) addMember(object, child, shape, path, fail);
  if (Object.keys(object).length > MOST_MEMBERS) fail(element, `more than ${MOST_MEMBERS} members in one element`);
  return object;
}

/** What may be an attribute as well as an element (casemgr.md §4). */
const ATTRIBUTE_MEMBERS = new Set(['id', 'rel', 'href', 'date']);

/**
 * Attributes as members; namespace declarations and prefixed attributes say nothing about an activity. Any other is named as
 * an attribute, `@lang`, which no shape has.
 */
function memberAttributes(element: OrderedNode): [string, string][] {
  const attributes = Object.entries((element[ATTRIBUTES] ?? {}) as Record<string, string>);
  return attributes
    .filter(([name]) => name !== 'xmlns' && !name.includes(':'))
    .map(([name, value]) => [ATTRIBUTE_MEMBERS.has(name) ? name : `@${name}`, value]);
}

function addMember(object: WireObject, child: OrderedNode, shape: Shape | undefined, path: string, fail: Fail): void {
  const member = localName(elementName(child) ?? '');
  const memberPath = path === '' ? member : `${path}.${member}`;
  const memberShape = shapeOf(shape, member);
  const sofar = object[member];
  if (typeof memberShape === 'object' && 'list' in memberShape) {
    const value = toTree(child, memberShape.list, memberPath, fail);
    if (Array.isArray(sofar)) sofar.push(value);
    else object[member] = sofar === undefined ? [value] : [sofar, value];
    return;
  }
  if (sofar !== undefined) fail(child, `the element '${memberPath}' occurs twice`);
  object[member] = toTree(child, memberShape, memberPath, fail);
}

function shapeOf(shape: Shape | undefined, member: string): Shape | undefined {
  if (typeof shape !== 'object' || !('members' in shape)) return undefined;
  return Object.hasOwn(shape.members, member) ? shape.members[member] : shape.others;
}
