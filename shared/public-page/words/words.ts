import type { PageLanguage } from '../languages.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { PageWords } from './page-words.ts';
import { pt } from './pt.ts';

/** What a page says, in each of its languages. */
export const pageWords: Record<PageLanguage, PageWords> = { en, es, pt, de, fr, it };
