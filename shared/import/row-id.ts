import { contentId } from '#shared/lib/hash.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Column } from './targets.ts';

/** The row's own name where it comes from, with that of its column, as different programs count from 1 alike. */
export function rowIdOf({ header }: Pick<Column, 'header'>, cell: string): string {
  const whole = `${fold(header).trim()}:${cell}`;
  return whole.length <= 200 ? whole : contentId(whole);
}
