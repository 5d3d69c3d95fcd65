import { describe, expect, it } from '@jest/globals';
import { unquotedText } from './unquoted-text.js';

const HEADER = 'From: Desk <desk@example.com>\nSent: Monday, 1 January 2026 10:00\nTo: Rita\nSubject: We have recorded';
const QUOTED = 'Amount: 77\nOld text';

describe('RI-7: what was just written', () => {
  it.each([
    ['Outlook', `________________________________\n${HEADER}\n\n${QUOTED}`],
    ['Outlook without a line', `${HEADER}\n\n${QUOTED}`],
    ['Outlook, no address', `From: Desk\nSent: Monday\nTo: Rita\nSubject: x\n\n${QUOTED}`],
    ['Outlook in German', `Von: Desk\nGesendet: Montag, 1. Januar 2026\nAn: Rita\nBetreff: x\n\n${QUOTED}`],
    ['Outlook in Polish', `Od: Desk\nWysłano: poniedziałek\nDo: Rita\nTemat: x\n\n${QUOTED}`],
    ['Outlook in Japanese', `差出人: Desk\n送信日時: 2026年1月1日\n宛先: Rita\n件名: x\n\n${QUOTED}`],
    ['Outlook in a language that is not known', `________________________________\nKutoka: Desk\n\n${QUOTED}`],
    [
      'Outlook with html marks',
      `*From:* Desk <desk@example.com>\n*Sent:* Monday\n*To:* Rita\n*Subject:* x\n\n${QUOTED}`,
    ],
    ['Outlook of old', `-----Original Message-----\n${HEADER}\n\n${QUOTED}`],
    ['Outlook of old in German', `-----Ursprüngliche Nachricht-----\nVon: Desk\n\n${QUOTED}`],
    [
      'Samsung',
      `-------- Original message --------\nFrom: Desk <d@example.com>\nDate: 1/1/26\nSubject: x\n\n${QUOTED}`,
    ],
    ['Notes', `-----Desk <desk@example.com> wrote: -----\n${QUOTED}`],
    ['Gmail', `On Mon, Jan 1, 2026 at 10:00 AM Desk <desk@example.com> wrote:\n\n> Amount: 77\n> Old text`],
    ['Gmail in French', `Le lun. 1 janv. 2026 à 10:00, Desk <desk@example.com> a écrit :\n> Amount: 77\n> Old text`],
    ['Apple', `> On 1 Jan 2026, at 10:00, Desk <desk@example.com> wrote:\n> \n> Amount: 77`],
    ['a client that marks no line', `On Mon, Jan 1, 2026 at 10:00 AM Desk <desk@example.com>\nwrote:\n${QUOTED}`],
    ['a client that marks no line, in Dutch', `Op 1 jan. 2026 om 10:00 schreef Desk:\n${QUOTED}`],
    [
      'Gmail passing on',
      `---------- Forwarded message ---------\nFrom: Mallory <m@evil.example>\nSubject: x\n\n${QUOTED}`,
    ],
    [
      'Thunderbird passing on',
      `-------- Forwarded Message --------\nSubject: x\nDate: Monday\nFrom: m@evil.example\n\n${QUOTED}`,
    ],
    ['Thunderbird passing on in French', `-------- Message transféré --------\nSujet : x\nDe : Mallory\n\n${QUOTED}`],
    ['Apple passing on', `Begin forwarded message:\n\nFrom: Mallory <m@evil.example>\nSubject: x\n\n${QUOTED}`],
  ])('is without what %s puts below it', (_, quotation) => {
    for (const between of ['\n', '\n\n', '\r\n\r\n']) {
      expect(unquotedText(`My answer.\nKind: phone${between}${quotation}`)).toBe('My answer.\nKind: phone');
    }
  });

  it.each([
    [
      'between marked lines',
      'On 1 Jan 2026 Desk <d@example.com> wrote:\n> one?\nyes\n> two?\nAmount: 80',
      'yes\nAmount: 80',
    ],
    ['with dashes', '--- Request ---\nAmount: 5\n----- end -----', '--- Request ---\nAmount: 5\n----- end -----'],
    ['as a form', 'From: Berlin\nTo: Paris\nAmount: 5', 'From: Berlin\nTo: Paris\nAmount: 5'],
    ['about what others wrote', 'As Desk wrote:\nAmount: 5', 'As Desk wrote:\nAmount: 5'],
    ['with a signature', 'Amount: 5\n\n-- \nRita\nPhone: 1', 'Amount: 5\n\n-- \nRita\nPhone: 1'],
  ])('may be %s', (_, text, written) => {
    expect(unquotedText(text)).toBe(written);
  });

  it('is nothing in a mail that only passes something on', () => {
    expect(unquotedText(`---------- Forwarded message ---------\n${HEADER}\n\n${QUOTED}`)).toBe('');
  });

  it('is not told of a text that is too long', () => {
    expect(unquotedText('a'.repeat(64 * 1024 + 1))).toBeUndefined();
  });
});
