import { describe, expect, it } from '@jest/globals';
import { chooseImages, embedImages } from './embedded-images.rules.js';

const logo = { contentId: 'logo@x', contentType: 'image/png', size: 10 };
const photo = { contentId: 'photo@x', contentType: 'IMAGE/JPEG', size: 20 };

const chosenFrom = (html: string, files: Parameters<typeof chooseImages>[1], limitBytes?: number) =>
  chooseImages(html, files, limitBytes).map(({ contentId }) => contentId);

describe('R-13: images that are embedded', () => {
  it.each([
    ['an image', '<img src="cid:logo@x">'],
    ['an image without quotes', '<img src=cid:logo@x>'],
    ['an image in single quotes, with a space', `<img src=' CID:logo@x'>`],
    ['an image with its at sign as a number', '<img src="cid:logo%40x">'],
    ['a background of a style', '<p style="background: url(cid:logo@x)">'],
  ])('are those that %s names', (_, html) => {
    expect(chosenFrom(html, [photo, logo])).toEqual(['logo@x']);
    const uri = 'data:image/png;base64,AA==';
    expect(embedImages(html, new Map([['logo@x', uri]]))).toBe(html.replace(/cid:logo(@|%40)x/i, uri));
  });

  it.each([
    ['a text that speaks of one', '<p>cid:logo@x</p>', [logo]],
    ['one that no file is', '<img src="cid:other@x">', [logo]],
    ['a file without a Content-ID', '<img src="cid:">', [{ ...logo, contentId: null }]],
    ['an image that can run', '<img src="cid:logo@x">', [{ ...logo, contentType: 'image/svg+xml' }]],
    [
      'a type that would break out of the attribute',
      '<img src="cid:logo@x">',
      [{ ...logo, contentType: 'image/png" x=' }],
    ],
  ])('are not %s', (_, html, files) => {
    expect(chosenFrom(html, files)).toEqual([]);
  });

  it('are as many as fit, each counted as often as it is shown', () => {
    const html = '<img src="cid:logo@x"><img src="cid:logo@x"><img src="cid:photo@x">';
    expect(chosenFrom(html, [logo, photo], 40)).toEqual(['logo@x', 'photo@x']);
    expect(chosenFrom(html, [logo, photo], 39)).toEqual(['logo@x']);
    expect(chosenFrom(html, [logo, photo], 19)).toEqual([]);
  });

  it('are the first of two with one Content-ID', () => {
    const [image] = chooseImages('<img src="cid:logo@x">', [logo, { ...logo, size: 11 }]);
    expect(image?.file).toBe(logo);
  });

  it('leave other references as they are, even with malformed numbers', () => {
    const html = '<img src="cid:%zz%C3%28"><img src="cid:logo@x">';
    expect(embedImages(html, new Map([['logo@x', 'data:,']]))).toBe('<img src="cid:%zz%C3%28"><img src="data:,">');
  });
});
