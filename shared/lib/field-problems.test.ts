import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldProblems, fieldWords, sentenceOf } from './field-problems.ts';

const told = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { error: sentenceOf });
  return parsed.success ? [] : fieldProblems(parsed.error);
};
const sentence = (schema: z.ZodType, value: unknown) => told(schema, value)[0]?.message;

test.each<[string, z.ZodType, unknown, string]>([
  ['too long', z.string().max(40), 'x'.repeat(43), 'This is 3 too many. At most 40 characters fit here.'],
  ['too short', z.string().min(8), 'abc', 'This is too short: at least 8 characters.'],
  ['empty', z.string().min(1), '', 'This is needed.'],
  ['left out', z.string(), undefined, 'This is needed.'],
  ['no number', z.number(), 'many', 'This is not a number.'],
  ['too much', z.number().max(365), 400, 'This is too much: at most 365.'],
  ['too little', z.number().int().min(0), -1, 'This is too little: at least 0.'],
  ['too many entries', z.array(z.string()).max(1), ['a', 'b'], 'These are too many: at most 1.'],
  ['no email', z.email(), 'not-an-email', 'This is not an email address, such as name@example.com.'],
  ['no address', z.url(), 'www', 'This is not a web address. It starts with https://'],
  ['none of the choices', z.enum(['a']), 'b', 'Choose one of the values that are offered.'],
  [
    'a key too long',
    z.record(z.string().max(2), z.literal(true)),
    { long: true },
    'At most 2 characters fit here.',
  ],
  ['the schema’s own words', z.string().regex(/^\d$/, 'One digit.'), 'a', 'One digit.'],
])('what is wrong is said in words at its field: %s', (_, schema, value, words) => {
  expect(sentence(schema, value)).toBe(words);
});

test('the path leads to the field, and a summary names it', () => {
  const schema = z.object({
    fields: z.object({ taxes: z.record(z.string(), z.object({ unitLabel: z.string().max(2) })) }),
  });
  const problems = told(schema, { fields: { taxes: { 'yGiSG-6xo0za4-w-': { unitLabel: 'long' } } } });
  expect(problems[0]?.path).toEqual(['fields', 'taxes', 'yGiSG-6xo0za4-w-', 'unitLabel']);
  expect(fieldWords(problems)).toBe('Unit label: This is 2 too many. At most 2 characters fit here.');
});

test('whatever is typed, no word of the library is shown', () => {
  const schema = z.object({
    name: z.string().min(1).max(5),
    count: z.number().int().min(1).max(9).multipleOf(3),
    kind: z.union([z.literal('a'), z.object({ of: z.string() })]),
    day: z.iso.date(),
    list: z.array(z.string().max(2)).min(1).max(2),
    map: z.record(z.string().max(2), z.boolean()),
  });
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(Object.keys(schema.shape).map((key) => [key, fc.jsonValue()])), {
        requiredKeys: [],
      }),
      (value) => {
        for (const { message } of told(z.strictObject(schema.shape), { ...value, more: 1 }))
          expect(message).not.toMatch(
            /invalid|expected|input|pattern|string|received|>=|<=|too (?:big|small)/i,
          );
      },
    ),
  );
});
