import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { acquireFile, releaseFile, type ShownFile } from './file-urls.ts';

/** A file, decrypted while this is on the screen. `undefined`: it is being read. */
export function useFile(attachmentId: string, wanted = true): Result<ShownFile> | undefined {
  const [got, setGot] = useState<{ id: string; file: Result<ShownFile> }>();
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    const loading = acquireFile(attachmentId).then((file) => {
      if (!gone) setGot({ id: attachmentId, file });
    });
    ignore(loading);
    return () => {
      gone = true;
      releaseFile(attachmentId);
    };
  }, [attachmentId, wanted]);
  return got?.id === attachmentId ? got.file : undefined;
}
