import type { LetterLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';
import type { NoticeWords } from './words.ts';

export const noticeWords: Record<LetterLanguage, NoticeWords> = { en, es, pt, de, fr, it };
