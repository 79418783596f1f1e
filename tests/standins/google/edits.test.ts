import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGoogleCalendar } from '#electron/services/google/calendar.ts';
import { createCalendarRounds } from '#renderer/vault/google/calendar.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { eventTime, timeKey } from '#shared/google/event.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createCalendars, type StandinEvent } from './calendar.ts';
import { apiError } from './server.ts';

const [minute, hour] = [60_000, 3_600_000];
const calendarId = 'primary';
const owner = 'member-1';
const scopes = ['https://www.googleapis.com/auth/calendar.events'];

type Trouble = 'none' | 'before' | 'after' | 'limit';

/** A schedule and a calendar of somebody’s with much else in it, and between them all that runs for real but the network. */
function world(takesAtOnce: boolean) {
  const memory = createMemoryRecords();
  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  memory.apply([
    {
      collection: 'members',
      id: owner,
      path: [],
      before: undefined,
      after: { id: owner, name: 'Ana', createdAt: 1 },
    },
  ]);
  const client = { clientId: 'client-id', clientSecret: 'client-secret' };
  const wants = { place: 'main' as const, busy: false };
  const { id: linkId } = expectOk(
    memory.run('google.connect', { staffId: owner, ...client, wants, scopes, refreshToken: 'x' }),
  );
  expectOk(memory.run('google.choose', { id: linkId, fields: ['title'], takesAtOnce }));
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ana Lopes' }));
  const calendars = createCalendars(() => memory.context.now);
  const others = Array.from({ length: 30 }, (_, n) =>
    calendars.add(
      {
        summary: `Other ${n}`,
        start: at(memory.context.now + n * hour),
        end: at(memory.context.now + (n + 1) * hour),
      },
      calendarId,
    ),
  );
  /** What becomes of the next requests, one after another. */
  const troubles: Trouble[] = [];

  const calls = createGoogleCalendar(async (input, init = {}) => {
    const trouble = troubles.shift() ?? 'none';
    if (trouble === 'before') throw new TypeError('fetch failed');
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const { method = 'GET', body } = init;
    const asked = { method, path: url.pathname, url, body: typeof body === 'string' ? body : '', headers };
    const { status, body: said } =
      trouble === 'limit' ? apiError(403, 'rateLimitExceeded') : calendars.answer(asked, scopes, apiError)!;
    if (trouble === 'after') throw new TypeError('fetch failed');
    const json = { 'content-type': 'application/json' };
    return new Response(status === 204 ? null : JSON.stringify(said), { status, headers: json });
  });
  const rounds = createCalendarRounds({
    bridge: { call: (name: keyof typeof calls, args: never) => calls[name](args) } as unknown as Bridge,
    records: memory.records,
    run: async (name, args) => memory.run(name, args as never),
    mayGoOn: () => true,
    now: () => memory.context.now,
  });
  const round = () =>
    rounds.round({
      link: memory.records.get('googleLinks', linkId)!,
      access: { accessToken: 'token' },
      calendarId,
    });
  const ours = (): StandinEvent[] =>
    calendars
      .events(calendarId)
      .filter(({ extendedProperties }) => extendedProperties?.private?.['plumbline']);
  return { memory, calendars, others, troubles, round, ours, contactId };
}

type World = ReturnType<typeof world>;

const at = (moment: number) => ({ dateTime: new Date(moment).toISOString() });
const visitsOf = ({ memory }: World) => memory.list('visits').toSorted((a, b) => (a.id < b.id ? -1 : 1));
const picked = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

interface Edit {
  does:
    | 'add'
    | 'move'
    | 'days'
    | 'remove'
    | 'rename'
    | 'moveThere'
    | 'daysThere'
    | 'wordsThere'
    | 'removeThere'
    | 'round'
    | 'answer';
  which: number;
  to: number;
  troubles: Trouble[];
}

