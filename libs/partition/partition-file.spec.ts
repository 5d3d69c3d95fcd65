import { describe, expect, it } from '@jest/globals';
import { parsePartitionDocument } from './partition-file.js';

describe('ENV-8: CASEMGR_PARTITION_FILE', () => {
  it.each([
    { format: 'YAML', text: 'departments:\n  - name: Service\n    queues:\n      - {name: Inbox, default: true}\n' },
    { format: 'JSON', text: '{"departments":[{"name":"Service","queues":[{"name":"Inbox","default":true}]}]}' },
  ])('may be $format', ({ text }) => {
    const document = parsePartitionDocument(text, 'p');
    expect(document.departments).toMatchObject([{ name: 'Service', queues: [{ name: 'Inbox', default: true }] }]);
  });

  it('names every fault', () => {
    const text = 'robots: []\nusers:\n  - {name: x}\n';
    expect(() => parsePartitionDocument(text, 'p.yaml')).toThrow(/p\.yaml[\s\S]*robots[\s\S]*users\[0\]\.name/);
  });

  const LAUGHS = [
    'a: &a [x, x, x]',
    ...['b', 'c', 'd', 'e', 'f'].map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[n]}`).join(', ')}]`),
  ];

  it.each([
    { what: 'text that is neither', text: '{"a":' },
    { what: 'a repeated member', text: 'users: []\nusers: []\n' },
    { what: 'aliases that multiply', text: LAUGHS.join('\n') },
  ])('refuses $what', ({ text }) => {
    expect(() => parsePartitionDocument(text, 'p')).toThrow(/neither JSON nor YAML/);
  });

  it('refuses an empty file', () => {
    expect(() => parsePartitionDocument('', 'p')).toThrow(/not a partition document/);
  });

  it('takes __proto__ for the unknown member that it is', () => {
    expect(() => parsePartitionDocument('{"__proto__":{"users":[]}}', 'p')).toThrow(/__proto__/);
  });
});
