import type { Language } from '#shared/agent/basic/language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { OwnerWords } from './language.ts';
import { pt } from './pt.ts';

export const ownerWords: Record<Language, OwnerWords> = { en, es, pt, de, fr, it };
