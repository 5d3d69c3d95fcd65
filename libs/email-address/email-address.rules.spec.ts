import { describe, expect, it } from '@jest/globals';
import { addressKey, emailAddressFault } from './email-address.rules.js';

describe('B-22: an email address', () => {
  it.each([
    'ann@example.org',
    'a@b.c',
    'Ann.Lee+work@mail.example.co.uk',
    "o'brien@example.org",
    'büro@müller.example',
    '.ann.@example.org',
    'ann@-example-.org',
    'one\\backslash@example.org',
    `${'a'.repeat(243)}@example.org`,
  ])('may be %s', (address) => {
    expect(emailAddressFault(address)).toBeUndefined();
  });

  it.each([
    ['is empty', ''],
    ['has no @', 'example.org'],
    ['has two @', 'ann@home@example.org'],
    ['has nothing before the @', '@example.org'],
    ['has no dot after the @', 'ann.lee@example'],
    ['has nothing between @ and dot', 'ann@.org'],
    ['ends in a dot', 'ann@example.org.'],
    ['has 256 characters', `${'a'.repeat(244)}@example.org`],
    ['has two backslashes in a row', 'ann\\\\lee@example.org'],
    ['has a space', 'ann lee@example.org'],
    ['has a line break', 'ann@example.org\r\nBcc: all@example.org'],
    ['has a NUL', 'ann\u0000@example.org'],
    ['turns its direction (MX-13)', 'ann\u202e10@example.org'],
    ['has a space without width', 'ann\u200b@example.org'],
    ['has a soft hyphen', 'an\u00adn@example.org'],
    ['has a display name', 'Ann <ann@example.org>'],
    ['is a list', 'ann@example.org;bob@example.org'],
    ['has a comment', 'ann(work)@example.org'],
    ['has quotes', '"ann"@example.org'],
    ['is an address literal', 'ann@[192.0.2.1].org'],
    ['names a port', 'ann@example.org:25'],
  ])('is refused with a reason when it %s', (_, address) => {
    expect(emailAddressFault(address)).toMatch(/^an email address /);
  });

  it('is the same in upper and lower case', () => {
    expect(addressKey('Ann@Example.ORG')).toBe(addressKey('ann@example.org'));
  });
});
