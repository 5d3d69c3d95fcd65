import { describe, expect, it } from '@jest/globals';
import { judgeReply } from './push-answer.rules.js';

const judge = (text: string, status = 200) => judgeReply({ status, text, retryAfter: undefined });

describe('FR-1: what an answer means', () => {
  it.each([
    ['{"code":1000,"error":""}', 200],
    ['{"code":"1000"}', 201],
    ['{"code":1000,"ticket":{"subject":"x"}}', 299],
  ])('is a success with %s and status %i', (text, status) => {
    expect(judge(text, status)).toMatchObject({ isSuccess: true });
  });

  it.each([
    ['{"code":1000}', 301],
    ['{"code":1000}', 199],
    ['{"code":1000}', 410],
    ['{"code":1000}', 500],
    ['{"code":2000}', 200],
    ['{"code":"1000 "}', 200],
    ['{"code":true}', 200],
    ['{"code":[1000]}', 200],
    ['{}', 200],
    ['[{"code":1000}]', 200],
    ['1000', 200],
    ['', 200],
    ['<html>', 200],
    ['{"code":1000', 200],
    ['['.repeat(200_000), 200],
  ])('is none with %.40s and status %i', (text, status) => {
    expect(judge(text, status)).toMatchObject({ isSuccess: false, isReceivers: false });
  });

  it('shows the error of the receiver as a text of at most 500 characters (FR-4)', () => {
    const error = `<b>No</b>\u0000\u001b[31m\u202e such\r\norder ${'x'.repeat(600)}`;
    const verdict = judge(JSON.stringify({ code: 4, error }));
    expect(verdict).toMatchObject({ isSuccess: false, isReceivers: true });
    const shown = 'error' in verdict ? verdict.error : '';
    expect(shown).toMatch(/^<b>No<\/b> \[31m such order x+$/);
    expect(shown).toHaveLength(500);
  });

  it.each([
    [400, true],
    [401, true],
    [404, true],
    [503, false],
  ])('shows it also with the status %i, where it is a refusal: %s (FR-4)', (status, isReceivers) => {
    const verdict = judge('{"code":2001,"error":"not signed"}', status);
    expect(verdict).toEqual({ isSuccess: false, error: 'not signed', isReceivers });
  });

  it('knows no member by a prototype', () => {
    const verdict = judge('{"code":1000,"__proto__":{"ticket":{"subject":"x"}},"constructor":1}');
    expect('answer' in verdict && verdict.answer['ticket']).toBeUndefined();
  });
});
