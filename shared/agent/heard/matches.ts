import type { Concept } from './concepts.ts';
import type { Hit } from './lexicon.ts';
import type { Rule } from './rules.ts';

/** Every place of a concept, in the order of the text. */
export type Places = ReadonlyMap<Concept, readonly Hit[]>;

export interface Span {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** How many words may stand between two parts of one meaning, and between signs of one. */
const widest = 7;
const widestSigns = 24;

export function placesOf(hits: readonly Hit[]): Places {
  const places = new Map<Concept, Hit[]>();
  for (const hit of hits.toSorted((a, b) => a.first - b.first)) {
    const known = places.get(hit.concept);
    if (known === undefined) places.set(hit.concept, [hit]);
    else known.push(hit);
  }
  return places;
}

/** Where all parts of a rule stand close together. */
export function* spansOf({ parts, signs }: Rule, places: Places): Generator<Span> {
  const [anchors, ...others] = parts;
  for (const concept of anchors!)
    for (const anchor of places.get(concept) ?? []) {
      const chosen = [anchor];
      for (const part of others) {
        const hit = nearest(chosen, part, { places, reach: signs === true ? widestSigns : widest });
        if (hit === undefined) break;
        chosen.push(hit);
      }
      if (chosen.length === parts.length) yield chosen.reduce<Span>(joined, anchor);
    }
}

function nearest(
  chosen: readonly Hit[],
  part: readonly Concept[],
  { places, reach }: { places: Places; reach: number },
): Hit | undefined {
  let best: Hit | undefined;
  let distance = reach + 1;
  for (const concept of part)
    for (const known of chosen)
      for (const hit of around(known, places.get(concept))) {
        const gap = Math.min(...chosen.map((other) => gapOf(other, hit)));
        if (gap > 0 && gapOf(known, hit) < distance) [best, distance] = [hit, gapOf(known, hit)];
      }
  return best;
}

/** Whether one of the concepts stands outside of the span, at most so many words before or after it. */
export function isNear(
  span: Span,
  concept: Concept,
  places: Places,
  { before = 0, after = 0 }: { before?: number; after?: number },
): boolean {
  return around(span, places.get(concept)).some((hit) =>
    hit.last < span.first
      ? span.from - hit.to <= before
      : hit.first > span.last && hit.from - span.to <= after,
  );
}

/** Whether the concept stands between the parts. */
export function isInside(span: Span, concept: Concept, places: Places): boolean {
  const list = places.get(concept) ?? [];
  const hit = list[indexFrom(list, span.first)];
  return hit !== undefined && hit.last <= span.last;
}

/** The few hits next to a place: the last two before it and the first two from it on. */
function around(span: Span, list: readonly Hit[] = []): readonly Hit[] {
  const before = indexFrom(list, span.first);
  const after = indexFrom(list, span.last + 1);
  return [...list.slice(Math.max(0, before - 2), before), ...list.slice(after, after + 1)];
}

/** The first hit that begins at this token or after it. */
function indexFrom(list: readonly Hit[], first: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.first < first) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far apart they are; 0 where they overlap. */
function gapOf(one: Span, other: Span): number {
  if (other.first > one.last) return other.from - one.to;
  return other.last < one.first ? one.from - other.to : 0;
}

function joined(one: Span, other: Span): Span {
  return {
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    from: Math.min(one.from, other.from),
    to: Math.max(one.to, other.to),
  };
}
