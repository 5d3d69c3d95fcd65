import { describe, expect, it } from '@jest/globals';
import { safeContent } from './html.rules.js';

describe('FR-2: what a receiver writes as content', () => {
  it.each([
    'John <john@example.com>',
    'a < b > c, <3, <letter to=you>',
    'a = b, then <b and nothing that ends it',
    'On <onwards on a=b',
  ])('stays as it is: %s', (text) => {
    expect(safeContent(text)).toBe(text);
  });

  it.each([
    ['<B>bold</B><script>run()</script>', '<b>bold</b>'],
    ['<a "<" href="javascript:run()">here</a>', '<a>here</a>'],
    ['<x "<" onclick=run()>here', 'here'],
    ['<x/style=run() >here', 'here'],
    ['shown <img src=x onerror=run()', 'shown '],
    ['shown<!-- not', 'shown'],
  ])('loses what runs or loads: %s', (html, text) => {
    expect(safeContent(html)).toBe(text);
  });

  it.each(['<a ', '<a on', "<x 'on", '<p style '])('is read once, however often it begins a tag: %j', (part) => {
    const text = part.repeat(1_000_000);
    expect(safeContent(text)).toBe(text);
  });
});
