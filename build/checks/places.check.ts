import { expect, test } from 'vitest';
import { readText, ownFiles } from './repository.ts';

/** Another program's own settings, as its user finds them. */
const elsewhere = 'Outlook: Settings → Calendar';

test('a sentence that leads to a section of the settings names one that is there', () => {
  const words = JSON.parse(readText('renderer/locales/en/settings.json')) as Record<string, string>;
  const sections = Object.keys(words).flatMap((key) => (key.startsWith('section_') ? words[key]! : []));
  const named = ownFiles()
    .filter((file) => /^(renderer|shared|electron)\/.*\.(json|tsx?)$/.test(file))
    .flatMap((file) => placesIn(readText(file)).map((place) => `${file}: ${place}`));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((place) => !sections.some((section) => leadsTo(place, section)))).toEqual([]);
});

function placesIn(text: string): string[] {
  const own = text.replaceAll(elsewhere, '');
  return [...own.matchAll(/Settings(?: →|, under) ([A-Z][A-Za-z ]*)/g)].map(([, place]) => place!);
}

/** What follows the name may be more of the sentence. */
function leadsTo(place: string, section: string): boolean {
  return place.endsWith(`: ${section}`) || place.includes(`: ${section} `);
}
