import type { Booking } from '#shared/domain/booking.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { cleanText } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { ChangeRequest } from '#shared/public-page/request.ts';
import { changeUntil, hasBegun, movesLeft, ownVisitOf } from '#shared/records/bookings.ts';
import { offeredStart } from '#shared/records/offered-times.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { moveVisit, takeOff } from './booking-visit.ts';
import { tellOfWaiting } from './booking-waiting.ts';
import { judgedWishes, type Received, slotOf } from './booking-wish.ts';
import type { CommandContext } from './command.ts';
import { hearElsewhere } from './heard/hear-danger.ts';

/**
 * Who knows the secret is who has asked. Cancelled in time it is cancelled, and moved to a time that was given to them it
 * is moved; anything else waits for a person, and so does whoever may be in danger.
 */
export function change(
  draft: RecordWriter,
  { id, receivedAt: at, said, claim, promised }: Received<ChangeRequest>,
  context: CommandContext,
): void {
  const booking = draft.get('bookings', said.of);
  if (booking === undefined || booking.secret !== said.secret) return;
  const words = said.words === undefined ? undefined : cleanText(said.words).trim();
  const { danger, isHarmless } = hearElsewhere(draft, { text: words ?? '', at });
  if (danger !== undefined && booking.dangers?.[id] === undefined)
    draft.putEntry('bookings', booking.id, 'dangers', id, danger);
  if (booking.state === 'declined' || booking.state === 'cancelled') return;
  if (booking.change !== undefined && booking.change.at >= at) return;
  const until = changeUntil(draft, booking);
  // Also where somebody has set out for it early.
  const mayByThemselves = isHarmless && (until === undefined || at <= until) && !hasBegun(draft, booking);
  const wishes = judgedWishes(draft, said.wishes, { serviceId: booking.serviceId, at, except: booking.id });
  const slot = claim && booking.serviceId === claim.service ? slotOf(draft, claim) : undefined;
  const wish = { wants: said.wants, at, wishes, ...given({ words, slot }) };
  if (claim !== undefined) draft.putEntry('bookings', booking.id, 'claims', id, true);
  if (
    said.wants === 'move' &&
    mayByThemselves &&
    slot !== undefined &&
    promised !== undefined &&
    moveTo(draft, booking, slot, { context, at })
  )
    return;
  if (said.wants === 'move' || !mayByThemselves) {
    draft.patch('bookings', booking.id, { change: wish });
    return;
  }
  takeOff(draft, booking, 'The customer cancelled on the public page', context);
  if (booking.state === 'confirmed') {
    tellOf(draft, booking, { kind: 'cancelled', at });
    tellOfWaiting(draft, booking, at);
  }
  draft.patch('bookings', booking.id, { state: 'cancelled', stateAt: at });
  draft.unset('bookings', booking.id, 'change', 'memberId');
}

/** A time that the relay has given to them, and that is free by what this device knows: once more, as often as the rule lets. */
function moveTo(
  draft: RecordWriter,
  booking: Booking,
  slot: NonNullable<Booking['slot']>,
  { context, at }: { context: CommandContext; at: number },
): boolean {
  const { id, state, serviceId } = booking;
  if (state !== 'confirmed' || serviceId === undefined || movesLeft(draft, booking) === 0) return false;
  const asked = { serviceId, start: slot.start, now: at, visitId: ownVisitOf(booking), bookingId: id };
  if (offeredStart(draft, asked) === undefined) return false;
  const moved = moveVisit(draft, booking, slot, context);
  if (!moved.ok) return false;
  draft.patch('bookings', id, {
    ...moved.value,
    slot,
    confirmedFor: slot.start,
    stateAt: at,
    moves: (booking.moves ?? 0) + 1,
  });
  draft.unset('bookings', id, 'change', 'memberId');
  tellOf(draft, booking, { kind: 'moved', at });
  tellOfWaiting(draft, booking, at);
  return true;
}

/** A visit that goes from the schedule, or moves there, by itself is somebody's to know of. */
function tellOf(
  draft: RecordWriter,
  { id, contactId }: Booking,
  { kind, at }: { kind: 'cancelled' | 'moved'; at: number },
): void {
  const taskId = contentId(kind === 'moved' ? ['task', kind, id, at] : ['task', kind, id]);
  const timeZone = draft.get('business', 'business')?.timeZone;
  if (draft.get('tasks', taskId) !== undefined) return;
  draft.create('tasks', {
    id: taskId,
    createdAt: at,
    title: '',
    asks: { kind: kind satisfies TaskAsks },
    // Without a day it would not stand on Today.
    ...(timeZone !== undefined && { due: { day: dayOf(at, timeZone) } }),
    aboutKind: 'contacts',
    aboutId: contactId,
  });
}
