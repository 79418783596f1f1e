import { z } from 'zod';
import {
  type Broadcast,
  broadcastSchema,
  contentOf,
  openRests,
  recipientId,
  stageOf,
} from '#shared/domain/broadcast/broadcast.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { contentId } from '#shared/lib/hash.ts';
import { given } from '#shared/lib/given.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { whomItReaches } from './audience.ts';
import { checkContent, inField } from './content.ts';
import { resultOf } from './results.ts';
import { broadcastSendCommands } from './send.ts';
import { testCommands } from './test.ts';

const { name, ...shape } = broadcastSchema.pick({
  name: true,
  audience: true,
  accountId: true,
  templateId: true,
  mail: true,
  values: true,
  quiet: true,
  startAt: true,
  limit: true,
}).shape;
const fields = z.strictObject({ name: name.trim(), ...shape });
/** What a draft may have and need not. */
const nothing = {
  startAt: undefined,
  limit: undefined,
  quiet: undefined,
  templateId: undefined,
  mail: undefined,
} as const;

const create = defineCommand({
  name: 'broadcast.create',
  title: 'Draft broadcast',
  args: fields,
  undoable: true,
  run(draft, content, { newId, now, memberId }) {
    const fits = checkContent(draft, content);
    if (!fits.ok) return fits;
    const id = newId();
    draft.create('broadcasts', { id, createdAt: now, memberId, ...content });
    return ok({ id });
  },
});

const change = defineCommand({
  name: 'broadcast.change',
  title: 'Change broadcast',
  args: fields.extend({ id: idSchema }),
  undoable: true,
  run(draft, { id, ...content }) {
    const found = findDraft(draft, id);
    if (!found.ok) return found;
    const fits = checkContent(draft, content);
    if (!fits.ok) return fits;
    draft.assign('broadcasts', id, { ...nothing, ...content });
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'broadcast.remove',
  title: 'Remove broadcast',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    const found = findDraft(draft, id);
    if (!found.ok) return found;
    draft.remove('broadcasts', id);
    return ok({ id });
  },
});

/** `reaches`: how many its owner was told of. What has changed since then is looked at again. */
const agreed = { id: idSchema, reaches: z.int().min(0) };

const start = defineCommand({
  name: 'broadcast.start',
  title: 'Start broadcast',
  args: z.strictObject(agreed),
  undoable: false,
  run: (draft, { id, reaches }, context) => fix(draft, { id, reaches, startAt: context.now }, context),
});

const schedule = defineCommand({
  name: 'broadcast.schedule',
  title: 'Schedule broadcast',
  args: z.strictObject({ ...agreed, startAt: momentSchema }),
  undoable: false,
  run(draft, args, context) {
    if (args.startAt > context.now) return fix(draft, args, context);
    return inField('startAt', 'broadcast.over', 'This time is over. Choose a later one.');
  },
});

/** From here on everybody who gets it is known, and what they get. */
function fix(
  draft: RecordWriter,
  args: { id: string; reaches: number; startAt: number },
  { now, memberId }: CommandContext,
): Result<{ id: string; reaches: number }> {
  const { id, startAt: begins } = args;
  const found = findDraft(draft, id);
  if (!found.ok) return found;
  const broadcast = found.value;
  const fits = checkContent(draft, broadcast);
  if (!fits.ok) return fits;
  const { reached, leftOut } = whomItReaches(draft, broadcast, now);
  if (reached.length === 0)
    return problem(
      'broadcast.nobody',
      'This reaches nobody. Nothing was sent.',
      'See who is left out, and why.',
    );
  if (reached.length !== args.reaches)
    return problem(
      'broadcast.other-people',
      `It would reach ${reached.length} people now, and not ${args.reaches}. Nothing was sent.`,
      'Look at who gets it once more.',
    );
  for (const { contact } of reached) addRecipient(draft, broadcast, contact.id);
  const counts: Record<string, number> = {};
  for (const { why } of leftOut) counts[why] = (counts[why] ?? 0) + 1;
  draft.assign('broadcasts', id, {
    startAt: begins,
    scheduled: { at: now, memberId, content: contentOf(broadcast) },
    reaches: reached.length,
    leftOut: counts,
  });
  return ok({ id, reaches: reached.length });
}

