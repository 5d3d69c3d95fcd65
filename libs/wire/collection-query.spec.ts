import { describe, expect, it } from '@jest/globals';
import { Failure } from '#runtime/errors/failure.js';
import { countTree, paginationInfo, readCollectionQuery } from './collection-query.js';
import { inPathOrder, readPathIds } from './path-ids.js';

const SORTS = ['id', 'created'] as const;

function query(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('nothing was refused');
}

const codeOf = (work: () => unknown): string => failureOf(work).code;

describe('R-10 collection queries', () => {
  it.each<[string, { limit: number; offset: number; window: string }]>([
    ['', { limit: 25, offset: 0, window: 'page' }],
    ['$pagenum=3', { limit: 25, offset: 50, window: 'page' }],
    ['$pagesize=75', { limit: 75, offset: 0, window: 'page' }],
    ['$pagenum=2&$pagesize=10', { limit: 10, offset: 10, window: 'page' }],
    ['$rangestart=6', { limit: 25, offset: 5, window: 'range' }],
    ['$rangestart=2&$rangesize=3', { limit: 3, offset: 1, window: 'range' }],
  ])('reads the window of "%s"', (text, window) => {
    expect(readCollectionQuery(query(text), SORTS)).toMatchObject(window);
  });

  it('sorts by the first attribute, ascending, when nothing is asked for', () => {
    expect(readCollectionQuery(query(''), SORTS)).toMatchObject({
      sort: 'id',
      isDescending: false,
      isCountOnly: false,
    });
  });

  it.each<[string, object]>([
    ['$sort=created', { sort: 'created', isDescending: false }],
    ['$sort=created&$order=asc', { sort: 'created', isDescending: false }],
    ['$sort=created&$order=desc', { sort: 'created', isDescending: true }],
    ['$count=yes', { isCountOnly: true }],
  ])('reads "%s"', (text, expected) => {
    expect(readCollectionQuery(query(text), SORTS)).toMatchObject(expected);
  });

  it('R-10, ERR-3: says in details which words there are, however many', () => {
    const sorts = ['id', ...Array.from({ length: 60 }, (_, index) => `sort_number_${index}`)] as const;
    const further = { shown: 'custom.<name>', isOne: (sort: string): sort is string => sort === 'custom.x' };
    const read = (text: string) => readCollectionQuery<string>(query(text), [sorts[0], ...sorts.slice(1)], further);
    expect(read('$sort=custom.x')).toMatchObject({ sort: 'custom.x' });
    const failure = failureOf(() => read('$sort=custom.y'));
    expect(failure.message).toMatch(/'id, sort_number_0, .*, sort_number_\d+, …'\.$/);
    expect(failure.message.length).toBeLessThanOrEqual(255);
    expect(failure.details.every(({ key, value }) => key === '$sort' && value.length <= 255)).toBe(true);
    expect(failure.details.map(({ value }) => value).join(', ')).toBe([...sorts, 'custom.<name>'].join(', '));
  });

  it.each<[string, string]>([
    ['$pagenum=1&$rangestart=1', '400-120'],
    ['$pagesize=10&$rangesize=10', '400-120'],
    ['$order=desc', '400-124'],
    ['$sort=subject', '400-102'],
    ['$sort=', '400-102'],
    ['$sort=id&$order=down', '400-102'],
    ['$count=no', '400-102'],
    ['$pagenum=0', '400-244'],
    ['$pagenum=', '400-244'],
    ['$pagenum=-1', '400-244'],
    ['$pagenum=1.5', '400-244'],
    ['$pagenum=1e3', '400-244'],
    ['$pagenum=99999999999999999999', '400-244'],
    ['$pagesize=76', '400-244'],
    ['$rangestart=x', '400-244'],
    ['$rangesize=0', '400-244'],
    ['$pagenum=1&$pagenum=1', '400-244'],
  ])('refuses "%s" with %s', (text, code) => {
    expect(codeOf(() => readCollectionQuery(query(text), SORTS))).toBe(code);
  });

  it.each<[string, number, object]>([
    ['', 25, { count: 25, pagenum: 1, pagesize: 25, link: [] }],
    ['', 26, { pagenum: 1, link: [{ rel: 'next', href: '/x?$pagenum=2&$pagesize=25' }] }],
    [
      'caseID=7&$pagenum=2&$pagesize=2',
      5,
      {
        pagenum: 2,
        link: [
          { rel: 'prev', href: '/x?caseID=7&$pagenum=1&$pagesize=2' },
          { rel: 'next', href: '/x?caseID=7&$pagenum=3&$pagesize=2' },
        ],
      },
    ],
    [
      '$rangestart=2&$rangesize=3',
      4,
      { rangestart: 2, rangesize: 3, link: [{ rel: 'prev', href: '/x?$rangestart=1&$rangesize=3' }] },
    ],
  ])('links the neighbours of "%s" among %i items', (text, total, expected) => {
    const values = query(text);
    expect(paginationInfo('/x', values, readCollectionQuery(values, SORTS), total)).toMatchObject(expected);
  });

  it('answers $count with the number and the query without $count', () => {
    expect(countTree('/x', query('mode=a%26b&$count=yes'), 0)).toEqual({
      link: [{ rel: 'self', href: '/x?mode=a%26b' }],
      count: 0,
    });
  });
});

describe('R-1, R-9 ids of a path', () => {
  it('keeps their order and each once', () => {
    expect(readPathIds('1002,1000,1002,x')).toEqual(['1002', '1000', 'x']);
  });

  it('answers in their order', () => {
    expect(inPathOrder(['2', '1'], [{ id: '1' }, { id: '2' }])).toEqual([{ id: '2' }, { id: '1' }]);
  });

  it('takes 75 and refuses 76 with 400-152', () => {
    const ids = Array.from({ length: 76 }, (_, index) => String(1000 + index));
    expect(readPathIds(ids.slice(1).join(','))).toHaveLength(75);
    expect(codeOf(() => readPathIds(ids.join(',')))).toBe('400-152');
  });

  it('names those that are missing, within the limit of the envelope', () => {
    const ids = Array.from({ length: 75 }, (_, index) => `92233720368547758${index}`);
    let failure: unknown;
    try {
      inPathOrder(ids, [{ id: ids[0] ?? '' }]);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      code: '404-100',
      status: 404,
      details: { length: 30, 0: { key: 'ids', value: ids[1] } },
    });
    expect((failure as Failure).message.length).toBeLessThanOrEqual(255);
  });
});
