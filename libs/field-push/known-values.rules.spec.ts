import { describe, expect, it } from '@jest/globals';
import { isKnown, NOTHING_KNOWN, withEdited, withTaken } from './known-values.rules.js';

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
