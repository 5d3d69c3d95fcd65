import { describe, expect, it } from '@jest/globals';
import {
  Choice,
  ChoiceList,
  Flag,
  Item,
  Items,
  ItemsByName,
  Key,
  Text,
  TextList,
  WholeNumber,
} from './body-members.js';
import { readBody, shapeOf } from './read-body.rules.js';
import type { WireTree } from './tree.js';

class Part {
  @Key(5)
  id!: string;

  @TextList(3, 4, { pattern: /^[a-z]+$/, reason: 'it must be lower case' })
  tags?: string[] | null;
}

class Whole {
  @Key(10)
  name!: string;

  @Flag()
  active?: boolean | null;

  @WholeNumber(1, 10)
  count?: number | null;

  @Choice(['1', '2'])
  level?: string | null;

  @ChoiceList(['a', 'b'])
  kinds?: string[] | null;

  @Text(5, { mayBeEmpty: true })
  note?: string | null;

  @Item(() => Part)
  part?: Part | null;

  @Items(() => Part, 2)
  parts?: Part[] | null;

  @ItemsByName(() => Part, 2)
  byName?: Map<string, Part> | null;
}

const parsed = (json: string): WireTree => JSON.parse(json) as WireTree;

function faultsOf(tree: WireTree): string[] {
  const outcome = readBody(Whole, tree, 'clause');
  return 'refusals' in outcome ? outcome.refusals.map(({ code, attribute }) => `${code} ${attribute}`) : [];
}

