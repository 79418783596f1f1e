import type { Labelled } from '../label.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { portuguese } from './pt.ts';
import { spanish } from './es.ts';

/** Written for this purpose, as customers of five trades would write them. */
export const messages: Labelled[] = [...english, ...spanish, ...portuguese, ...german];
