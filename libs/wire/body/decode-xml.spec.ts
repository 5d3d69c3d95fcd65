import { describe, expect, it } from '@jest/globals';
import type { Shape, WireTree } from '../tree.js';
import { decodeXml, UnexpectedRoot } from './decode-xml.js';
import { DEEPEST_NESTING, MalformedBody, MOST_MEMBERS, MOST_NODES } from './malformed.js';

const SHAPE: Shape = {
  members: {
    subject: 'value',
    case: { members: { id: 'value' } },
    date: { members: { date: 'value' } },
    to: { members: { address: { list: 'value' } } },
    attachments: { members: { attachment: { list: { members: { altId: 'value' } } } } },
  },
};

function decode(text: string): WireTree {
  return structuredClone(decodeXml(text, 'activity', SHAPE));
}

function inActivity(content: string): string {
  return `<activity>${content}</activity>`;
}

function faultOf(text: string): MalformedBody {
  try {
    decode(text);
  } catch (error) {
    if (error instanceof MalformedBody) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('the tree of an XML document', () => {
  it.each([
    ['text', '<subject>Hi</subject>', { subject: 'Hi' }],
    ['white space as it is', '<subject>  a\n b </subject>', { subject: '  a\n b ' }],
    ['B-23 an empty element as an empty string', '<subject/>', { subject: '' }],
    ['an element of a known object as an object, empty or not', '<case/>', { case: {} }],
    ['one item as a list', '<to><address>a</address></to>', { to: { address: ['a'] } }],
    ['several items', '<to><address>a</address><address>b</address></to>', { to: { address: ['a', 'b'] } }],
    ['an empty item', '<attachments><attachment/></attachments>', { attachments: { attachment: [{}] } }],
    ['XML-2 an id as an attribute', '<case id="5"/>', { case: { id: '5' } }],
    ['XML-2 a date as an attribute', '<date date="2026-01-01T00:00:00Z"/>', { date: { date: '2026-01-01T00:00:00Z' } }],
    ['XML-2 rel and href as attributes', '<link rel="self" href="/x"/>', { link: { rel: 'self', href: '/x' } }],
    ['XML-2 prefixes as nothing', '<a:case xmlns:a="urn:a"><a:id>5</a:id></a:case>', { case: { id: '5' } }],
    ['XML-2 a namespace as nothing', '<subject xmlns="urn:a">Hi</subject>', { subject: 'Hi' }],
    ['prefixed attributes as nothing', '<subject xml:lang="en">Hi</subject>', { subject: 'Hi' }],
    ['XML-3 the predefined entities', '<subject>&lt;&gt;&amp;&apos;&quot;</subject>', { subject: '<>&\'"' }],
    ['XML-3 character references', '<subject>&#233;&#xE9;&#x1F600;</subject>', { subject: 'éé😀' }],
    ['references once', '<subject>&#38;lt; &amp;amp;</subject>', { subject: '&lt; &amp;' }],
    ['references in attributes', '<case id="&#53;&amp;"/>', { case: { id: '5&' } }],
    ['CDATA as it is', '<subject><![CDATA[<b>&amp; &x;</b>]]></subject>', { subject: '<b>&amp; &x;</b>' }],
    ['a DOCTYPE in CDATA as text', '<subject><![CDATA[<!DOCTYPE html>]]></subject>', { subject: '<!DOCTYPE html>' }],
    ['text around CDATA', '<subject>a<![CDATA[b]]>c</subject>', { subject: 'abc' }],
    ['comments and instructions as nothing', '<subject>a<!-- &x; --><?y &z;?>b</subject>', { subject: 'ab' }],
    ['line ends as line feeds', '<subject>a\r\nb\rc</subject>', { subject: 'a\nb\nc' }],
    ['unknown elements, so that they can be refused', '<x><y>1</y></x>', { x: { y: '1' } }],
    ['a leaf with an attribute as no leaf', '<subject lang="en">Hi</subject>', { subject: { '@lang': 'en' } }],
  ])('has %s', (_, content, tree) => {
    expect(decode(inActivity(content))).toEqual(tree);
  });

  it.each([
    ['<?xml version="1.0" encoding="UTF-8"?>\n<activity/>'],
    ["<?xml version='1.0' encoding='utf8' standalone='yes'?><!-- a --><activity/>\n<!-- b -->\n"],
    ['<a:activity xmlns:a="urn:a"></a:activity>'],
  ])('may be in %j', (text) => {
    expect(decode(text)).toEqual({});
  });

  it('B-18 is refused under another root', () => {
    expect(() => decode('<activities/>')).toThrow(UnexpectedRoot);
  });
});

describe('ERR-9: XML that is not well-formed', () => {
  it.each([
    ['XML-3 a DOCTYPE', '<!DOCTYPE activity><activity/>', 1, 1],
    [
      'XML-3 a DOCTYPE after a comment',
      '<!-- a -->\n<!doctype activity [<!ENTITY x "y">]>\n<activity>&x;</activity>',
      2,
      1,
    ],
    ['XML-3 an entity of HTML', inActivity('<subject>&nbsp;</subject>'), 1, 20],
    ['XML-3 an entity named like a member of objects', inActivity('<subject>&constructor;</subject>'), 1, 20],
    ['XML-3 an entity in an attribute', inActivity('<case id="&x;"/>'), 1, 21],
    ['a bare &', inActivity('<subject>a & b</subject>'), 1, 22],
    ['B-23 a reference to NUL', inActivity('<subject>&#0;</subject>'), 1, 20],
    ['B-23 a reference to a surrogate', inActivity('<subject>&#xD800;</subject>'), 1, 20],
    ['B-23 a reference beyond Unicode', inActivity('<subject>&#x110000;</subject>'), 1, 20],
    ['B-23 a control character', inActivity('\n<subject>\u0001</subject>'), 2, 10],
    ['B-23 an element twice', inActivity('\n<subject>a</subject>\n<subject>b</subject>'), 3, 1],
    ['B-23 an element and an attribute', inActivity('<case id="5"><id>5</id></case>'), 1, 24],
    ['B-23 an unknown element twice', inActivity('<x/><x/>'), 1, 15],
    ['an attribute twice', inActivity('<case id="5" id="5"/>'), 1, 24],
    ['B-18 two roots', '<activity/>\n<activity/>', 2, 1],
    ['text after the root', '<activity/>x', 1, 12],
    ['text before the root', 'x<activity/>', 1, 1],
    ['no element', 'hello', 1, 1],
    ['mixed content', inActivity('<case>5<id>5</id></case>'), 1, 11],
    ['text in an object', inActivity('hello'), 1, 1],
    ['an element that does not end', '<activity>', 1, 1],
    ['elements that cross', inActivity('\n<case><id></case></id>'), 2, 11],
    ['an attribute without quotes', inActivity('<case id=5/>'), 1, 17],
    ['CDATA that does not end', inActivity('<subject><![CDATA[a</subject>'), 1, 20],
    ['a comment that does not end', inActivity('<!-- a'), 1, 11],
  ])('is refused with its place for %s', (_, text, line, column) => {
    const { line: foundLine, column: foundColumn, reason } = faultOf(text);
    expect([foundLine, foundColumn]).toEqual([line, column]);
    expect(reason).not.toBe('');
  });

  it.each(['ISO-8859-1', 'UTF-16', 'windows-1252'])('is refused in the encoding %s', (encoding) => {
    expect(faultOf(`<?xml version="1.0" encoding="${encoding}"?><activity/>`).reason).toBe(
      'only the encoding UTF-8 is accepted',
    );
  });

  it('is refused when it nests too deep or has too many elements', () => {
    const deep = '<x>'.repeat(DEEPEST_NESTING + 1) + '</x>'.repeat(DEEPEST_NESTING + 1);
    expect(faultOf(inActivity(deep)).reason).toContain('nested');
    expect(faultOf(inActivity('<x/>'.repeat(2 * MOST_NODES))).reason).toBe(`more than ${MOST_NODES} elements`);
  });

  it('Z-4 is refused when an element has too many members, be they elements or attributes', () => {
    const several = (count: number, write: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => write(index)).join('');
    const reason = `more than ${MOST_MEMBERS} members in one element`;
    expect(faultOf(inActivity(several(MOST_MEMBERS + 1, (index) => `<m${index}/>`))).reason).toBe(reason);
    expect(faultOf(`<activity ${several(MOST_MEMBERS + 1, (index) => ` m${index}="1"`)}/>`).reason).toBe(reason);
  });

  it('does not count the tags of html in CDATA', () => {
    const html = '<br>'.repeat(3 * MOST_NODES);
    expect(decode(inActivity(`<subject><![CDATA[${html}]]></subject>`))).toEqual({ subject: html });
  });

  it('expands nothing: a billion laughs are no laughing matter', () => {
    const laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><activity>&c;</activity>';
    expect(faultOf(laughs).reason).toBe('a DOCTYPE is not accepted');
  });

  it('never reaches the prototype of objects', () => {
    expect(faultOf(inActivity('<__proto__><polluted>1</polluted></__proto__>')).reason).toBe(
      'an element cannot be read',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