describe('B-19, B-23: a tree becomes a body or refusals', () => {
  it('keeps what was sent and leaves the rest undefined', () => {
    const outcome = readBody(
      Whole,
      { name: 'x', active: false, count: 3, part: { id: 'p' }, parts: [{ id: 'q', tags: [] }] },
      '',
    );
    expect('body' in outcome && outcome.body).toMatchObject({
      name: 'x',
      active: false,
      count: 3,
      parts: [{ id: 'q', tags: [] }],
    });
    expect('body' in outcome && outcome.body.parts?.[0]).toBeInstanceOf(Part);
    expect('body' in outcome && outcome.body.level).toBeUndefined();
  });

  it('reads flags, numbers and choices from text, which is all that XML has', () => {
    const outcome = readBody(Whole, { name: 'x', active: 'true', count: '7', level: 2 }, '');
    expect('body' in outcome && outcome.body).toMatchObject({ active: true, count: 7, level: '2' });
  });

  it.each<{ what: string; json: string; faults: string[] }>([
    { what: 'null as absent', json: '{"name":"x","active":null,"parts":null,"part":null}', faults: [] },
    { what: 'a list', json: '[]', faults: ['400-152 body'] },
    { what: 'a text', json: '"x"', faults: ['400-152 body'] },
    { what: 'a missing key', json: '{}', faults: ['400-146 name'] },
    { what: 'a null key', json: '{"name":null}', faults: ['400-146 name'] },
    { what: 'an empty key', json: '{"name":""}', faults: ['400-152 name'] },
    { what: 'a long key', json: '{"name":"12345678901"}', faults: ['400-152 name'] },
    { what: 'an object for a text', json: '{"name":{"a":1}}', faults: ['400-152 name'] },
    { what: 'a flag that is none', json: '{"name":"x","active":"yes"}', faults: ['400-152 active'] },
    { what: 'a number out of range', json: '{"name":"x","count":11}', faults: ['400-152 count'] },
    { what: 'a fraction', json: '{"name":"x","count":1.5}', faults: ['400-152 count'] },
    { what: 'an unknown choice', json: '{"name":"x","kinds":["a","c"]}', faults: ['400-152 kinds[1]'] },
    { what: 'a repeated item', json: '{"name":"x","kinds":["a","a"]}', faults: ['400-152 kinds'] },
    { what: 'an unknown member', json: '{"name":"x","other":1}', faults: ['400-147 other'] },
    {
      what: 'an unknown member below',
      json: '{"name":"x","parts":[{"id":"p"},{"id":"p","x":1}]}',
      faults: ['400-147 parts[1].x'],
    },
    { what: 'an object for a list', json: '{"name":"x","parts":{"id":"p"}}', faults: ['400-152 parts'] },
    { what: 'a list for an object', json: '{"name":"x","part":[{"id":"p"}]}', faults: ['400-152 part'] },
    { what: 'lists in a list', json: '{"name":"x","parts":[[]]}', faults: ['400-152 parts[0]'] },
    { what: 'null in a list', json: '{"name":"x","parts":[null]}', faults: ['400-152 parts[0]'] },
    {
      what: 'too many items',
      json: '{"name":"x","parts":[{"id":"1"},{"id":"2"},{"id":"3"}]}',
      faults: ['400-152 parts'],
    },
    {
      what: 'bad items far below',
      json: '{"name":"x","parts":[{"id":"p","tags":["ok","NO","toolong"]}]}',
      faults: ['400-152 parts[0].tags[1]', '400-152 parts[0].tags[2]'],
    },
    { what: 'a NUL', json: '{"name":"a\\u0000"}', faults: ['400-152 name'] },
    { what: 'a lone surrogate', json: '{"name":"a","note":"\\udc00"}', faults: ['400-152 note'] },
    {
      what: 'all faults of the body, missing ones first',
      json: '{"active":3,"part":{}}',
      faults: ['400-146 name', '400-146 part.id', '400-152 active'],
    },
    { what: 'unknown members before anything else', json: '{"active":3,"x":1}', faults: ['400-147 x'] },
  ])('$what', ({ json, faults }) => {
    expect(faultsOf(parsed(json))).toEqual(faults);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'])(
    '%s is an unknown member',
    (member) => {
      expect(faultsOf(parsed(`{"name":"x","${member}":{"active":true}}`))).toEqual([`400-147 ${member}`]);
      expect(faultsOf(parsed(`{"name":"x","part":{"id":"p","${member}":1}}`))).toEqual([`400-147 part.${member}`]);
    },
  );

  it('says the limit', () => {
    const outcome = readBody(Whole, { name: 'x', count: 11 }, 'Z-3');
    expect('refusals' in outcome && outcome.refusals[0]).toMatchObject({
      clause: 'Z-3',
      reason: expect.stringContaining('10'),
    });
  });
});

describe('shapeOf', () => {
  it('lays out lists and objects for XML', () => {
    const part = { members: { id: 'value', tags: { list: 'value' } } };
    expect(shapeOf(Whole)).toMatchObject({
      members: { name: 'value', kinds: { list: 'value' }, part, parts: { list: part } },
    });
  });
});

describe('RI-1: objects by name', () => {
  it('become a map', () => {
    const outcome = readBody(Whole, parsed('{"name":"x","byName":{"a":{"id":"p"},"b":{"id":"q"}}}'), '');
    const items = 'body' in outcome ? outcome.body.byName : undefined;
    expect([...(items ?? [])].map(([name, { id }]) => [name, id])).toEqual([
      ['a', 'p'],
      ['b', 'q'],
    ]);
    expect(items?.get('a')).toBeInstanceOf(Part);
  });

  it.each<[string, string]>([
    ['{"__proto__":{"id":"q"}}', '400-147 byName.__proto__'],
    ['{"toString":{"id":"q"}}', '400-147 byName.toString'],
    ['{"a":{"id":"p","other":1}}', '400-147 byName.a.other'],
    ['{"a":{}}', '400-146 byName.a.id'],
    ['{"a":{"id":"too long"}}', '400-152 byName.a.id'],
    ['{"a":"p"}', '400-152 byName.a'],
    ['["a"]', '400-152 byName'],
    ['{"a":{"id":"p"},"b":{"id":"p"},"c":{"id":"p"}}', '400-152 byName'],
  ])('are refused: %s', (byName, fault) => {
    expect(faultsOf(parsed(`{"name":"x","byName":${byName}}`))[0]).toBe(fault);
  });

  it('are laid out alike in XML', () => {
    const shape = shapeOf(Whole);
    expect(shape).toMatchObject({ members: { byName: { members: {}, others: shapeOf(Part) } } });
  });
});
