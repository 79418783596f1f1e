import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { GoogleCalendar } from '#shared/domain/google.ts';
import { given } from '#shared/lib/given.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { GoogleAccesses } from './access.ts';
import { ask } from './ask.ts';

interface CalendarListDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  accesses: Pick<GoogleAccesses, 'of' | 'drop'>;
  mayGoOut(): boolean;
}

/** Of 250 calendars each: nobody follows more. */
const mostPages = 10;

/** Which calendars an account has or follows, but for the one that Plumbline has made: asked when somebody chooses. */
export async function listCalendars(
  { bridge, records, accesses, mayGoOut }: CalendarListDeps,
  linkId: string,
): Promise<Result<GoogleCalendar[], GoogleFailed>> {
  const link = records.get('googleLinks', linkId);
  if (link === undefined || !mayGoOut()) return err({ outcome: 'failed', why: 'notAllowed' });
  const granted = await accesses.of(link);
  if (granted.outcome === 'failed') return err(granted);
  const access = { accessToken: granted.accessToken, ...given({ server: link.server }) };
  const calendars: GoogleCalendar[] = [];
  let page: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const answer = await ask(bridge, 'google.calendars', { access, ...given({ page }) });
    if (!answer.ok && answer.error.why === 'unauthorized') accesses.drop(linkId);
    if (!answer.ok) return answer;
    calendars.push(...answer.value.calendars);
    page = answer.value.page;
    if (page === undefined) break;
  }
  return ok(calendars.filter(({ id }) => id !== link.calendarId));
}
