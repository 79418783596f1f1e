import type { DocumentFont } from '#shared/domain/document/styles.ts';
import { documentFamilies } from '#shared/domain/document/styles.ts';

type Script = 'latin' | 'latinExtended' | 'greek' | 'cyrillic';
type Template = keyof typeof documentFamilies;
type LoadFile = () => Promise<{ default: string }>;

/** Which characters each file draws; these are the ranges that the font's makers cut it by. */
const ranges: Record<Script, string> = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  latinExtended:
    'U+0100-0130,U+0132-0151,U+0154-02BA,U+1D00-1DBF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F',
  greek: 'U+0370-03FF',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
};

/** As data URLs, each in a chunk of its own that loads when a document needs it. */
const files: Record<Template, Record<Script, LoadFile>> = {
  modern: {
    latin: () => import('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline'),
    latinExtended: () => import('@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline'),
    greek: () => import('@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?inline'),
    cyrillic: () => import('@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?inline'),
  },
  classic: {
    latin: () =>
      import('@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?inline'),
    latinExtended: () =>
      import('@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2?inline'),
    greek: () =>
      import('@fontsource-variable/source-serif-4/files/source-serif-4-greek-wght-normal.woff2?inline'),
    cyrillic: () =>
      import('@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-wght-normal.woff2?inline'),
  },
};

const needs: Record<Script, RegExp> = {
  latin: /./,
  latinExtended: /[\u0100-\u02ba\u1e00-\u1eff\u20a0-\u20ab\u20ad-\u20c0]/,
  greek: /\p{Script=Greek}/u,
  cyrillic: /[\p{Script=Cyrillic}№]/u,
};

/** The fonts that a text needs in a template, as data, so that its PDF needs no network. */
export async function documentFonts(template: Template, text: string): Promise<DocumentFont[]> {
  const scripts = (Object.keys(needs) as Script[]).filter((script) => needs[script].test(text));
  return Promise.all(
    scripts.map(async (script) => ({
      family: documentFamilies[template],
      source: (await files[template][script]()).default,
      weight: template === 'modern' ? '100 900' : '200 900',
      unicodeRange: ranges[script],
    })),
  );
}
