import type { Bridge } from '#shared/bridge/bridge.ts';
import type { BusySpan, BusyTimes } from '#shared/domain/calendar-feed.ts';
import { spanKey } from '#shared/domain/calendar-feed.ts';
import { busyCalendarsOf, mainCalendar, missingUses } from '#shared/domain/google.ts';
import { type TimeSpan, without } from '#shared/domain/availability/spans.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { googleLinks } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { GoogleAccesses } from './access.ts';
import { ask } from './ask.ts';

export interface BusyDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  accesses: Pick<GoogleAccesses, 'of' | 'drop'>;
  mayGoOut(): boolean;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}

const day = 86_400_000;
/** Google looks at no more at once. */
const atOnce = 90 * day;

/** When one account says that somebody is busy; `unread`: it did not say it of all that was asked. */
export interface BusyByGoogle extends BusyTimes {
  unread?: true;
}

/** When people are busy by Google, asked at the question and kept nowhere: see adr/0025. */
export interface GoogleBusy {
  /** One for each account, as busy times elsewhere are known. Where Google does not say, all of it is busy. */
  between(start: number, end: number): Promise<BusyByGoogle[]>;
}

/** What one account answers. */
interface Told {
  /** In the main calendar, where visits may stand as well. */
  main: TimeSpan[];
  /** In all others, and whatever Google does not say. */
  others: TimeSpan[];
  unread?: true;
}

export function createGoogleBusy({ bridge, records, accesses, mayGoOut, work, now }: BusyDeps): GoogleBusy {
  async function busyOf(link: ReturnType<typeof googleLinks>[number], asked: TimeSpan): Promise<Told> {
    const granted = await accesses.of(link);
    if (granted.outcome === 'failed') return { main: [], others: [asked], unread: true };
    const access = { accessToken: granted.accessToken, ...given({ server: link.server }) };
    const told: Told = { main: [], others: [] };
    for (let start = asked.start; start < asked.end; start += atOnce) {
      const part = { start, end: Math.min(asked.end, start + atOnce) };
      const calendars = busyCalendarsOf(link);
      const answer = await ask(bridge, 'google.busy', { access, calendars, ...part });
      if (!answer.ok && answer.error.why === 'unauthorized') accesses.drop(link.id);
      const isSaid = answer.ok && answer.value.unread.length === 0;
      if (isSaid)
        for (const { calendarId, ...span } of answer.value.spans)
          (calendarId === mainCalendar ? told.main : told.others).push(span);
      else {
        told.others.push(part);
        told.unread = true;
      }
      if (work.isOver) break;
    }
    return told;
  }

  return {
    async between(start, end) {
      const links = googleLinks(records).filter(
        (link) => link.wants.busy && !missingUses(link).includes('busy'),
      );
      if (!mayGoOut() || end <= Math.max(start, now())) return [];
      return Promise.all(
        links.map(async (link) => {
          const { main, others, ...unread } = await busyOf(link, {
            start: Math.max(start, now() - day),
            end,
          });
          const zone = businessTimeZone(records);
          const busy = [...without(main, ourOwn(records, link.id)), ...others];
          const spans = busy.map((span): BusySpan => ({ ...span, zone }));
          const keyed = Object.fromEntries(spans.map((span) => [spanKey(span), span]));
          return { id: link.id, staffId: link.staffId, name: 'Google', spans: keyed, ...unread };
        }),
      );
    },
  };
}

/** What stands at Google by us is known here already, and is no obstacle to being moved. */
function ourOwn(records: RecordReader, linkId: string): TimeSpan[] {
  if (records.get('googleLinks', linkId)?.wants.place !== 'main') return [];
  return records.by('googleEvents', 'linkId', linkId).flatMap(({ of, subjectId }) => {
    const time = records.get(of, subjectId)?.time;
    return time === undefined ? [] : [{ start: time.start, end: time.end }];
  });
}
