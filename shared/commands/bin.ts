import { z } from 'zod';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type Binnable, binMilliseconds, binnable } from '#shared/domain/bin.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { hangingOn } from '#shared/records/references.ts';
import type { ChangeableName } from '#shared/records/types.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { bulkLimit } from './contact-bulk.ts';
import { filesToForget, forgetJobFile } from './job-file.ts';

const args = z.strictObject({ kind: z.enum(binnable), ids: z.array(idSchema).min(1).max(bulkLimit) });

const put = defineCommand({
  name: 'bin.put',
  title: 'Put in the bin',
  args,
  undoable: true,
  run(draft, { kind, ids }, { now }) {
    const there = ids.filter((id) => isHere(draft, kind, id));
    for (const id of there)
      for (const each of withBelongings(draft, kind, id))
        if (isHere(draft, each.kind, each.id)) draft.patch(each.kind, each.id, { binnedAt: now });
    return ok({ count: there.length });
  },
});

const restore = defineCommand({
  name: 'bin.restore',
  title: 'Take out of the bin',
  args,
  undoable: true,
  run(draft, { kind, ids }) {
    const there = ids.filter((id) => draft.get(kind, id)?.binnedAt !== undefined);
    for (const id of there) takeOut(draft, kind, id);
    return ok({ count: there.length });
  },
});

/**
 * Removes what has been in the bin for its time. `trustedNow`: what the vault takes for the time, since a clock that
 * is wrong must not empty a bin. What something else hangs on stays, until that is erased.
 */
const empty = defineCommand({
  name: 'bin.empty',
  title: 'Remove what was in the bin for 30 days',
  args: z.strictObject({ trustedNow: momentSchema }),
  undoable: false,
  internal: true,
  run(draft, { trustedNow }, { isOwner }) {
    // Others do not see all that may hang on it.
    if (isOwner !== true) return problem('bin.owner-only', 'An owner of the business empties the bin.');
    let count = 0;
    for (const file of filesToForget(draft, trustedNow)) forgetJobFile(draft, file, trustedNow);
    // Jobs before what they point to, people last.
    for (const kind of ['jobs', 'enquiries', 'sites', 'contacts'] as const)
      for (const { id } of dueIn(draft, kind, trustedNow))
        if (removeWhole(draft, { kind, id, trustedNow })) count++;
    return ok({ count });
  },
});

/** Whether something in the bin has been there for its time. */
export function isAnyDue(records: RecordReader, now: number): boolean {
  return (
    filesToForget(records, now).length > 0 || binnable.some((kind) => dueIn(records, kind, now).length > 0)
  );
}

/** Takes it out with what went in with it. */
export function takeOut(draft: RecordWriter, kind: Binnable, id: string): void {
  const moment = draft.get(kind, id)?.binnedAt;
  if (moment === undefined) return;
  for (const each of withBelongings(draft, kind, id))
    if (draft.get(each.kind, each.id)?.binnedAt === moment) draft.unset(each.kind, each.id, 'binnedAt');
}

function isHere(records: RecordReader, kind: Binnable, id: string): boolean {
  const record = records.get(kind, id);
  return record !== undefined && record.binnedAt === undefined;
}

/** With a contact goes what is only theirs. */
function withBelongings(records: RecordReader, kind: Binnable, id: string): { kind: Binnable; id: string }[] {
  if (kind !== 'contacts') return [{ kind, id }];
  const own = (['sites', 'enquiries', 'jobs'] as const).flatMap((each) =>
    records.by(each, 'contactId', id).map((record) => ({ kind: each, id: record.id })),
  );
  return [{ kind, id }, ...own];
}

function dueIn(records: RecordReader, kind: Binnable, now: number): { id: string }[] {
  return [...records.all(kind)].filter(
    ({ binnedAt }) => binnedAt !== undefined && binnedAt + binMilliseconds <= now,
  );
}

/** What says nothing without the record that it names, and goes with it. */
const belonging: Record<Binnable, readonly CollectionName[]> = {
  jobs: ['visits', 'jobFiles', 'tasks'],
  sites: ['relationships', 'tasks'],
  enquiries: ['enquiryWorths', 'tasks'],
  contacts: ['relationships', 'identities', 'tasks'],
};

/** A record with what belongs to it. `false`: something else hangs on it, and all of it stays. */
function removeWhole(
  draft: RecordWriter,
  { kind, id, trustedNow }: { kind: Binnable; id: string; trustedNow: number },
): boolean {
  const hanging = hangingOn(draft, kind, id);
  // Such as what was agreed with somebody, which outlives the bin: only an erasure takes that away.
  const all = [...hanging, ...hanging.flatMap((each) => hangingOn(draft, each.collection, each.id))];
  if (all.some(({ collection }) => !belonging[kind].includes(collection))) return false;
  if (kind === 'jobs' && !removeFiles(draft, id, trustedNow)) return false;
  for (const each of hanging) draft.remove(each.collection as ChangeableName, each.id);
  draft.remove(kind, id);
  return true;
}

/** First what is in them goes, so that every device hears of it; a day later the records do. */
function removeFiles(draft: RecordWriter, jobId: string, now: number): boolean {
  const files = draft.by('jobFiles', 'jobId', jobId);
  const full = files.filter(({ removedBlobs }) => removedBlobs === undefined);
  for (const file of full) forgetJobFile(draft, file, now);
  if (full.length === 0) for (const { id } of files) draft.remove('jobFiles', id);
  return full.length === 0;
}

export const binCommands = [put, restore, empty] as const;
