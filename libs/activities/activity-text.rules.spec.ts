import { describe, expect, it } from '@jest/globals';
import { contentToIndex, INDEXED_LENGTH, withWordsApart } from './activity-text.rules.js';

describe('contentToIndex', () => {
  it.each<[string, string | null, string | null, RegExp | string]>([
    ['the text where there is one', 'It beeps.', '<p>It <b>beeps</b>.</p>', 'It beeps.'],
    ['the HTML where there is none', ' ', '<p>It beeps.</p>', '<p>It beeps.</p>'],
    ['nothing where nothing is', null, null, ''],
    [
      'no styles and scripts',
      null,
      '<style>p{color:red}</style><p>a</p><script>alert(1)</script>',
      /^\s*<p>a<\/p>\s*$/,
    ],
    ['words as they are read', null, '<p><B class="x">wor</B>ld<br>two<blockquote>', '<p>world<br>two<blockquote>'],
    ['no comment, closed or not', null, 'a<!-- b -->c<!-- d', /^a c\s*$/],
    ['letters for their entities', null, 'gr&uuml;&szlig;e &#x4e2d; &#252; &nbsp;', /^grüße 中 {2}ü|grüße/],
    ['entities of no character as they are', null, '&#0; &#xd800; &#x110000;', '&#0; &#xd800; &#x110000;'],
  ])('FIND-3: is %s', (_, text, html, expected) => {
    const content = contentToIndex(text, html);
    if (typeof expected === 'string') expect(content).toBe(expected);
    else expect(content).toMatch(expected);
  });

  it('FIND-3: is never longer than what is indexed', () => {
    expect(contentToIndex('語'.repeat(INDEXED_LENGTH * 2), null)).toHaveLength(INDEXED_LENGTH);
  });

  it('takes no longer for hostile HTML than for harmless', () => {
    const before = performance.now();
    contentToIndex(null, '<style'.repeat(20_000) + '<!--'.repeat(20_000) + '<b '.repeat(20_000));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('withWordsApart', () => {
  it.each([
    ['the laptop', 'the laptop'],
    ['東京都に住む', /^東京.*に.*住む$/],
    ['我的电脑坏了', /电脑/],
  ])('parts the words of %s', (text, expected) => {
    const parted = withWordsApart(text);
    if (typeof expected === 'string') expect(parted).toBe(expected);
    else {
      expect(parted).toMatch(expected);
      expect(parted.split(' ').length).toBeGreaterThan(1);
    }
  });
});
