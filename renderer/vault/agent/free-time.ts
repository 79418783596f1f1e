import type { ToolContext } from '#shared/assistant/read-tools.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import { daySchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import { withBusy } from '#shared/records/availability.ts';

/** When people are busy by Google, asked now; `unread`: an account did not say, and all of it counts as busy. */
export type BusyNow = (
  start: number,
  end: number,
) => Promise<readonly (BusyTimes & { unread?: true | undefined })[]>;

interface Asked {
  context: ToolContext;
  /** Some account did not answer. */
  isUnread: boolean;
}

/** What free time is looked up in: the records, and when people are busy elsewhere on the day that is asked about. */
export async function withBusyOn(busyNow: BusyNow, context: ToolContext, wanted: unknown): Promise<Asked> {
  const { business, now, records } = context;
  const day = daySchema.safeParse(wanted).data ?? dayOf(now, business.timeZone);
  const { start, end } = boundsOf(day, business.timeZone);
  const busy = await busyNow(start, end);
  const isUnread = busy.some(({ unread }) => unread === true);
  return { context: { ...context, records: withBusy(records, busy) }, isUnread };
}

/** What a tool looks things up in: only who asks for free time asks Google. */
export async function contextOf(
  busyNow: BusyNow,
  { tool, args }: { tool: string; args: Record<string, unknown> },
  context: ToolContext,
): Promise<Asked> {
  return tool === 'free_slots' ? withBusyOn(busyNow, context, args['day']) : { context, isUnread: false };
}
