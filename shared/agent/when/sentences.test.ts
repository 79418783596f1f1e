import { describe, expect, test } from 'vitest';
import { de } from './sentences/de.ts';
import { en } from './sentences/en.ts';
import { es } from './sentences/es.ts';
import { fr } from './sentences/fr.ts';
import { it } from './sentences/it.ts';
import { pt } from './sentences/pt.ts';
import { readIn, told } from './testing.ts';
import type { WhenLanguage } from './when.ts';

const all = Object.entries({ en, es, pt, de, fr, it }) as [WhenLanguage, typeof en][];

describe.each(all)('%s', (language, { read, asked, nothing }) => {
  test.each(read)('“%s” says %s', (text, said) => expect(told(readIn(text, language))).toBe(said));
  test.each(asked)('“%s” is asked: %s', (text, said) => expect(told(readIn(text, language))).toBe(said));
  test.each(nothing)('“%s” says no day to come', (text) => expect(told(readIn(text, language))).toBe('– –'));
});

test('a text whose language is not known is read as in the language of its words, or asked', () => {
  for (const [language, { read }] of all)
    for (const [text, said] of read) {
      const whole = told(readIn(text));
      expect([said, 'ask', '–'], `${language}: ${text}`).toContainEqual(
        whole === said ? said : whole.includes('ask') ? 'ask' : whole === '– –' ? '–' : whole,
      );
    }
});
