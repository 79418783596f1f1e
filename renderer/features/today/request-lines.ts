import { isWaiting } from '#shared/domain/booking.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { openRequests } from '#shared/records/visit-answers.ts';
import type { Line } from './line.ts';
import type { TodaySources } from './sources.ts';

/** Customers who ask by a button of a reminder to move or to cancel their visit. At `at` it would take place. */
export function requestLines({ records, viewer }: TodaySources): Line[] {
  if (viewer.right('work') !== 'write' || viewer.right('talk') === 'none') return [];
  return openRequests(records).flatMap(({ reminder, answer }): Line[] => {
    const { id, jobId, contactId, start } = reminder;
    if (answer === 'confirm') return [];
    return [{ kind: 'request', id: `request ${id}`, isLate: false, at: start, jobId, contactId, answer }];
  });
}

/** Who has asked on the public page and waits, those in danger first. */
export function bookingLines({ records, viewer }: TodaySources): Line[] {
  if (viewer.right('talk') !== 'write') return [];
  return [...records.all('bookings')].filter(isWaiting).map((booking): Line => {
    const { id: bookingId, contactId, change, at } = booking;
    const wants = change?.wants ?? 'answer';
    return {
      kind: 'booking',
      id: `booking ${bookingId}`,
      isLate: openDangers(booking).length > 0,
      at: change?.at ?? at,
      bookingId,
      contactId,
      wants,
    };
  });
}
