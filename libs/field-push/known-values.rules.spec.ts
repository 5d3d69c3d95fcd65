import { describe, expect, it } from '@jest/globals';
import {
  isKnown,
  NOTHING_KNOWN,
  pushesToTryAgain,
  withEdited,
  withHeard,
  withSent,
  withTaken,
} from './known-values.rules.js';

const crm = (deliveryId: string) => ({ pushId: 'crm', deliveryId, fields: ['level', 'email'] });
const taken = withTaken(NOTHING_KNOWN, [crm('7')], { level: 'vip', email: null, lang: 'de' }, {});

describe('what a receiver knows from an edit session (FW-3)', () => {
  it.each([
    ['the value that it has said yes to', taken, 'crm', { level: 'vip' }, true],
    ['no other value', taken, 'crm', { level: 'normal' }, false],
    ['what goes along, nothing as well', taken, 'crm', { other_emails: [], email: '' }, true],
    ['no field that it is not sent', taken, 'crm', { lang: 'de' }, false],
    ['nothing that another receiver was sent', taken, 'erp', { level: 'vip' }, false],
    ['not part of what has changed', taken, 'crm', { level: 'vip', email: 'a@example.org' }, false],
    [
      'the latest, also when an earlier answer comes after it',
      withTaken(withTaken(taken, [crm('10')], { level: 'normal' }, {}), [crm('9')], { level: 'vip' }, {}),
      'crm',
      { level: 'normal' },
      true,
    ],
    ['what an answer has set (FW-4)', withTaken(taken, [], {}, { lang: 'en' }), 'erp', { lang: 'en' }, true],
    ['not what an answer has replaced', withTaken(taken, [], {}, { level: 'normal' }), 'crm', { level: 'vip' }, false],
    [
      'no answer that the agent has overwritten',
      withEdited(withTaken(taken, [], {}, { lang: 'en' }), ['lang']),
      'erp',
      { lang: 'en' },
      false,
    ],
  ])('%s', (_, known, pushId, values, expected) => {
    expect(isKnown(known, pushId, Object.keys(values), values)).toBe(expected);
  });
});

describe('what a receiver has not heard in an edit session (FW-1)', () => {
  const pushes = [{ id: 'crm', fields: ['level', 'tags'] }];
  const heard = (isSuccess: boolean) => [{ pushId: 'crm', isSuccess }];
  const sentAt = (sequence: number) => ({ sequence, at: new Date(sequence * 10_000) });
  const first = withSent(NOTHING_KNOWN, pushes, ['level', 'lang'], sentAt(1));
  const second = withSent(first, pushes, ['tags'], sentAt(2));

  it.each([
    ['is not tried again while it is on its way', first, ['level'], []],
    ['is tried again once it has failed', withHeard(first, heard(false), 1), ['level'], ['crm']],
    ['is not tried again for fields that it is not sent', withHeard(first, heard(false), 1), ['lang', 'tags'], []],
    ['is heard with a success', withHeard(first, heard(true), 1), ['level'], []],
    ['waits for the latest change, which holds all', withHeard(second, heard(false), 1), ['level'], []],
    ['is all that was not heard since', withHeard(second, heard(false), 2), ['level'], ['crm']],
    ['is heard with the latest, whatever became of one before', withHeard(second, heard(true), 2), ['level'], []],
    ['is not heard with one before', withHeard(withHeard(second, heard(false), 2), heard(true), 1), ['tags'], ['crm']],
  ])('%s', (_, known, fields, expected) => {
    expect(pushesToTryAgain(known, fields, new Date(70_000))).toEqual(expected);
  });

  it.each([
    ['of the latest', first, ['level'], ['crm']],
    ['not while a later one is on its way', second, ['level'], []],
  ])('is tried again when nobody is left to say how it went, %s', (_, known, fields, expected) => {
    expect(pushesToTryAgain(known, fields, new Date(70_001))).toEqual(expected);
  });
});
