import type { z } from 'zod';
import { isPlainJson, type Json, type JsonObject } from '#shared/lib/json.ts';
import { substituteAt } from './blank.ts';
import { valueAt, withValueAt } from './change.ts';

/** A value that does not fit its place in a record, which shows the rest without it. */
export interface SetAside {
  path: string[];
  value: Json;
}

/** A record as the rest of Plumbline may trust it, and what of it had to be left out for that. */
export interface Judged {
  record: JsonObject;
  setAside: SetAside[];
}

/** Decides what of the entries of a book is a record: they come from other devices, and may be anything. */
export interface Judge {
  /** Where a record does not fit: paths of the smallest parts; none for a record that fits. */
  misfits(record: JsonObject): string[][];
  /** The same of what this device is about to write: where it fits it is not judged once more when it was written. */
  misfitsOfOwn(record: JsonObject): string[][];
  /**
   * Leaves out what does not fit; what a record must have is blank then. `undefined` for what is no record at all:
   * it has no identity, or is not what it claims to be.
   */
  mend(record: JsonObject): Judged | undefined;
}

export function createJudge(deps: {
  schema: z.ZodType;
  /** Whether a record is what it claims to be, for records that carry a proof of themselves. */
  verify?: ((record: { id: string }) => boolean) | undefined;
}): Judge {
  const { schema, verify } = deps;

  const provesItself = (record: JsonObject): boolean =>
    verify === undefined || (isPlainJson(record) && verify(record as { id: string } & JsonObject));

  function unfitParts(record: JsonObject): string[][] {
    if (!isPlainJson(record)) {
      const strange = Object.keys(record).filter((key) => !isPlainJson({ [key]: record[key] }));
      // None: it is the object itself, whose prototype somebody has chosen.
      return strange.length === 0 ? [[]] : strange.map((key) => [key]);
    }
    return schema.safeParse(record).error?.issues.map(({ path }) => path.map(String)) ?? [];
  }

  function misfits(record: JsonObject): string[][] {
    const parts = unfitParts(record);
    return parts.length > 0 || provesItself(record) ? parts : [[]];
  }

  /** Each is asked about once more, unless what was to be written with it was refused. */
  const own = new WeakSet<JsonObject>();

  return {
    misfits: (record) => (own.delete(record) ? [] : misfits(record)),
    misfitsOfOwn(record) {
      const found = misfits(record);
      if (found.length === 0) own.add(record);
      return found;
    },
    mend(original) {
      const { id } = original;
      // Before anything is mended: the proof is about what was written.
      if (typeof id !== 'string' || id === '' || !provesItself(original)) return undefined;
      let record = { ...original };
      const places = new Map<string, string[]>();
      for (let wrong = unfitParts(record); wrong.length > 0; wrong = unfitParts(record)) {
        for (const misfit of wrong) {
          const found = replaceable(schema, misfit, places);
          if (found === undefined) return undefined;
          places.set(JSON.stringify(found.place), found.place);
          record = withValueAt(record, found.place, found.value)!;
        }
      }
      return { record, setAside: widest([...places.values()]).flatMap((path) => asideAt(original, path)) };
    },
  };
}

/** The smallest part around a misfit that something can be put in the place of, and for which that was not tried yet. */
function replaceable(
  schema: z.ZodType,
  misfit: string[],
  tried: ReadonlyMap<string, string[]>,
): { place: string[]; value: Json | undefined } | undefined {
  for (let place = misfit; place.length > 0; place = place.slice(0, -1)) {
    const substitute = tried.has(JSON.stringify(place)) ? undefined : substituteAt(schema, place);
    if (substitute !== undefined) return { place, value: substitute.value };
  }
  return undefined;
}

/** Without those that lie within another one. */
function widest(places: string[][]): string[][] {
  const isWithin = (inner: string[], outer: string[]): boolean =>
    outer.length < inner.length && outer.every((key, index) => key === inner[index]);
  return places.filter((place) => !places.some((other) => isWithin(place, other)));
}

/** Where a field is only missing, there is nothing to set aside. */
function asideAt(record: JsonObject, path: string[]): SetAside[] {
  const value: unknown = valueAt(record, path);
  return value === undefined ? [] : [{ path, value: isPlainJson(value) ? value : null }];
}
