import { fold } from '#shared/lib/fold.ts';

const languages = ['en', 'es', 'pt', 'de', 'fr', 'it'];
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** What people write that is no name of a country as `Intl` has it. */
const spoken: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  usa: 'US',
  uae: 'AE',
  holland: 'NL',
  holanda: 'NL',
};

let names: Map<string, string> | undefined;

/** The country that a cell names, by its code or by its name in one of six languages (ISO 3166-1 alpha-2). */
export function readCountry(cell: string): string | undefined {
  names ??= countryNames();
  return names.get(fold(cell).trim().replaceAll('.', ''));
}

function countryNames(): Map<string, string> {
  const found = new Map<string, string>(Object.entries(spoken));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  for (const language of languages) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = display.of(code);
      if (name === undefined || outside.has(code)) continue;
      found.set(code.toLowerCase(), code);
      if (!found.has(fold(name))) found.set(fold(name), code);
    }
  }
  return found;
}

/** Regions that `Intl` names and that are no countries, and codes of before that have the name of another. */
const outside = new Set([
  'EU',
  'EZ',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'QO',
  'UK',
  'DD',
  'SU',
  'YU',
  'FX',
  'BU',
  'TP',
  'ZR',
  'AN',
  'CS',
  'NH',
  'RH',
  'VD',
  'YD',
  'DY',
  'HV',
  'NT',
  'PZ',
  'CT',
  'DD',
  'FQ',
  'JT',
  'MI',
  'NQ',
  'PC',
  'PU',
  'WK',
]);
