import type { Act, Step } from '#shared/domain/act.ts';
import { compose } from '#shared/agent/acts/compose.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import type { Scene } from '#shared/agent/acts/scene.ts';
import { freeSlots, plannedVisits } from '#shared/agent/slots.ts';
import { type Hold, isHeld } from '#shared/domain/hold.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
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

/** Keeps a time that is still free, in the place of the one that this customer kept before; `undefined` where it is taken. */
export function keepTime(
  draft: RecordWriter,
  { start, serviceId }: Extract<Step, { step: 'hold' }>,
  { business, conversation, services, now }: Scene,
): Hold | undefined {
  const { contactId: id } = conversation;
  const service = services.find((each) => each.id === serviceId);
  const others = plannedVisits(draft, now).filter((busy) => !('contactId' in busy && busy.contactId === id));
  const slot = freeSlots(business, others, now, service?.durationMinutes ?? usualMinutes, mostTimes).find(
    (each) => each.start === start,
  );
  if (slot === undefined || (serviceId !== undefined && service === undefined)) return undefined;
  const until = Math.min(now + keptFor, start - confirmedBefore);
  const hold = { contactId: id, conversationId: conversation.id, serviceId, ...slot, until };
  if (draft.get('holds', id) === undefined) draft.create('holds', { id, ...hold });
  else draft.assign('holds', id, { ...hold, jobId: undefined, releasedAt: undefined });
  return draft.get('holds', id);
}

/** Makes a job with its visit of a kept time. */
export function makeVisit(
  draft: RecordWriter,
  hold: Hold,
  context: CommandContext,
): Extract<Act, { act: 'confirmVisit' }> {
  const { contactId, conversationId, serviceId, start, end } = hold;
  const service = serviceId === undefined ? undefined : draft.get('services', serviceId);
  const [jobId, itemId] = [context.newId(), context.newId()];
  draft.create('jobs', {
    id: jobId,
    contactId,
    conversationId,
    title: service?.name ?? draft.get('contacts', contactId)?.name ?? '',
    state: 'scheduled',
    siteId: usualSite(draft, contactId, context),
    ...(service !== undefined && {
      items: {
        [itemId]: {
          name: service.name,
          quantity: '1',
          unitPrice: service.unitPrice,
          currency: service.currency,
          serviceId: service.id,
          order: 0,
        },
      },
    }),
    createdAt: context.now,
  });
  const visitId = addVisit(draft, jobId, { start, end }, context);
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
    const act = makeVisit(draft, hold.value, context);
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
  const hold = draft.get('holds', id);
  if (hold === undefined || !isHeld(hold, now))
    return problem('hold.over', 'This time is no longer kept.', 'Look at the schedule for a free one.');
  const found = findConversation(draft, hold.conversationId);
  return found.ok ? ok(hold) : found;
}

export const holdCommands = [confirmHold, releaseHold] as const;
