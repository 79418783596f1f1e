import { useEffect, useState } from 'react';
import type { ReportPhoto } from '#shared/domain/report-content.ts';
import { mostReportPhotos, type PhotoToShow, photosToShow } from '#shared/records/job-report.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { acquireFile, releaseFile } from '#renderer/state/files/file-urls.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { pictureData } from '#renderer/ui/index.ts';

/** How long a document with all its photos may be, in letters: the shell prints no longer one. */
const longestTogether = 8_000_000;

interface ReportPhotos {
  photos: readonly ReportPhoto[];
  isReading: boolean;
  /** How many could not be read or drawn. */
  unread: number;
  /** How many are too many. */
  more: number;
}

/** The photos of a job's report, read one after another and made small. */
export function useReportPhotos(jobId: string): ReportPhotos {
  const all = photosToShow(useRecordsBy('jobFiles', 'jobId', jobId));
  const shown = all.slice(0, mostReportPhotos);
  const key = JSON.stringify(shown.map(({ id, label, file }) => [id, label, file?.blob]));
  const [read, setRead] = useState<{ key: string; photos: (ReportPhoto | undefined)[] }>();
  useEffect(() => {
    const stopped = new AbortController();
    async function readAll(): Promise<void> {
      const photos: (ReportPhoto | undefined)[] = [];
      for (const photo of shown) {
        if (stopped.signal.aborted) return;
        photos.push(await readPhoto(photo, Math.floor(longestTogether / shown.length)));
      }
      if (!stopped.signal.aborted) setRead({ key, photos });
    }
    ignore(readAll());
    return () => stopped.abort();
    // The key says which photos these are; the list is a new one each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const known = read?.key === key ? read.photos : [];
  const photos = known.filter((photo) => photo !== undefined);
  return {
    photos,
    isReading: read?.key !== key,
    unread: known.length - photos.length,
    more: all.length - shown.length,
  };
}

async function readPhoto({ id, label }: PhotoToShow, longest: number): Promise<ReportPhoto | undefined> {
  const place = { jobFileId: id, part: 'file' } as const;
  const file = await acquireFile(place);
  if (!file.ok) return undefined;
  const source = await pictureData(file.value.blob, longest);
  releaseFile(place);
  return source === undefined ? undefined : { label, source };
}
