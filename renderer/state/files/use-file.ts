import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { acquireFile, type FilePlace, keyOf, placeOf, releaseFile, type ShownFile } from './file-urls.ts';

/** A file, decrypted while this is on the screen. `undefined`: it is being read. */
export function useFile(place: FilePlace, wanted = true): Result<ShownFile> | undefined {
  const [got, setGot] = useState<{ key: string; file: Result<ShownFile> }>();
  const key = keyOf(place);
  useEffect(() => {
    if (!wanted) return undefined;
    const shown = placeOf(key);
    let gone = false;
    const loading = acquireFile(shown).then((file) => {
      if (!gone) setGot({ key, file });
    });
    ignore(loading);
    return () => {
      gone = true;
      releaseFile(shown);
    };
  }, [key, wanted]);
  return got?.key === key ? got.file : undefined;
}