const edit: fc.Arbitrary<Edit> = fc.record({
  does: fc.constantFrom<Edit['does'][]>(
    ...([
      'add',
      'add',
      'move',
      'days',
      'remove',
      'rename',
      'moveThere',
      'daysThere',
      'wordsThere',
      'removeThere',
      'round',
      'round',
      'answer',
    ] as const),
  ),
  which: fc.nat(50),
  to: fc.nat(2000),
  troubles: fc.array(fc.constantFrom<Trouble[]>('none', 'none', 'none', 'before', 'after', 'limit'), {
    maxLength: 6,
  }),
});

async function make(open: World, { does, which, to, troubles }: Edit): Promise<void> {
  const { memory, calendars, contactId } = open;
  const start = memory.context.now + to * 15 * minute;
  const visit = picked(visitsOf(open), which);
  const theirs = picked(open.ours(), which);
  if (does === 'round') {
    open.troubles.push(...troubles);
    await open.round();
    open.troubles.length = 0;
  } else if (does === 'add')
    memory.run('job.create', { contactId, title: `Job ${to}`, visit: { start, end: start + hour } });
  else if (does === 'answer') answerAll(open, to);
  else if (visit !== undefined && does === 'rename')
    memory.run('job.update', { id: visit.jobId, fields: { title: `Renamed ${to}` } });
  else if (visit !== undefined && does === 'remove')
    memory.run('job.removeVisit', { id: visit.jobId, visitId: visit.id });
  else if (visit !== undefined && (does === 'move' || does === 'days')) {
    const anyTime = does === 'days' ? { anyTime: true as const } : {};
    memory.run('job.reschedule', {
      id: visit.jobId,
      visitId: visit.id,
      start,
      end: start + 2 * hour,
      ...anyTime,
    });
  } else if (theirs !== undefined && does === 'removeThere') calendars.remove(theirs.id, calendarId);
  else if (theirs !== undefined && does === 'wordsThere')
    calendars.change(theirs.id, { description: `note ${to}`, colorId: '5' }, calendarId);
  else if (theirs !== undefined && does === 'moveThere')
    calendars.change(theirs.id, { start: at(start), end: at(start + hour) }, calendarId);
  else if (theirs !== undefined && does === 'daysThere') {
    const day = (n: number) => ({ date: new Date(start + n * 24 * hour).toISOString().slice(0, 10) });
    calendars.change(theirs.id, { start: day(0), end: day(2) }, calendarId);
  }
}

function answerAll({ memory }: World, seed: number): void {
  for (const { id, asks } of memory.list('googleEvents'))
    if (asks !== undefined && !memory.run(seed % 2 === 0 ? 'google.accept' : 'google.refuse', { id }).ok)
      memory.run('google.refuse', { id });
}

test.each([true, false])(
  'a thousand edits on both sides with a bad connection end in the same on both (at once: %s)',
  async (takesAtOnce) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 100, maxLength: 100 }), async (edits) => {
        const open = world(takesAtOnce);
        const before = JSON.stringify(open.others);
        for (const each of edits) await make(open, each);
        for (let calm = 0; calm < 4; calm++) {
          expectOk(await open.round());
          answerAll(open, calm);
        }
        expectOk(await open.round());
        const { memory } = open;
        const here = visitsOf(open).map(({ id, jobId, time }) => [
          id,
          timeKey(eventTime(time)),
          memory.records.get('jobs', jobId)!.title,
        ]);
        const there = open
          .ours()
          .map((event) => [event.extendedProperties!.private!['subject'], keyThere(event), event.summary])
          .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
        expect(there).toEqual(here);
        expect(memory.list('googleEvents').filter(({ asks }) => asks !== undefined)).toEqual([]);
        expect(memory.list('googleEvents')).toHaveLength(here.length);
        expect(JSON.stringify(open.others), 'the events of others').toBe(before);
      }),
      { numRuns: 5 },
    );
  },
  120_000,
);

function keyThere({ start, end }: StandinEvent): string {
  const key = ({ date, dateTime }: StandinEvent['start']): string =>
    date ?? String(Date.parse(dateTime!) / 1000);
  return `${key(start)}/${key(end)}`;
}
