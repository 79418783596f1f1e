import { expect, test } from 'vitest';
import { breachedData } from '../breach.ts';
import { requestKinds } from '../privacy-request.ts';
import { acknowledgementText } from '../privacy-request-text.ts';
import { consentPurposes } from '../consent.ts';
import { noticeFor } from '../notice.ts';
import { writeNotice } from '../notice-text.ts';
import { authorityLetter, breachLetter } from './breach-letter.ts';
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

test('an authority reads of a breach in its own language, by the rule of its country', () => {
  for (const language of letterLanguages)
    for (const law of ['gdpr', 'india', 'other'] as const) {
      const text = authorityLetter(language, law, {
        breach: { data: { photos: true }, what: 'A laptop was stolen.', consequences: '', measures: '' },
        noticed: '30 November 2026',
        happened: undefined,
        business: 'Rivera',
        contact: 'office@rivera.example',
        authority: 'the authority',
        people: 12,
      });
      expect(text.split('\n\n')).toHaveLength(9);
      expect(text).toMatch(/the authority[^]*Rivera[^]*30 November 2026[^]*A laptop was stolen[^]*12/);
      expect(text.match(/\[[^\]]+\]/g)).toHaveLength(3);
    }
});

const countries = { gdpr: 'DE', uk: 'GB', india: 'IN', other: 'US' } as const;

test('who gives their data is told so in their own language, under the law of their country', () => {
  const told = letterLanguages.flatMap((language) =>
    Object.values(countries).map((country) =>
      writeNotice({
        business: { name: 'Rivera', phone: '+34 1' },
        country,
        language,
        channels: ['whatsapp', 'instagram'],
        modelHosts: ['models.example'],
        answersByItself: true,
      }),
    ),
  );
  expect(new Set(told.map(({ text }) => text)).size).toBe(told.length);
  for (const { text, asks } of told) {
    expect(text.split('\n\n')).toHaveLength(7);
    expect(text).toMatch(/Rivera[^]*\+34 1[^]*WhatsApp, Instagram[^]*models\.example/);
    expect(text).not.toContain('undefined');
    expect(consentPurposes.map((purpose) => asks[purpose]?.startsWith('Rivera'))).not.toContain(false);
    expect(asks.reviews).toMatch(/WhatsApp .+ Instagram/);
  }
});

test('of what is in use, somebody reads what is in their language, else the newest', () => {
  const notice = (language: 'es' | 'de' | undefined, at: number) => {
    const rest = { text: 'x', asks: {}, madeFrom: 'x', memberId: 'm', salt: 'salt-0001' };
    return { id: String(at), country: 'ES', at, ...rest, ...(language && { language }) };
  };
  const all = [notice('es', 1), notice('de', 2), notice('es', 3), notice(undefined, 4)];
  expect(noticeFor(all, 'ES', 'es')?.id).toBe('3');
  expect(noticeFor(all, 'ES', 'de')?.id).toBe('2');
  expect(noticeFor(all, 'ES', 'fr')?.id).toBe('4');
  expect(noticeFor(all, 'FR', 'fr')).toBeUndefined();
});
