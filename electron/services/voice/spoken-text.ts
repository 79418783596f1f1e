import { cleanText } from '#shared/lib/clean-text.ts';

/** Characters of half a minute of speech: nobody speaks faster. */
const longest = 4000;

/** What models write beside words: marks of silence, music and control tokens. */
const tokens = /<\|[^|>]{0,40}\|>/g;
const onlyRemark = /^[[(*♪][^\])*♪]{0,60}[\])*♪]?[.!]?$/u;

/** A phrase over and over, in which a speech model gets stuck. Figures stay: they may be what was said. */
const loop = /(.{1,80}?)\1{5,}/gsu;
const letter = /\p{L}/u;

/** What a speech model wrote, as one paragraph of plain words; empty where it holds none. */
export function spokenText(text: string): string {
  const plain = cleanText(text.slice(0, 4 * longest))
    .replaceAll(tokens, ' ')
    .replaceAll(loop, (all, phrase: string) => (letter.test(phrase) ? phrase : all))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return onlyRemark.test(plain) || !/[\p{L}\p{N}]/u.test(plain) ? '' : plain.slice(0, longest).toWellFormed();
}
