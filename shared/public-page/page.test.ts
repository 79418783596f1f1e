import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageDocumentSchema, readPayload, writePayload } from './document.ts';
import { chooseLanguage, pageLanguages } from './languages.ts';
import { renderPage } from './render.ts';
import { pageFor } from './testing/page.ts';
import { hoursLines, priceText } from './texts.ts';
import { pageWords } from './words/words.ts';

const place = {
  assets: undefined,
  feed: 'x/feed.json',
  picture: undefined,
  inLanguage: (language: string) => `x?lang=${language}`,
  relay: 'x',
};
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const named = text.filter((name) => name.length > 0);

test('whatever a business writes, no word of it becomes a part of the page’s own markup', () => {
  fc.assert(
    fc.property(named, text, text, fc.constantFrom(...pageLanguages), (name, area, phone, language) => {
      const hostile = `${name}"'><script>x()</script><!--`;
      const profile = {
        name: hostile,
        area: area + hostile,
        description: hostile,
        contact: { phone: phone.slice(0, 32) },
        services: [{ id: 's', name: hostile, price: { kind: 'ask' as const } }],
      };
      const document = pageFor('workspace-1', 'keller', { profile });
      const payload = writePayload(document);
      const html = renderPage(document, payload, language, place);
      expect(html).not.toContain('<script>x()');
      expect(html).not.toContain('<!--');
      expect(html.match(/<script/g)).toHaveLength(3);
      expect(readPayload(payload)).toEqual(pageDocumentSchema.parse(document));
    }),
  );
});

test('prices are written to the last digit, in each language, also those that no float holds', () => {
  const price = (amount: string, digits: number, currency = 'GBP') =>
    priceText({ price: { kind: 'fixed', amount, currency, digits } }, pageWords.en, 'en-GB');
  expect(price('9050', 2)).toBe('£90.50');
  expect(price('9000', 2)).toBe('£90');
  expect(price('5', 2)).toBe('£0.05');
  expect(price('123456789012345678', 2)).toBe('£1,234,567,890,123,456.78');
  expect(price('1500', 0, 'JPY')).toBe('JP¥1,500');
  expect(price('1500', 3, 'KWD')).toContain('1.500');
});

test('a customer reads the page in the first of their languages that it speaks', () => {
  expect(chooseLanguage(null, 'nl, pt-BR;q=0.9, de;q=0.8', 'en')).toBe('pt');
  expect(chooseLanguage('it', 'de', 'en')).toBe('it');
  expect(chooseLanguage('xx', 'de;q=0', 'fr-CH')).toBe('fr');
  expect(chooseLanguage(null, undefined, 'ja')).toBe('en');
  fc.assert(
    fc.property(fc.string(), (accepted) => {
      expect(pageLanguages).toContain(chooseLanguage(null, accepted, 'en'));
    }),
  );
});

test('each day has its hours in the customer’s words, and a day off says so', () => {
  const lines = hoursLines({ mon: [{ from: '08:00', to: '12:00' }] }, pageWords.de, 'de');
  expect(lines[0]).toEqual({ day: 'Montag', open: '8:00 – 12:00' });
  expect(lines[6]).toEqual({ day: 'Sonntag', open: 'geschlossen' });
});

test('no language lacks a place for what is put into a sentence', () => {
  for (const [name, english] of Object.entries(pageWords.en)) {
    const places = (said: string) => (said.match(/\{\w+\}/g) ?? []).toSorted();
    for (const language of pageLanguages) {
      const said = pageWords[language][name as keyof typeof pageWords.en];
      expect(places(said), `${language} ${name}`).toEqual(places(english));
    }
  }
});
