import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeJson } from './decode-json.js';
import { DEEPEST_NESTING, MalformedBody, MOST_MEMBERS, MOST_NODES } from './malformed.js';
import { scanJson } from './scan-json.js';

function faultOf(text: string): unknown {
  try {
    scanJson(text);
  } catch (error) {
    return error;
  }
  return undefined;
}

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('ERR-9: JSON that is not well-formed', () => {
  it.each([
    ['', 1, 1, 'a value is expected'],
    ['{', 1, 2, 'a member name in double quotes is expected'],
    ['{"a"}', 1, 5, "':' is expected"],
    ['{"a":}', 1, 6, 'a value is expected'],
    ['{"a":1,}', 1, 8, 'a member name in double quotes is expected'],
    ['{"a":1 "b":2}', 1, 8, "',' or '}' is expected"],
    ["{'a':1}", 1, 2, 'a member name in double quotes is expected'],
    ['{a:1}', 1, 2, 'a member name in double quotes is expected'],
    ['[1,]', 1, 4, 'a value is expected'],
    ['[1 2]', 1, 4, "',' or ']' is expected"],
    ['[1', 1, 3, "',' or ']' is expected"],
    ['{"a":1}\n{"b":2}', 2, 1, 'nothing may follow the value'],
    ['{\n  "a": tru\n}', 2, 8, 'a value is expected'],
    ['{"a":"b\nc"}', 1, 8, 'control characters in strings must be escaped'],
    ['{"a":"b', 1, 8, 'a string does not end'],
    ['{"a":"\\x"}', 1, 7, 'an escape sequence is not valid'],
    ['{"a":"\\u12G4"}', 1, 7, 'an escape sequence is not valid'],
    ['01', 1, 2, 'nothing may follow the value'],
    ['+1', 1, 1, 'a value is expected'],
    ['.5', 1, 1, 'a value is expected'],
    ['NaN', 1, 1, 'a value is expected'],
    ['/* a */ 1', 1, 1, 'a value is expected'],
    ['\u00a0{}', 1, 1, 'a value is expected'],
  ])('%j is refused at line %d, column %d', (text, line, column, reason) => {
    expect(faultOf(text)).toEqual(new MalformedBody(reason, line, column));
    expect(faultOf(text)).toMatchObject({ line, column });
  });

  it('B-23 is refused for a member that is there twice, at the second one', () => {
    expect(faultOf('{\n "a": {"b": 1},\n "a": 2\n}')).toMatchObject({
      reason: "the member 'a' occurs twice",
      line: 3,
      column: 2,
    });
  });

  it('B-23 is refused for a member that is there twice in two spellings', () => {
    expect(faultOf('{"subject": 1, "sub\\u006aect": 2}')).toMatchObject({
      reason: "the member 'subject' occurs twice",
    });
  });

  it('is not refused for the same member in different objects', () => {
    expect(faultOf('{"a": {"a": [{"a": 1}, {"a": 2}]}}')).toBeUndefined();
  });

  it('is refused when it nests too deep', () => {
    expect(faultOf(nested(DEEPEST_NESTING))).toBeUndefined();
    expect(faultOf(nested(DEEPEST_NESTING + 1))).toMatchObject({
      reason: `nested deeper than ${DEEPEST_NESTING} levels`,
      column: DEEPEST_NESTING + 1,
    });
    expect(faultOf('['.repeat(1_000_000))).toBeInstanceOf(MalformedBody);
  });

  it('is refused when it has too many values', () => {
    expect(faultOf(JSON.stringify(Array(MOST_NODES - 1).fill(1)))).toBeUndefined();
    expect(faultOf(JSON.stringify(Array(MOST_NODES).fill(1)))).toMatchObject({
      reason: `more than ${MOST_NODES} values`,
    });
  });

  it('Z-4 is refused when an object has too many members', () => {
    const objectOf = (members: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, index) => [`m${index}`, 1])));
    expect(faultOf(objectOf(MOST_MEMBERS))).toBeUndefined();
    expect(faultOf(objectOf(MOST_MEMBERS + 1))).toMatchObject({
      reason: `more than ${MOST_MEMBERS} members in one object`,
    });
  });
});

describe('JSON that is well-formed', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(JSON.stringify(decodeJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('and nothing else is what JSON.parse accepts, whatever is done to it', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(40),
        fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '0', 'e', '-', '\u0001', ' ', '\n'),
      )
      .map(([text, position, character]) => text.slice(0, position) + character + text.slice(position + 1));
    fc.assert(
      fc.property(damaged, (text) => {
        const scanned = faultOf(text);
        const isDuplicate = scanned instanceof MalformedBody && scanned.reason.endsWith('occurs twice');
        expect(isDuplicate || (scanned === undefined) === isParseable(text)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

function isParseable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
