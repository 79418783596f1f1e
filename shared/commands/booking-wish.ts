import type { Booking, Wish, WishMiss } from '#shared/domain/booking.ts';
import { given } from '#shared/lib/given.ts';
import { wishBounds } from '#shared/public-page/bounds.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import type { Promised } from '#shared/public-page/promise.ts';
import type { CustomerRequest } from '#shared/public-page/request.ts';
import { leftOnDay, termsOf } from '#shared/records/bookings.ts';
import { minutesOf } from '#shared/records/offered-times.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const minute = 60_000;

/** What has come from the public page, opened and read. */
export interface Received<Said> {
  id: string;
  receivedAt: number;
  said: Said;
  claim?: ChosenTime | undefined;
  /** What the team itself has promised of that time. */
  promised?: Promised | undefined;
}

/** The time that was chosen, from when to when. */
export function slotOf(records: RecordReader, { service, start }: ChosenTime): NonNullable<Booking['slot']> {
  return { start, end: start + minutesOf(records, service) * minute };
}

/** The page offers only days that keep to the rule; whoever sends something else is not believed. */
export function judgedWishes(
  records: RecordReader,
  wishes: CustomerRequest['wishes'],
  { serviceId, at, except }: { serviceId: string | undefined; at: number; except?: string },
): Wish[] {
  const timeZone = records.get('business', 'business')?.timeZone;
  if (timeZone === undefined) return wishes;
  const [first, last] = wishBounds(termsOf(records, serviceId), timeZone, at);
  const missOf = (day: string): WishMiss | undefined => {
    if (day < first) return 'soon';
    if (day > last) return 'far';
    return leftOnDay(records, { serviceId, day, except }) === 0 ? 'full' : undefined;
  };
  return wishes.map((wish) => ({ ...wish, ...given({ misses: missOf(wish.day) }) }));
}
