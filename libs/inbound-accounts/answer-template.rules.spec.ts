import { describe, expect, it } from '@jest/globals';
import { filledTemplate, templateFault, templateFor } from './answer-template.rules.js';
import type { AnswerTemplate } from './inbound-account.js';

function template(language: string, answer: AnswerTemplate['answer'] = 'created'): AnswerTemplate {
  return { answer, language, subject: `${answer} ${language}`, text: 'x' };
}

describe('RO-15: a template', () => {
  it.each(['Your request {number} of {date}', '{table}', '{department}{address}', 'a } or {', '{{number}}'])(
    'takes %j',
    (text) => {
      expect(templateFault(text, 'created')).toBeUndefined();
    },
  );

  it.each(['{subject}', '{Number}', '{ number }', '{}', '{constructor}', '{number} {text}'])(
    'is refused with what is not to be filled in, and says what is: %j',
    (text) => {
      expect(templateFault(text, 'updated')).toContain('{number}, {table}, {department}, {address}, {date}');
    },
  );

  it.each(['{number}', '{table}'])('of a refusal has no %s', (text) => {
    const known = 'the placeholders of this answer are {department}, {address}, {date}';
    expect(templateFault(text, 'refused')).toBe(known);
    expect(templateFault('{department} {address} {date}', 'refused')).toBeUndefined();
  });

  it('has values put in as text: what looks like a placeholder in one is none', () => {
    const values = new Map([
      ['department', '{number} $& {x}'],
      ['number', '77'],
    ]);
    const filled = filledTemplate({ subject: '{number}: {department}', text: '{department} {number} {date}' }, values);
    expect(filled).toEqual({ subject: '77: {number} $& {x}', text: '{number} $& {x} 77 {date}' });
  });

  it('has a subject that is no longer than one is, however much is put in', () => {
    const values = new Map([['department', '😀'.repeat(200)]]);
    const { subject } = filledTemplate({ subject: '{department} {department}', text: '' }, values);
    expect(subject).toBe(`${'😀'.repeat(200)} ${'😀'.repeat(54)}`);
  });

  it.each<[string, readonly string[], string | undefined]>([
    ['its own language', ['pt-BR', 'en'], 'created pt-BR'],
    ['the language alone', ['de-AT', 'en'], 'created de'],
    ['another region', ['pt-PT', 'en'], 'created pt-BR'],
    ['the next language', ['fr', 'de'], 'created de'],
    ['none', ['fr', 'it'], undefined],
  ])('is found by %s', (_, languages, subject) => {
    const templates = [template('de', 'updated'), template('pt-BR'), template('de')];
    expect(templateFor(templates, 'created', languages)?.subject).toBe(subject);
  });
});
