/** What words say: one value, a range of which an end may be open, or something that is to be asked. */
export type Said<T> =
  | { kind: 'one'; value: T }
  | { kind: 'range'; from?: T; to?: T }
  | { kind: 'unclear'; candidates: T[] };

export function one<T>(value: T): Said<T> {
  return { kind: 'one', value };
}

export function unclear<T>(candidates: readonly T[] = []): Said<T> {
  return { kind: 'unclear', candidates: [...new Set(candidates)] };
}

/** One of several is a question, and so is none. */
export function only<T>(candidates: readonly T[]): Said<T> {
  const [first, ...others] = [...new Set(candidates)];
  return first === undefined || others.length > 0 ? unclear(candidates) : one(first);
}

export function rangeOf<T>(from: T | undefined, to: T | undefined): Said<T> {
  return { kind: 'range', ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

export function candidatesOf<T>(said: Said<T> | undefined): T[] {
  if (said === undefined) return [];
  if (said.kind === 'one') return [said.value];
  return said.kind === 'unclear' ? said.candidates : [];
}

/** Readings that do not agree are a question. */
export function agreed<T>(all: readonly Said<T>[]): Said<T> | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return same ? first : unclear(all.flatMap(candidatesOf));
}
