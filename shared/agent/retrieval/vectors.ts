import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';

/** A vector of length one as bytes, −127 to 127 a number: a quarter of the room, and the same order of hits. */
export function packVector(vector: readonly number[]): string {
  const length = Math.hypot(...vector) || 1;
  return toBase64Url(
    new Uint8Array(Int8Array.from(vector, (value) => Math.round((value / length) * 127)).buffer),
  );
}

export function unpackVector(packed: string): Int8Array | undefined {
  try {
    return new Int8Array(fromBase64Url(packed).slice().buffer);
  } catch {
    return undefined;
  }
}

/** How alike two directions are: 1 the same, 0 unrelated. Of different lengths they come from different models. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length || a.length === 0) return 0;
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    ofA += a[i]! ** 2;
    ofB += b[i]! ** 2;
  }
  return ofA === 0 || ofB === 0 ? 0 : dot / Math.sqrt(ofA * ofB);
}

/** How much a first place counts over later ones; the value of the method's authors. */
const damping = 60;

/** Reciprocal rank fusion: one order out of several, without comparing their scores. */
export function fuse(...orders: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const order of orders)
    order.forEach((id, rank) => scores.set(id, (scores.get(id) ?? 0) + 1 / (damping + rank + 1)));
  return [...scores.keys()].toSorted((a, b) => scores.get(b)! - scores.get(a)! || (a < b ? -1 : 1));
}
