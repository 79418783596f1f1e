import { useState } from 'react';
import { type JobFileLabel, mostFilesAtOnce } from '#shared/domain/job-file.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { ArgsOf } from '#shared/commands/index.ts';

/** Stores chosen files on this device, and names them at a job when all of them are. */
export function useAddFiles(place: { id: string; visitId?: string | undefined }) {
  /** How many are being stored now. */
  const [adding, setAdding] = useState(0);

  async function add(label: JobFileLabel, chosen: readonly File[]): Promise<void> {
    setAdding(chosen.length);
    const files: ArgsOf<'job.addFiles'>['files'] = [];
    for (const file of chosen) {
      const stored = await vault().attachToJob(file);
      if (stored.ok) files.push(stored.value);
      else showProblem(stored.error);
      if (files.length === mostFilesAtOnce) await name(label, files.splice(0));
    }
    if (files.length > 0) await name(label, files);
    setAdding(0);
  }

  async function name(label: JobFileLabel, files: ArgsOf<'job.addFiles'>['files']): Promise<void> {
    await run('job.addFiles', { ...place, label, files });
  }

  return {
    adding,
    add: (label: JobFileLabel, chosen: readonly File[]) => {
      if (chosen.length > 0) ignore(add(label, chosen));
    },
  };
}
