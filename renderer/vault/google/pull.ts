import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { GoogleEvent } from '#shared/domain/google-event.ts';
import { given } from '#shared/lib/given.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { ask, type Asking } from './ask.ts';

type Events = Map<string, GoogleEvent>;

/** Our events as Google has them: in memory only, and of a calendar of our own only what has changed is asked for. */
export function createPull(bridge: Pick<Bridge, 'call'>) {
  const known = new Map<string, { calendarId: string; since: string | undefined; events: Events }>();

  /** `endsAfter`: in somebody's main calendar, from when on; there Google tells by no other way what is ours. */
  async function read(asking: Asking, endsAfter: number | undefined): Promise<Result<Events, GoogleFailed>> {
    const { link, calendarId } = asking;
    const before = known.get(link.id);
    const since = endsAfter === undefined && before?.calendarId === calendarId ? before.since : undefined;
    const events: Events = new Map(since === undefined ? [] : before?.events);
    let page: string | undefined;
    do {
      const { access } = asking;
      const mark = endsAfter === undefined ? undefined : { value: link.id, endsAfter };
      const told = await ask(bridge, 'google.events', {
        access,
        calendarId,
        ...given({ since, mark, page }),
      });
      // Too long ago: everything is asked for anew.
      if (!told.ok && told.error.why === 'gone' && since !== undefined) {
        known.delete(link.id);
        return read(asking, endsAfter);
      }
      if (!told.ok) return told;
      for (const event of told.value.events) events.set(event.id, event);
      page = told.value.page;
      if (page === undefined) known.set(link.id, { calendarId, since: told.value.since, events });
    } while (page !== undefined);
    return ok(events);
  }

  return {
    read,
    /** What we have just written, or looked at, is known. */
    note: (linkId: string, event: GoogleEvent) => known.get(linkId)?.events.set(event.id, event),
    drop: (linkId: string, id: string) => known.get(linkId)?.events.delete(id),
    forget: (linkId: string) => known.delete(linkId),
  };
}
