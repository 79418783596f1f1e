import { expect, test } from 'vitest';
import { languageOfText } from './language.ts';

test.each([
  ['How much is a boiler service?', 'en'],
  ['¿Cuánto cuesta la revisión?', 'es'],
  ['Quanto custa a revisão?', 'pt'],
  ['Wie viel kostet die Wartung?', 'de'],
  ['Combien coûte un entretien ?', 'fr'],
  ['Quanto costa la manutenzione?', 'it'],
  ['Wat kost een onderhoudsbeurt?', 'nl'],
  ['مرحبا كم السعر', 'ar'],
  ['อยากตัดผม', 'th'],
  ['Hola!', 'es'],
])('%s is %s', (text, language) => expect(languageOfText(text)).toBe(language));

test.each(['', '👍', 'ok', '12', '+353 87 123 4567'])('"%s" is in no language that can be told', (text) =>
  expect(languageOfText(text)).toBeUndefined(),
);

test('a few words that fit the likely language nearly as well are taken for it', () => {
  expect(languageOfText('boiler service', 'en')).toBe('en');
  expect(languageOfText('precios', 'pt')).toBe('pt');
  expect(languageOfText('Wie viel kostet die Wartung?', 'en')).toBe('de');
});
