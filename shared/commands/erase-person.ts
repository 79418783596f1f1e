import { z } from 'zod';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import { openHolds } from '#shared/domain/retention/legal-hold.ts';
import { proven } from '#shared/domain/proven.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import {
  erasableKinds,
  type ErasurePlan,
  type ErasureSubject,
  type NamedRecord,
  planErasure,
  planFor,
} from '#shared/rights/erasure.ts';
import { aboutOf, recordsFrom } from '#shared/rights/person-records.ts';
import { legallyHeld } from '#shared/rights/retention/held.ts';
import type { Trace } from '#shared/rights/shared-records.ts';
import { forgetFile } from './attachment.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { clearRecords, noteRun, wasCleared } from './erase-records.ts';
import { summarise } from './inbox/summary.ts';

const erasePerson = defineCommand({
  name: 'person.erase',
  asksFactor: true,
  title: 'Erase for good, with all that belongs to it',
  args: z.strictObject({ kind: z.enum(erasableKinds), id: idSchema }),
  undoable: false,
  forgets: true,
  // Offered by a screen that shows the plan first.
  internal: true,
  run(draft, subject, context) {
    const may = mayErase(context);
    if (!may.ok) return may;
    if (isHeld(draft, subject))
      return problem(
        'erasure.held',
        'This is kept for a dispute or an authority. Nothing was erased.',
        'An owner ends that in Settings → How long it is kept.',
      );
    const plan = planErasure(draft, subject, context.now);
    if (plan === undefined)
      return problem('erasure.missing', 'This is not here any more. Nothing was erased.');
    const runId = context.newId();
    erase(draft, plan, { subject, runId, context });
    return ok({ runId });
  },
});

/** What a device that did not know of an erasure has written meanwhile about whom or what was erased goes as well. */
const followErasure = defineCommand({
  name: 'erasure.follow',
  title: 'Erase what came later from another device',
  args: z.strictObject({
    records: z.array(z.strictObject({ collection: z.string().max(40), id: idSchema })).max(1000),
  }),
  undoable: false,
  forgets: true,
  internal: true,
  run(draft, { records }, context) {
    const may = mayErase(context);
    if (!may.ok) return may;
    const runId = context.newId();
    let count = 0;
    for (const { collection, id } of records) {
      const name = collection as CollectionName;
      if (!isOfErased(draft, { collection: name, id }, context)) continue;
      erase(draft, planFor(draft, recordsFrom(draft, name, [id]), context.now), { runId, context });
      count++;
    }
    return ok({ count });
  },
});

const erasureDone = defineCommand({
  name: 'erasure.done',
  title: 'Note that an erasure is done on this device',
  args: z.strictObject({ runId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { runId }, { now: doneAt, deviceId, memberId, newId }) {
    if (!draft.by('erasuresDone', 'runId', runId).some((one) => one.deviceId === deviceId))
      draft.create('erasuresDone', proven({ runId, doneAt, deviceId, memberId, salt: newId() }));
    return ok({});
  },
});

/** Whether a record that is here is about one that an owner has erased, and would not stay by law. */
export function isOfErased(
  records: RecordReader,
  { collection, id }: NamedRecord,
  naming: Pick<CommandContext, 'pseudonym'>,
): boolean {
  const record = Object.hasOwn(collections, collection) ? records.get(collection, id) : undefined;
  if (record === undefined || collections[collection].handling.erased === 'kept') return false;
  return aboutOf(collection, record).some(
    (about) => records.get(about.collection, about.id) === undefined && wasCleared(records, about, naming),
  );
}

function mayErase({ isOwner, pseudonym }: CommandContext): Result<void> {
  if (isOwner !== true)
    return problem('erasure.owners-only', 'Only an owner can erase this for good. Nothing was erased.');
  return pseudonym === undefined
    ? problem('erasure.no-key', 'This device lacks a key for it. Nothing was erased.')
    : ok();
}

interface Run {
  subject?: ErasureSubject;
  runId: string;
  context: CommandContext;
}

/** Whose data are only kept may ask for their end all the same; what a dispute is about may not go. */
function isHeld(records: RecordReader, { kind, id }: ErasureSubject): boolean {
  const held = legallyHeld(records, openHolds(records.all('legalHolds')));
  if (kind === 'contacts') return held.contact(id);
  if (kind === 'jobs') return held.job(id);
  return kind === 'conversations' ? held.conversation(id) : held.all;
}

function erase(draft: RecordWriter, plan: ErasurePlan, { subject, runId, context }: Run): void {
  const { now: erasedAt, deviceId, memberId } = context;
  const { traces, sites } = plan;
  // The record says that the file is gone; without one a device would fetch it anew.
  const fileId = subject?.kind === 'attachments' ? subject.id : undefined;
  const removed = plan.removed.filter(
    ({ collection }) => fileId === undefined || collection !== 'attachments',
  );
  const touched: NamedRecord[] = [
    ...plan.erased,
    ...traces,
    ...sites.map(({ siteId: id }) => ({ collection: 'sites' as const, id })),
    ...(fileId === undefined ? [] : ofFile(draft, fileId)),
  ];
  if (removed.length + touched.length === 0) return;
  for (const { siteId, contactId } of sites) {
    draft.patch('sites', siteId, { contactId });
    // What was written there may be about whom it belonged to.
    draft.unset('sites', siteId, 'name', 'notes', 'access');
  }
  for (const trace of traces) takeOut(draft, trace);
  if (fileId !== undefined) forgetMessageFile(draft, fileId);
  const books = clearRecords(draft, { removed, touched, blobs: plan.blobs }, { runId, context });
  for (const { collection, id } of plan.erased)
    draft.erase(collection, id, { erasedAt, deviceId, memberId, salt: context.newId() });
  for (const name of plan.suppressed) suppress(draft, name, context);
  noteRun(draft, { runId, at: erasedAt }, books, context);
}

function ofFile(records: RecordReader, id: string): NamedRecord[] {
  const conversationId = conversationOf(records, id);
  const talk =
    conversationId === undefined ? [] : [{ collection: 'conversations' as const, id: conversationId }];
  return [{ collection: 'attachments', id }, ...talk];
}

function conversationOf(records: RecordReader, attachmentId: string): string | undefined {
  const message = readMessage(records, records.get('attachments', attachmentId)?.messageId ?? '');
  const id = message?.conversationId;
  return id !== undefined && records.get('conversations', id) !== undefined ? id : undefined;
}

/** The last line of the conversation may have been made of it. */
function forgetMessageFile(draft: RecordWriter, attachmentId: string): void {
  const conversationId = conversationOf(draft, attachmentId);
  forgetFile(draft, attachmentId);
  if (conversationId !== undefined) summarise(draft, conversationId);
}

function takeOut(draft: RecordWriter, { collection, id, path: [field, entry] }: Trace): void {
  // Which fields and entries a collection has is checked where a trace is made.
  if (entry === undefined) draft.unset(collection, id, field as never);
  else draft.removeEntry(collection, id, field as never, entry);
}

function suppress(
  draft: RecordWriter,
  text: string,
  { now: at, deviceId, memberId, newId, pseudonym }: CommandContext,
): void {
  const name = pseudonym!('people', text)!;
  if (draft.by('suppressions', 'name', name).some((known) => known.at >= at)) return;
  const purpose = 'erasure' as const;
  draft.create('suppressions', proven({ name, purpose, at, deviceId, memberId, salt: newId() }));
}

export const erasePersonCommands = [erasePerson, followErasure, erasureDone] as const;
