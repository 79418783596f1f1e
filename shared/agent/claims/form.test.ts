import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanForm, formProblems } from './form.ts';

describe('a draft comes as a chat shows it', () => {
  test.each([
    ['**Boiler service**: €120.50', 'Boiler service: €120.50'],
    ['# Prices\n\n\n\n* Tap\n* Boiler', 'Prices\n\n• Tap\n• Boiler'],
    ['Hello\\nKind regards', 'Hello\nKind regards'],
    ['> ~~Hello~~ `there`\n---\nKind regards', 'Hello there\n\nKind regards'],
    ['[Our site](https://byrne.example.com)', 'Our site (https://byrne.example.com)'],
    ['We are open. We are open. We are open.', 'We are open.'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_word', 'snake_case_word'],
  ])('%j', (draft, shown) => expect(cleanForm(draft)).toBe(shown));

  test('cleaning once is enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(cleanForm(cleanForm(text))).toBe(cleanForm(text));
      }),
    );
  });
});

describe('what nobody should send is named', () => {
  test.each([
    '<think>the customer is rude</think> Hello',
    'Hello <tool_call>{"name":"x"}</tool_call>',
    '```json\n{}\n```',
    '{"action": "reply"}',
    'Hello [Your name]',
    'Hello {{name}}',
    '<|im_end|>',
    '<b>Hello</b>',
    'assistant: Hello',
    'Hello ⟦PERSON_1⟧',
  ])('%s', (draft) => expect(formProblems(draft, '').map(({ kind }) => kind)).toContain('form'));

  test('another language than the customer’s', () => {
    const question = 'How much is a boiler service in the city?';
    expect(formProblems('La revisión de la caldera cuesta mucho.', question)).toMatchObject([
      { kind: 'language' },
    ]);
    expect(formProblems('锅炉服务需要一百二十欧元', question)).toMatchObject([{ kind: 'language' }]);
    expect(formProblems('The boiler service takes a day.', question)).toEqual([]);
    expect(formProblems('OK 👍', question)).toEqual([]);
  });

  test('an ordinary answer has none', () => {
    for (const text of [
      'We are < 2 km away, see you [soon].',
      'Dear Maria: yes.',
      'Kind regards\nByrne & Sons',
    ])
      expect(formProblems(text, '')).toEqual([]);
  });
});
