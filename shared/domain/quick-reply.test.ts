import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillVariables, hasEmptyPlace, unknownPlaces } from './quick-reply.ts';

test('a quick reply speaks to the customer by name, and says what nobody knows', () => {
  expect(fillVariables('Hello {{firstName}}, you owe {{ owed }}.', { firstName: 'Ann' })).toEqual({
    text: 'Hello Ann, you owe {{ owed }}.',
    missing: ['owed'],
  });
});

test('a text is either complete or known to be incomplete', () => {
  fc.assert(
    fc.property(
      fc.string().filter((words) => !/[{}]/.test(words)),
      fc.constantFrom('{{name}}', '{{ me }}', '{{what}}', '{{contact.name}}', '{{first name}}', '{{na', ''),
      (words, place) => {
        const { text, missing } = fillVariables(words + place, { name: 'Ann' });
        expect(hasEmptyPlace(text)).toBe(missing.length > 0);
      },
    ),
  );
});

test.each([
  ['Hi {{first name}}', 'Hi Ann', []],
  ['Hi {{FirstName}}', 'Hi Ann', []],
  ['Hi {{contact.name}}', 'Hi {{contact.name}}', ['{{contact.name}}']],
  ['Hi {{firstName', 'Hi {{firstName', ['{{firstName']],
  ['Hi {{}}', 'Hi {{}}', ['{{}}']],
])('a place is filled in however it is spelt, or known to be none: %s', (words, filled, unknown) => {
  const { text, missing } = fillVariables(words, { firstName: 'Ann' });
  expect(text).toBe(filled);
  expect(missing).toHaveLength(unknown.length);
  expect(unknownPlaces(words)).toEqual(unknown);
  expect(hasEmptyPlace(text)).toBe(unknown.length > 0);
});
