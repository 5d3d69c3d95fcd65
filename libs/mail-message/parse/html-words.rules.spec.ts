import { describe, expect, it } from '@jest/globals';
import { htmlWords } from './html-words.rules.js';

describe('the words of an html text', () => {
  it.each([
    ['<p>Title: A <b>lap</b>top</p><div>Amount: 12&nbsp;</div>Bye', 'Title: A laptop\nAmount: 12\nBye'],
    ['<style>p { color: red }</style><title>No</title>a &lt;b&gt; &#228; &nope; &#55555;', 'a <b> ä &nope;'],
    ['a\n b<br/>c<table><tr><td>1</td><td>2</td></tr></table>', 'a b\nc 1 2'],
    ['<script>never ends', ''],
    ['İİİİİİİİ<STYLE>p { color: red }</Style >İ<style>b</style>shown', 'İİİİİİİİ İ shown'],
    ['<stylesheet>kept</stylesheet><titles>too</titles>', 'kept too'],
  ])('%j', (html, words) => {
    expect(htmlWords(html)).toBe(words);
  });

  it('are found in no time, whatever is sent', () => {
    const started = performance.now();
    for (const part of ['<script>', '<', '<style', '&', '<p ', ' \n']) htmlWords(part.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
