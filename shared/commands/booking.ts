import { z } from 'zod';
import { type Booking, bookingSchema } from '#shared/domain/booking.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { requestIdSchema } from '#shared/public-page/request.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { identify } from './booking-person.ts';
import { receiveBookings } from './booking-receive.ts';
import { tell } from './booking-tell.ts';
import { moveVisit, planVisit, takeOff } from './booking-visit.ts';
import { tellOfWaiting } from './booking-waiting.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { takeDangers } from './heard/take-dangers.ts';
import { assignVisit, visitSpan } from './visit.ts';

const reply = bookingSchema.shape.reply.unwrap().trim().optional();

const accept = defineCommand({
  name: 'booking.accept',
  title: 'Confirm a request',
  args: z.strictObject({
    id: requestIdSchema,
    visit: visitSpan,
    staffIds: z.array(idSchema).max(50).optional(),
    reply,
  }),
  // The customer may have read it.
  undoable: false,
  run(draft, { id, visit, staffIds, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    const booking = found.value;
    if (booking.state === 'declined' || booking.state === 'cancelled') return over();
    const planned =
      booking.jobId === undefined
        ? planVisit(draft, booking, visit, context)
        : moveVisit(draft, booking, visit, context);
    if (!planned.ok) return planned;
    const { jobId, visitId } = planned.value;
    const assigned =
      staffIds === undefined ? ok({}) : assignVisit.run(draft, { id: jobId, visitId, staffIds }, context);
    if (!assigned.ok) return assigned;
    settle(draft, id, { state: 'confirmed', words }, context);
    draft.patch('bookings', id, { jobId, visitId, confirmedFor: visit.start });
    return ok({ id, jobId, visitId });
  },
});

const decline = defineCommand({
  name: 'booking.decline',
  title: 'Decline a request',
  args: z.strictObject({ id: requestIdSchema, reply }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    if (found.value.state !== 'asked') return over();
    settle(draft, id, { state: 'declined', words }, context);
    return ok({ id });
  },
});

const cancel = defineCommand({
  name: 'booking.cancel',
  title: 'Cancel a booking',
  args: z.strictObject({ id: requestIdSchema, reply }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    if (found.value.state !== 'confirmed') return over();
    takeOff(draft, found.value, words || 'Cancelled in Bookings', context);
    tellOfWaiting(draft, found.value, context.now);
    settle(draft, id, { state: 'cancelled', words }, context);
    return ok({ id });
  },
});

/** Words on the customer's page: a question, or that a wish to move cannot be met. The request stays as it is. */
const say = defineCommand({
  name: 'booking.say',
  title: 'Write on the page of a request',
  args: z.strictObject({ id: requestIdSchema, reply: reply.unwrap().min(1) }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    settle(draft, id, { state: found.value.state, words }, context);
    return ok({ id });
  },
});

function settle(
  draft: RecordWriter,
  id: string,
  { state, words }: { state: Booking['state']; words: string | undefined },
  { now, memberId }: CommandContext,
): void {
  draft.patch('bookings', id, { state, stateAt: now, memberId });
  draft.assign('bookings', id, { reply: words === '' ? undefined : words, change: undefined });
  takeDangers(draft, { collection: 'bookings', id }, { now, memberId });
}

function findBooking(records: RecordReader, id: string): Result<Booking> {
  const booking = records.get('bookings', id);
  return booking === undefined ? problem('booking.missing', 'This request is no longer here.') : ok(booking);
}

function over(): Result<never> {
  return problem('booking.over', 'This has been settled meanwhile. Nothing was changed.');
}

export const bookingCommands = [receiveBookings, identify, accept, decline, cancel, say, tell] as const;
