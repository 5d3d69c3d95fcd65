import { describe, expect, it } from '@jest/globals';
import { writeXml } from './xml-writer.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';

describe('XML-1: an answer in XML', () => {
  it.each([
    ['members as elements', { b: 'x', c: { d: 1, e: true } }, '<b>x</b><c><d>1</d><e>true</e></c>'],
    ['lists as repeated elements', { b: ['x', 'y'], c: [] }, '<b>x</b><b>y</b>'],
    ['null as nil and undefined as nothing', { b: null, c: undefined }, '<b xsi:nil="true"/>'],
    ['markup escaped', { b: '<i>&amp;</i>' }, '<b>&lt;i&gt;&amp;amp;&lt;/i&gt;</b>'],
    ['carriage returns that survive', { b: 'x\r\ny' }, '<b>x&#13;\ny</b>'],
    ['B-23 nothing that XML cannot carry', { b: 'x\u0000\ud800\uffffy' }, '<b>x\ufffd\ufffd\ufffdy</b>'],
  ])('has %s', (_, tree, content) => {
    expect(writeXml('a', tree)).toBe(`${HEAD}${content}</a>`);
  });
});
