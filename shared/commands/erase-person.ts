import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { proven } from '#shared/domain/proven.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { erasableKinds, type ErasurePlan, planErasure } from '#shared/rights/erasure.ts';
import type { Trace } from '#shared/rights/shared-records.ts';
import { forgetFile } from './attachment.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { clearRecords } from './erase-records.ts';
import { summarise } from './inbox/summary.ts';

const erasePerson = defineCommand({
  name: 'person.erase',
  title: 'Erase for good, with all that belongs to it',
  args: z.strictObject({ kind: z.enum(erasableKinds), id: idSchema }),
  undoable: false,
  forgets: true,
  // Offered by a screen that shows the plan first.
  internal: true,
  run(draft, subject, context) {
    if (context.isOwner !== true)
      return problem('erasure.owners-only', 'Only an owner can erase this for good. Nothing was erased.');
    if (context.pseudonym === undefined)
      return problem('erasure.no-key', 'This device lacks a key for it. Nothing was erased.');
    const plan = planErasure(draft, subject, context.now);
    if (plan === undefined)
      return problem('erasure.missing', 'This is not here any more. Nothing was erased.');
    const runId = context.newId();
    erase(draft, plan, { runId, context });
    return ok({ runId });
  },
});

function erase(
  draft: RecordWriter,
  plan: ErasurePlan,
  { runId, context }: { runId: string; context: CommandContext },
): void {
  const { now: erasedAt, deviceId, memberId } = context;
  const { subject, traces, sites } = plan;
  const handed = sites.map(({ siteId: id }) => ({ collection: 'sites' as const, id }));
  const isFile = subject.kind === 'attachments';
  const talkId = isFile ? talkOf(draft, subject.id) : undefined;
  // The record says that the file is gone; without one a device would fetch it anew.
  const removed = plan.removed.filter(({ collection }) => !isFile || collection !== 'attachments');
  const touched = [...plan.erased, ...traces, ...handed, ...(isFile ? [subjectOf(subject.id)] : [])];
  for (const { siteId, contactId } of sites) {
    draft.patch('sites', siteId, { contactId });
    // What was written there may be about whom it belonged to.
    draft.unset('sites', siteId, 'name', 'notes', 'access');
  }
  for (const trace of traces) takeOut(draft, trace);
  if (isFile) forgetFile(draft, subject.id);
  clearRecords(draft, { removed, touched, blobs: plan.blobs }, { runId, context });
  for (const { collection, id } of plan.erased)
    draft.erase(collection, id, { erasedAt, deviceId, memberId, salt: context.newId() });
  for (const name of plan.suppressed) suppress(draft, name, context);
  if (talkId !== undefined) summarise(draft, talkId);
}

function subjectOf(id: string): { collection: 'attachments'; id: string } {
  return { collection: 'attachments', id };
}

function talkOf(draft: RecordWriter, attachmentId: string): string | undefined {
  const message = draft.get('messages', draft.get('attachments', attachmentId)?.messageId ?? '');
  return message?.conversationId;
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

export const erasePersonCommands = [erasePerson] as const;
