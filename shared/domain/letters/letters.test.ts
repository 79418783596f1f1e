import { expect, test } from 'vitest';
import { breachedData } from '../breach.ts';
import { requestKinds } from '../privacy-request.ts';
import { acknowledgementText } from '../privacy-request-text.ts';
import { breachLetter } from './breach-letter.ts';
import { letterLanguageOf, letterLanguages } from './language.ts';

const business = { name: 'Rivera', locale: 'en-GB' };

test('who asks about their data reads in their own language that it has come, else in that of the business', () => {
  const asked = { kind: 'access', receivedOn: '2026-11-30', needsIdentity: true } as const;
  const to = { name: 'Jörg', answerBy: '2026-12-30' };
  expect(acknowledgementText(asked, business, { ...to, language: 'de-AT' })).toMatch(
    /^Guten Tag, Jörg,\n\n.*30\. November 2026.*eine Kopie Ihrer Daten.*\n\n.*30\. Dezember 2026/,
  );
  // Of a language in which no letters are written, and of nobody's.
  for (const language of ['pl', undefined])
    expect(acknowledgementText(asked, business, { ...to, language })).toContain(
      'your request for a copy of your data, which came on 30 November 2026.',
    );
  const texts = letterLanguages.flatMap((language) =>
    requestKinds.map((kind) => acknowledgementText({ ...asked, kind }, business, { ...to, language })),
  );
  expect(new Set(texts).size).toBe(letterLanguages.length * requestKinds.length);
  expect(texts.every((text) => text.endsWith('Rivera') && !text.includes('undefined'))).toBe(true);
});

test('people read of a breach in their own language, with what is not known yet left to be filled in', () => {
  const data = Object.fromEntries(breachedData.map((each) => [each, true as const]));
  for (const language of letterLanguages) {
    const text = breachLetter(language, {
      breach: { data, what: 'A laptop was stolen.', consequences: '', measures: 'It was erased.' },
      noticed: '30 November 2026',
      happened: undefined,
      business: 'Rivera',
      contact: undefined,
      authority: 'the authority',
    });
    expect(text.split('\n\n')).toHaveLength(9);
    expect(text).toMatch(
      /30 November 2026[^]*A laptop was stolen[^]*It was erased[^]*the authority[^]*Rivera$/,
    );
    expect(text.match(/\[[^\]]+\]/g)).toHaveLength(2);
  }
  expect([letterLanguageOf('pt-BR'), letterLanguageOf('xx', 'fr'), letterLanguageOf()]).toEqual([
    'pt',
    'fr',
    'en',
  ]);
});
