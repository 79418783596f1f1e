import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillVariables, hasEmptyPlace } from './quick-reply.ts';

test('a quick reply speaks to the customer by name, and says what nobody knows', () => {
  expect(fillVariables('Hello {{firstName}}, you owe {{ owed }}.', { firstName: 'Ann' })).toEqual({
    text: 'Hello Ann, you owe {{ owed }}.',
    missing: ['owed'],
  });
});

test('a text is either complete or known to be incomplete', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('{{name}}', '{{ me }}', '{{what}}', ''), (words, place) => {
      const { text, missing } = fillVariables(words + place, { name: 'Ann' });
      expect(hasEmptyPlace(text)).toBe(missing.length > 0);
    }),
  );
});
