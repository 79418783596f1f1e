import { fold } from '#shared/lib/fold.ts';

/** Folded (see `fold`) and without punctuation, so that `¿Cuánto cuesta?` and `cuanto cuesta` are one. */
export function normalise(text: string): string {
  return fold(text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')).trim();
}

export function wordsOf(text: string): string[] {
  const normal = normalise(text);
  return normal === '' ? [] : normal.split(' ');
}