function addRecipient(draft: RecordWriter, { id, createdAt }: Broadcast, contactId: string): void {
  const made = recipientId(id, contactId);
  if (draft.get('broadcastRecipients', made) === undefined)
    draft.create('broadcastRecipients', { id: made, broadcastId: id, contactId, at: createdAt });
}

const pause = defineCommand({
  name: 'broadcast.pause',
  title: 'Pause broadcast',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { newId, now, memberId }) {
    const found = findGoing(draft, id);
    if (!found.ok) return found;
    draft.putEntry('broadcasts', id, 'rests', newId(), { at: now, why: 'person', memberId });
    return ok({ id });
  },
});

const resume = defineCommand({
  name: 'broadcast.resume',
  title: 'Let broadcast go on',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now, memberId }) {
    const found = findGoing(draft, id);
    if (!found.ok) return found;
    const broadcast = found.value;
    for (const { key } of openRests(broadcast))
      draft.putEntry('broadcasts', id, 'resumed', key, { at: now, memberId });
    // Who lets it go on has seen what it says now.
    const scheduled = { ...broadcast.scheduled!, content: contentOf(broadcast) };
    draft.patch('broadcasts', id, { scheduled });
    return ok({ id });
  },
});

const cancel = defineCommand({
  name: 'broadcast.cancel',
  title: 'End broadcast',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now, memberId }) {
    const found = findGoing(draft, id);
    if (!found.ok) return found;
    draft.patch('broadcasts', id, { cancelled: { at: now, memberId } });
    return ok({ id });
  },
});

/** What is scheduled is changed as another draft: what another device may have begun to send stays what it was. */
const reopen = defineCommand({
  name: 'broadcast.reopen',
  title: 'Change scheduled broadcast',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, context) {
    const found = findGoing(draft, id);
    if (!found.ok) return found;
    const recipients = draft.by('broadcastRecipients', 'broadcastId', id);
    if (recipients.some((one) => resultOf(draft, one, context.now).is !== 'waiting'))
      return problem(
        'broadcast.begun',
        'It has begun to go out, so it stays as it is.',
        'End it, and use it again for another one.',
      );
    const again = copyOf(draft, found.value, contentId(['broadcast-reopened', id]), context);
    draft.patch('broadcasts', id, {
      cancelled: { at: context.now, memberId: context.memberId },
      replacedBy: again,
    });
    return ok({ id: again });
  },
});

const copy = defineCommand({
  name: 'broadcast.copy',
  title: 'Use broadcast again',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    const known = draft.get('broadcasts', id);
    return known === undefined ? err(missing) : ok({ id: copyOf(draft, known, context.newId(), context) });
  },
});

function copyOf(draft: RecordWriter, broadcast: Broadcast, id: string, context: CommandContext): string {
  if (draft.get('broadcasts', id) !== undefined) return id;
  const {
    name: called,
    audience,
    accountId,
    values,
    templateId,
    mail,
    quiet,
    limit,
    startAt: at,
  } = broadcast;
  const { memberId, now } = context;
  const startAt = at !== undefined && at > now ? at : undefined;
  const content = { name: called, audience, accountId, values };
  draft.create('broadcasts', {
    id,
    createdAt: now,
    memberId,
    ...content,
    ...given({ templateId, mail, quiet, limit, startAt }),
  });
  return id;
}

const missing: Problem = { code: 'broadcast.missing', message: 'This broadcast no longer exists.' };

function findDraft(records: RecordReader, id: string): Result<Broadcast> {
  const broadcast = records.get('broadcasts', id);
  if (broadcast === undefined) return err(missing);
  if (broadcast.scheduled === undefined && broadcast.cancelled === undefined) return ok(broadcast);
  return problem('broadcast.fixed', 'This broadcast is scheduled already, so it stays as it is.');
}

function findGoing(records: RecordReader, id: string): Result<Broadcast> {
  const broadcast = records.get('broadcasts', id);
  if (broadcast === undefined) return err(missing);
  const stage = stageOf(broadcast, Infinity);
  if (stage === 'draft') return problem('broadcast.draft', 'This broadcast has not been scheduled yet.');
  return stage === 'cancelled'
    ? problem('broadcast.cancelled', 'This broadcast has been ended already.')
    : ok(broadcast);
}

export const broadcastCommands = [
  create,
  change,
  remove,
  start,
  schedule,
  pause,
  resume,
  cancel,
  reopen,
  copy,
  ...broadcastSendCommands,
  ...testCommands,
] as const;
