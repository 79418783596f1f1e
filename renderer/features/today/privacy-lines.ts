import { dayOf, daysBetween } from '#shared/domain/day.ts';
import { clocksOf, deadlinesOf } from '#shared/domain/privacy-request.ts';
import type { Line } from './line.ts';
import type { TodaySources } from './sources.ts';

/** So many days before, it stands here. */
const ahead = 3;

/** The requests about data of which something is late or due soon. */
export function privacyLines({ records, viewer, now, timeZone }: TodaySources): Line[] {
  if (viewer.right('talk') !== 'write') return [];
  const today = dayOf(now, timeZone);
  const { holidayRegion } = records.get('business', 'business') ?? {};
  return [...records.all('privacyRequests')].flatMap((request): Line[] => {
    const clocks = clocksOf(request.country, records.get('requestClocks', request.country));
    const [due] = deadlinesOf(request, clocks, holidayRegion);
    if (due === undefined || daysBetween(today, due.day) > ahead) return [];
    const at = Date.parse(`${due.day}T00:00:00Z`);
    const { id: requestId } = request;
    return [
      { kind: 'privacy', id: `privacy ${requestId}`, isLate: due.day < today, at, requestId, request, due },
    ];
  });
}
