import { type StoredFile, storedFileSchema } from '#shared/domain/attachment.ts';
import { type Json, isJsonObject, type JsonObject } from '#shared/lib/json.ts';

/** Where the files of records lie in an export. */
export const mediaFolder = 'media/';

/** What a device knows a file by; in an export its path stands in their place. */
export type FilePlace = Pick<StoredFile, 'blob' | 'key'>;

/** A record as an export has it: each stored file names the path that `pathOf` gave it, and no key. */
export function withPaths(record: Json, pathOf: (file: StoredFile) => string): Json {
  return walk(record, (object) => {
    const file = 'blob' in object && 'key' in object ? storedFileSchema.safeParse(object).data : undefined;
    if (file === undefined) return object;
    const { blob: _, key: __, ...about } = file;
    return { ...about, path: pathOf(file) } as JsonObject;
  });
}

/** The same on the way in. A file of which there is no place is left out of its record. */
export function withPlaces(record: Json, placeOf: (path: string) => FilePlace | undefined): Json {
  return walk(record, (object) => {
    const { path, ...about } = object;
    if (typeof path !== 'string' || !path.startsWith(mediaFolder)) return object;
    const place = placeOf(path);
    return place && { ...about, ...place };
  });
}

/** The paths of all files that a record of an export names. */
export function pathsIn(record: Json): string[] {
  const paths: string[] = [];
  withPlaces(record, (path) => {
    paths.push(path);
    return undefined;
  });
  return paths;
}

/** Goes through a value from within; `undefined` takes an object out of what holds it. */
function walk(value: Json, change: (object: JsonObject) => JsonObject | undefined): Json {
  const walked = (each: Json): Json | undefined => {
    if (Array.isArray(each)) return each.map(walked).filter((part) => part !== undefined);
    if (!isJsonObject(each)) return each;
    const entries = Object.entries(each).map(([key, part]) => [key, walked(part)] as const);
    return change(Object.fromEntries(entries.filter(([, part]) => part !== undefined)) as JsonObject);
  };
  return walked(value) ?? null;
}
