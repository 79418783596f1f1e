import type { FoundRow } from './marks.ts';

/** What some rows say together. */
export interface Contents {
  /** How often each row is there, by itself or in one that stands for it. */
  ids: Map<string, number>;
  /** The versions at each place that has such. */
  versions: Map<string, number[]>;
  /** The keys of blobs that were taken away. */
  removed: Set<string>;
}

export function contentsOf(rows: FoundRow[]): Contents {
  const contents: Contents = { ids: new Map(), versions: new Map(), removed: new Set() };
  for (const { place, mark } of rows) {
    if (mark === undefined) continue;
    for (const id of [mark.id, ...(mark.standsFor ?? [])])
      contents.ids.set(id, (contents.ids.get(id) ?? 0) + 1);
    for (const key of mark.removes ?? []) contents.removed.add(key);
    if (mark.version === undefined) continue;
    contents.versions.set(place, [...(contents.versions.get(place) ?? []), mark.version]);
  }
  return contents;
}

/** Whether a row that was once written is there, or what was written in its place. */
export function isHeld({ place, mark }: FoundRow, contents: Contents): boolean {
  if (mark === undefined) return false;
  if (mark.version === undefined) return contents.ids.has(mark.id);
  if (contents.removed.has(keyOf(place))) return true;
  return Math.max(-1, ...(contents.versions.get(place) ?? [])) >= mark.version;
}

/** What cannot be right about rows, whatever was written: empty where all is well. */
export function contradictionsIn(rows: FoundRow[]): string[] {
  const contents = contentsOf(rows);
  const places = [...contents.versions].filter(([, versions]) => versions.length > 1);
  return [
    ...rows.filter(({ mark }) => mark === undefined).map(({ place }) => `${place} is not what was written`),
    ...[...contents.ids].filter(([, times]) => times > 1).map(([id]) => `${id} is there twice`),
    ...places.map(([place, versions]) => `${place} has the versions ${versions.join(', ')}`),
    ...rows
      .filter(({ place }) => contents.removed.has(keyOf(place)))
      .map(({ place }) => `${place} came back after it was removed`),
  ];
}

/** The steps of which only a part is there. */
export function tornSteps(rows: FoundRow[]): string[] {
  const contents = contentsOf(rows);
  return rows.flatMap(({ place, mark }) =>
    (mark?.together ?? [])
      .filter((id) => !contents.ids.has(id))
      .map((id) => `${id} is missing beside ${mark?.id} at ${place}`),
  );
}

function keyOf(place: string): string {
  return place.split('/')[1]!;
}
