import { describe, expect, it } from '@jest/globals';
import { hashPassword, verifyPassword } from './password.js';

describe('a password hash', () => {
  it('is opened by its own password only', async () => {
    const hash = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsf', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('differs each time, because it is salted, and does not show the password', async () => {
    const [first, second] = await Promise.all([hashPassword('pässword'), hashPassword('pässword')]);
    expect(first).not.toBe(second);
    expect(first).not.toContain('pässword');
  });

  it('carries its cost, so that a hash made at another cost stays good', async () => {
    const madeAtCost10 = 'scrypt$10$8$1$AAAAAAAAAAAAAAAAAAAAAA$G_NtAm2veJjBDsRKlm7UVXw704B8MgBTPknY_w9Vyh8';
    expect(await verifyPassword('old secret', madeAtCost10)).toBe(true);
    expect(await verifyPassword('new secret', madeAtCost10)).toBe(false);
    expect(await hashPassword('x')).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  });

  it('that is missing refuses every password', async () => {
    expect(await verifyPassword('', undefined)).toBe(false);
    expect(await verifyPassword('anything', undefined)).toBe(false);
  });

  it.each(['plain', '', 'scrypt$15$8$1$AAAA$'])('that is damaged (%s) is an error, not an open door', async (hash) => {
    await expect(verifyPassword('x', hash)).rejects.toThrow('damaged');
  });
});
