import { describe, expect, it } from '@jest/globals';
import { htmlWords } from './html-words.rules.js';

describe('the words of an html text', () => {
  it.each([
    ['<p>Title: A <b>lap</b>top</p><div>Amount: 12&nbsp;</div>Bye', 'Title: A laptop\nAmount: 12\nBye'],
    ['<style>p { color: red }</style><title>No</title>a &lt;b&gt; &#228; &nope;', 'a <b> ä &nope;'],
    ['a\n b<br/>c<table><tr><td>1</td><td>2</td></tr></table>', 'a b\nc\n1 2'],
    ['Title: a<div>Amount: 1</div><div><br></div><p>&nbsp;</p>\n<p>end<br></p>.', 'Title: a\nAmount: 1\n\n\nend\n.'],
    ['<script>never ends', ''],
    ['<pre>Title: a\n> b &amp;\n\nc</pre>\n<p>d\ne</p>', 'Title: a\n> b &\n\nc\nd e'],
    ['İİİİİİİİ<STYLE>p { color: red }</Style >İ<style>b</style>shown', 'İİİİİİİİİshown'],
    ['<stylesheet>kept</stylesheet><titles> too</titles>', 'kept too'],
  ])('%j', (html, words) => {
    expect(htmlWords(html, 'all')).toBe(words);
    expect(htmlWords(html, 'written')).toBe(words);
  });

  it.each([
    '<div style="display: none">hidden</div>',
    '<p hidden>hidden</p>',
    '<span style="color:red; VISIBILITY:hidden">hidden <b>too</b></span>',
    '<span style="font-size:0px">hidden</span>',
    '<i style="mso-hide:all">hidden</i>',
    '<i style="opacity:0;">hidden</i>',
  ])('are those that somebody sees: not %j', (html) => {
    expect(htmlWords(`a ${html} b`, 'all').replace(/\s+/g, ' ')).toBe('a b');
  });

  it.each([
    '<td style="font-size:0px"><div style="font-size:13px">seen</div></td>',
    '<p style="font-size:0.8em; opacity:0.9">seen</p>',
  ])('are those that somebody sees: %j', (html) => {
    expect(htmlWords(html, 'all')).toBe('seen');
  });
});

describe('RI-7: what was written in html', () => {
  it.each([
    [
      'Gmail',
      '<div class="gmail_quote gmail_quote_container"><div class="gmail_attr">Le lun., Desk a écrit :</div>Q</div>',
    ],
    ['Apple', '<blockquote type="cite">Q<div>Q</div></blockquote>'],
    ['Thunderbird', '<div class="moz-cite-prefix">Am 1.1. schrieb Desk:</div><blockquote>Q</blockquote>'],
    ['Thunderbird passing on', '<div class="moz-forward-container">-------- Message transféré --------<p>Q</p></div>'],
    ['Yahoo', '<div id="yq1" class="yahoo_quoted">Q</div>'],
    ['Outlook on the web', '<hr><div id="divRplyFwdMsg"><b>Od:</b> Desk</div><div>Q</div>'],
    ['Outlook on a phone', '<div id="mail-editor-reference-message-container">Q</div>Q'],
    [
      'Outlook',
      '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm"><p>Q</p></div></div><p>Q</p>',
    ],
    ['GMX', '<div name="quote" style="margin:10px">Q</div>'],
  ])('is without what %s quotes', (_, quoted) => {
    const html = `<html><body><p>Amount: 1</p>${quoted}</body></html>`;
    expect(htmlWords(html, 'written')).toBe('Amount: 1');
    expect(htmlWords(html, 'all')).toContain('Q');
  });
});
