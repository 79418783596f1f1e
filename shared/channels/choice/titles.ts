import { fold } from '#shared/lib/fold.ts';

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ellipsis = '…';

/**
 * At most `longest` UTF-16 units, which is never less than what Meta counts as characters. What is too long ends in an
 * ellipsis, after a whole grapheme: no emoji and no letter is cut in two.
 */
export function shortened(text: string, longest: number, ending = ''): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length + ending.length <= longest) return `${line}${ending}`;
  const room = longest - ellipsis.length - ending.length;
  let short = '';
  for (const { segment } of segments.segment(line)) {
    if (short.length + segment.length > room) break;
    short += segment;
  }
  return `${short.trimEnd()}${ellipsis}${ending}`;
}

/**
 * Each title at most `longest` long and none like another, as Meta asks: those that would look alike end in their
 * number. `first`: the number of the first one.
 */
export function distinctTitles(titles: readonly string[], longest: number, first = 1): string[] {
  const short = titles.map((title) => shortened(title, longest));
  const times = Map.groupBy(short.map(foldTitle), (title) => title);
  const taken = new Set<string>();
  return short.map((title, index) => {
    const isAlone = times.get(foldTitle(title))!.length === 1 && !taken.has(foldTitle(title));
    const shown = isAlone ? title : freeTitle(titles[index]!, longest, first + index, taken);
    taken.add(foldTitle(shown));
    return shown;
  });
}

/** Ends in its number, and in a further one where others are called like that already. */
function freeTitle(title: string, longest: number, number: number, taken: ReadonlySet<string>): string {
  let shown = shortened(title, longest, ` (${number})`);
  for (let more = 1; taken.has(foldTitle(shown)); more++)
    shown = shortened(title, longest, ` (${number}/${more})`);
  return shown;
}

/** A title as it is compared with what a customer types. */
export function foldTitle(text: string): string {
  return fold(text.replaceAll('\uFE0F', '')).replaceAll(/\s+/g, ' ').trim();
}

const numberAlone = /^[(#]?\s*(\d{1,3})\s*[.):]?$/;

/** The number that a text is and nothing else ("2", "2.", "٢", "2️⃣"); `undefined` for every other text. */
export function typedNumber(text: string): number | undefined {
  const digits = numberAlone.exec(foldTitle(text).replaceAll('。', '.'))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
