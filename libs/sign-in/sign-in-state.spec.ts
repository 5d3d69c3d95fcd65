import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignInState } from './sign-in-state.js';

function cookieHeader(cookie: string): string {
  return `other=1; ${cookie.split(';', 1)[0] ?? ''}`;
}

describe('the state of a sign-in', () => {
  const states = new SignInState(randomBytes(32), 'https://cases.example/desk');

  it('gives the verifier back to the browser that began', async () => {
    const { state, cookie } = await states.begin('verifier');
    expect(await states.verifierFor(state, cookieHeader(cookie))).toBe('verifier');
  });

  it('does not show the verifier and stays out of the reach of scripts and other sites', async () => {
    const { cookie } = await states.begin('verifier');
    expect(cookie).not.toContain('verifier');
    expect(cookie).toMatch(/; Path=\/desk\/docs; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
  });

  it.each([
    ['there is no cookie', (state: string) => [state, undefined]],
    ['the state is another one', (_state: string, cookie: string) => ['other', cookie]],
    ['the state is missing', (_state: string, cookie: string) => [undefined, cookie]],
    ['the cookie was altered', (state: string, cookie: string) => [state, cookie.replace(/.$/, '')]],
  ])('gives nothing when %s', async (_, change) => {
    const { state, cookie } = await states.begin('verifier');
    const [given, header] = change(state, cookieHeader(cookie));
    expect(await states.verifierFor(given, header)).toBeUndefined();
  });

  it('of another server is not accepted', async () => {
    const { state, cookie } = await states.begin('verifier');
    expect(
      await new SignInState(randomBytes(32), 'https://cases.example/desk').verifierFor(state, cookieHeader(cookie)),
    ).toBeUndefined();
  });
});
