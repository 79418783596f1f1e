import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutReasoning } from './reasoning.ts';

/** What is left of an answer that comes in these pieces. */
function answerOf(pieces: string[]): string {
  let text = '';
  const filter = withoutReasoning({ text: (piece) => (text += piece), dropped: () => (text = '') });
  for (const piece of pieces) filter.push(piece);
  expect(filter.end()).toBe(text !== '');
  return text;
}

const dressed: [string, string][] = [
  ['<think>the customer is stupid</think>\n\nOur price is €80.', 'Our price is €80.'],
  ['<THINKING>…</THINKING>Hello', 'Hello'],
  ['<thinking about="price">…</thinking>Hello', 'Hello'],
  ['<reasoning>a < b and [1]</reasoning>Hello [1] < 2', 'Hello [1] < 2'],
  ['Hello <think>hm</think>Maria', 'Hello Maria'],
  ['They ask for a price.\n</think>\nHello', 'Hello'],
  ['<think>They never stop thinking', ''],
  ['[THINK]hm[/THINK]Hello', 'Hello'],
  ['◁think▷hm◁/think▷Hello', 'Hello'],
  [
    '<|channel|>analysis<|message|>They ask.<|end|><|start|>assistant<|channel|>final<|message|>Hello',
    'Hello',
  ],
  ['<|channel|>commentary to=x<|message|>hm<|end|>', ''],
  ['Hello<|im_end|>', 'Hello'],
  ['{"action":"reply","list":["a","b"]}', '{"action":"reply","list":["a","b"]}'],
  ['Use a 3/4" pipe <20 mm> [see page 2', 'Use a 3/4" pipe <20 mm> [see page 2'],
];

test.each(dressed)('of %j is shown %j', (said, answer) => {
  expect(answerOf([said])).toBe(answer);
});

test('it is the same in whatever pieces an answer comes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...dressed),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      ([said, answer], sizes) => {
        const pieces: string[] = [];
        for (let at = 0, i = 0; at < said.length; at += sizes[i % sizes.length]!, i++)
          pieces.push(said.slice(at, at + sizes[i % sizes.length]!));
        expect(answerOf(pieces)).toBe(answer);
      },
    ),
  );
});

test('an answer without a mark comes whole, but for the space before it', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.string({ unit: fc.constantFrom('a', ' ', '<', '>', '[', '|', '/', '\n') }))
        .filter((pieces) => !/<\|a+\|>/.test(pieces.join(''))),
      (pieces) => {
        expect(answerOf(pieces)).toBe(pieces.join('').trimStart());
      },
    ),
  );
});
