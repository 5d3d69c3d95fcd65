import { describe, expect, it } from '@jest/globals';
import { LoginAttempts } from './login-attempts.js';

function fail(attempts: LoginAttempts, times: number, login = 'pat', address = '192.0.2.1'): boolean[] {
  return Array.from({ length: times }, () => attempts.begin(login, address));
}

describe('login attempts', () => {
  it('are refused after ten failures, however the login is spelled', () => {
    const attempts = new LoginAttempts();
    expect(fail(attempts, 10)).not.toContain(false);
    expect(attempts.begin('PAT', '192.0.2.1')).toBe(false);
  });

  it('from another address and for another login are not affected', () => {
    const attempts = new LoginAttempts();
    fail(attempts, 11);
    expect(attempts.begin('pat', '192.0.2.2')).toBe(true);
    expect(attempts.begin('sam', '192.0.2.1')).toBe(true);
  });

  it('from one address for ever other logins are refused after a hundred', () => {
    const attempts = new LoginAttempts();
    const outcomes = Array.from({ length: 101 }, (_, index) => attempts.begin(`login-${index}`, '192.0.2.1'));
    expect(outcomes.lastIndexOf(true)).toBe(99);
    expect(outcomes[100]).toBe(false);
    expect(attempts.begin('login-0', '192.0.2.2')).toBe(true);
  });

  it('start anew after a success', () => {
    const attempts = new LoginAttempts();
    fail(attempts, 10);
    attempts.succeed('pat', '192.0.2.1');
    expect(fail(attempts, 10)).not.toContain(false);
  });
});
