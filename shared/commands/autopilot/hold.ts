import type { Act, Step } from '#shared/domain/act.ts';
import { compose } from '#shared/agent/acts/compose.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import type { Scene } from '#shared/agent/acts/scene.ts';
import { availability, freeSlots } from '#shared/agent/slots.ts';
import { idSchema } from '#shared/domain/common.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Hold } from '#shared/domain/hold.ts';
import { itemOf } from '#shared/domain/job.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { onlyOpenEnquiry } from '#shared/records/enquiries.ts';
import { keptTimeOf, keptTimes, tablesOf } from '#shared/records/kept-times.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { z } from 'zod';
import { type CommandContext, defineCommand } from '../command.ts';
import { findConversation } from '../conversation.ts';
import { queueText } from '../message.ts';
import { addVisit } from '../visit.ts';
import { usualSite } from '../site.ts';

const hour = 60 * 60 * 1000;
/** How long a chosen time is kept, and how long before it somebody must have confirmed it. */
const [keptFor, confirmedBefore] = [24 * hour, hour];
/** As many free times as are looked through for the one that was chosen. */
const mostTimes = 60;
const usualMinutes = 60;

/** Keeps a time that is still free, as the customer's message has chosen it; `undefined` where it is taken. */
export function keepTime(
  draft: RecordWriter,
  { start, serviceId }: Extract<Step, { step: 'hold' }>,
  { id: messageId, at }: Pick<Message, 'id' | 'at'>,
  { records, business, conversation, services, now }: Scene,
): Hold | undefined {
  const { contactId } = conversation;
  const service = services.find((each) => each.id === serviceId);
  const tables = tablesOf(draft);
  const open = availability(records, business, now, keptTimeOf(tables, contactId, now));
  const slot = freeSlots(open, now, service?.durationMinutes ?? usualMinutes, mostTimes).find(
    (each) => each.start === start,
  );
  if (slot === undefined || (serviceId !== undefined && service === undefined)) return undefined;
  const id = contentId(['hold', messageId]);
  const until = Math.min(at + keptFor, start - confirmedBefore);
  if (draft.get('holds', id) === undefined)
    draft.create('holds', { id, contactId, conversationId: conversation.id, serviceId, ...slot, at, until });
  const kept = keptTimeOf(tables, contactId, now);
  return kept?.id === id ? kept : undefined;
}

/** Makes a job with its visit of a kept time; two devices that do make one. */
export function makeVisit(draft: RecordWriter, hold: Hold): Extract<Act, { act: 'confirmVisit' }> {
  const { conversationId, serviceId, start, end, at } = hold;
  const of = (part: string): string => contentId([part, hold.id]);
  const contactId = mergedTarget(hold.contactId, (id) => draft.get('contacts', id));
  const service = serviceId === undefined ? undefined : draft.get('services', serviceId);
  const [jobId, itemId] = [of('job'), of('item')];
  draft.create('jobs', {
    id: jobId,
    contactId,
    conversationId,
    title: service?.name ?? draft.get('contacts', contactId)?.name ?? '',
    enquiryId: onlyOpenEnquiry(draft, contactId),
    siteId: usualSite(draft, contactId, { now: at, newId: () => of('site') }),
    ...(service !== undefined && {
      items: {
        [itemId]: { ...itemOf(service), order: 0 },
      },
    }),
    createdAt: at,
  });
  const visitId = addVisit(draft, jobId, { start, end }, { now: at, newId: () => of('visit') });
  draft.patch('holds', hold.id, { jobId });
  return { act: 'confirmVisit', jobId, visitId };
}

const confirmHold = defineCommand({
  name: 'hold.confirm',
  title: 'Make a visit of a kept time, and tell the customer',
  args: z.strictObject({ id: idSchema }),
  // What the customer was told cannot be taken back.
  undoable: false,
  run(draft, { id }, context) {
    const hold = findHold(draft, id, context.now);
    if (!hold.ok) return hold;
    const act = makeVisit(draft, hold.value);
    const told = tellInTheirLanguage(draft, hold.value.conversationId, act, context);
    return ok({ id: act.jobId, untold: told.ok ? undefined : told.error });
  },
});

/** In the words of a person of the business, who has decided it. */
function tellInTheirLanguage(
  draft: RecordWriter,
  conversationId: string,
  act: Act,
  context: CommandContext,
): Result<{ id: string }> {
  const heard = hearConversation(draft, conversationId, context.now);
  if (!heard.ok) return heard;
  const { reading } = heard.value;
  // Who confirms it here vouches for the customer who has chosen it here.
  const scene = { ...heard.value.scene, knownContactId: heard.value.scene.conversation.contactId };
  const composed = compose([act], scene, reading.language);
  if (!composed.ok) return composed;
  return queueText(draft, scene.conversation, { text: composed.value.text, author: 'owner' }, context);
}

const releaseHold = defineCommand({
  name: 'hold.release',
  title: 'Let go of a kept time',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    const hold = findHold(draft, id, now);
    if (!hold.ok) return hold;
    draft.patch('holds', id, { releasedAt: now });
    return ok({ id });
  },
});

function findHold(draft: RecordWriter, id: string, now: number): Result<Hold> {
  const hold = keptTimes(draft, now).find((each) => each.id === id);
  if (hold === undefined)
    return problem('hold.over', 'This time is no longer kept.', 'Look at the schedule for a free one.');
  const found = findConversation(draft, hold.conversationId);
  return found.ok ? ok(hold) : found;
}

export const holdCommands = [confirmHold, releaseHold] as const;
