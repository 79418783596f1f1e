import { randomUUID } from 'node:crypto';
import type { Answer, Asked } from './http.ts';

type When = { date?: string | null; dateTime?: string | null; timeZone?: string | null };
export interface StandinEvent {
  id: string;
  etag: string;
  status: 'confirmed' | 'cancelled';
  updated: string;
  summary?: string;
  location?: string;
  description?: string;
  start: When;
  end: When;
  colorId?: string;
  extendedProperties?: { private?: Record<string, string> };
  [field: string]: unknown;
}

interface Calendar {
  id: string;
  summary: string;
  /** Made by the program that asks: a smaller right opens it. */
  isOwn: boolean;
  events: Map<string, StandinEvent>;
  /** Which event has changed, in order: what a sync token counts. */
  log: string[];
  /** Tokens that are older have expired. */
  forgotten: number;
  /** Google does not say when it is busy. */
  isUnread: boolean;
}

export interface CalendarStandin {
  calendars: Map<string, Calendar>;
  events(calendarId?: string): StandinEvent[];
  /** One more that the person has, or that somebody shares with them. */
  addCalendar(id: string, summary: string): void;
  /** Somebody does it in Google Calendar. */
  add(event: Partial<StandinEvent>, calendarId?: string): StandinEvent;
  change(id: string, fields: Partial<StandinEvent>, calendarId?: string): void;
  remove(id: string, calendarId?: string): void;
  /** Sync tokens that were given out are too old. */
  expireTokens(calendarId?: string): void;
  answer(asked: Asked, scopes: readonly string[], error: ApiError): Answer | undefined;
}

type ApiError = (status: number, reason: string, message?: string) => Answer;
const auth = 'https://www.googleapis.com/auth/calendar';
const main = 'primary';

/** Google Calendar, as far as it is used: sync tokens that expire, etags, ids that stay taken, whole days, private properties. */
export function createCalendars(now: () => number): CalendarStandin {
  const calendars = new Map<string, Calendar>();
  let changes = 1;
  const make = (id: string, summary: string, isOwn: boolean): Calendar => {
    const calendar: Calendar = {
      id,
      summary,
      isOwn,
      events: new Map(),
      log: [],
      forgotten: 0,
      isUnread: false,
    };
    calendars.set(id, calendar);
    return calendar;
  };
  make(main, 'Main', false);
  /** Where nobody says which: the one that Plumbline has made, or else the main one. */
  const meant = (id?: string): Calendar =>
    calendars.get(id ?? '') ?? [...calendars.values()].find(({ isOwn }) => isOwn) ?? calendars.get(main)!;

  function store(calendar: Calendar, event: StandinEvent): StandinEvent {
    event.etag = `"${++changes}"`;
    event.updated = new Date(now()).toISOString();
    calendar.events.set(event.id, event);
    calendar.log.push(event.id);
    return event;
  }

  function list(calendar: Calendar, query: URLSearchParams, error: ApiError): Answer {
    const token = query.get('syncToken');
    const others = ['timeMin', 'timeMax', 'privateExtendedProperty', 'q', 'orderBy', 'updatedMin', 'iCalUID'];
    if (token !== null && others.some((each) => query.has(each)))
      return error(400, 'invalid', 'Sync token cannot be used with other query restrictions.');
    if (token !== null && (Number(token) < calendar.forgotten || Number.isNaN(Number(token))))
      return error(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.');
    const marks = query.getAll('privateExtendedProperty').map((each) => each.split('='));
    const after = query.get('timeMin');
    const ids =
      token === null ? [...calendar.events.keys()] : [...new Set(calendar.log.slice(Number(token)))];
    const found = ids
      .map((id) => calendar.events.get(id)!)
      .filter(
        (event) => event.status !== 'cancelled' || query.get('showDeleted') === 'true' || token !== null,
      )
      .filter((event) =>
        marks.every(([key = '', value]) => event.extendedProperties?.private?.[key] === value),
      )
      .filter((event) => after === null || endOf(event) > Date.parse(after));
    const size = Math.min(Number(query.get('maxResults') ?? 250), pageSize);
    const from = Number(query.get('pageToken') ?? 0);
    const items = found.slice(from, from + size).map(shown);
    const isLast = from + size >= found.length;
    const next = isLast
      ? marks.length === 0 && after === null && { nextSyncToken: String(calendar.log.length) }
      : { nextPageToken: String(from + size) };
    return { status: 200, body: { kind: 'calendar#events', items, ...next } };
  }

  function insert(calendar: Calendar, body: Partial<StandinEvent>, error: ApiError): Answer {
    const { id = randomUUID().replaceAll(/[^a-v0-9]/g, '') } = body;
    if (!/^[a-v0-9]{5,1024}$/.test(id)) return error(400, 'invalid', 'Invalid resource id value.');
    if (calendar.events.has(id)) return error(409, 'duplicate', 'The requested identifier already exists.');
    const wrong = wrongTimes(body);
    if (wrong) return error(400, 'invalid', wrong);
    return { status: 200, body: store(calendar, clean({ ...body, id, status: 'confirmed' })) };
  }

  function onEvent(
    calendar: Calendar,
    id: string,
    { method, body, headers }: Asked,
    error: ApiError,
  ): Answer {
    const event = calendar.events.get(id);
    if (event === undefined) return error(404, 'notFound');
    if (method === 'GET') return { status: 200, body: event.status === 'cancelled' ? shown(event) : event };
    if (event.status === 'cancelled' && method === 'DELETE')
      return error(410, 'deleted', 'Resource has been deleted');
    if (headers['if-match'] !== undefined && headers['if-match'] !== event.etag)
      return error(412, 'conditionNotMet', 'Precondition Failed');
    if (method === 'DELETE') {
      store(calendar, { ...event, status: 'cancelled' });
      return { status: 204 };
    }
    const patch = JSON.parse(body) as Partial<StandinEvent>;
    const merged = merge(event, patch);
    const wrong = wrongTimes(merged);
    return wrong ? error(400, 'invalid', wrong) : { status: 200, body: store(calendar, clean(merged)) };
  }

  function busy(body: string, error: ApiError): Answer {
    const { timeMin, timeMax, items } = JSON.parse(body) as {
      timeMin: string;
      timeMax: string;
      items: { id: string }[];
    };
    const [from, to] = [Date.parse(timeMin), Date.parse(timeMax)];
    if (to - from > 92 * 86_400_000)
      return error(400, 'timeRangeTooLong', 'The requested time range is too long.');
    if (items.length > 50) return error(400, 'tooManyCalendarsRequested');
    const told = items.map(({ id }) => {
      const calendar = calendars.get(id);
      if (calendar === undefined || calendar.isUnread)
        return [id, { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }] as const;
      const spans = [...calendar.events.values()]
        .filter((event) => event.status !== 'cancelled' && event['transparency'] !== 'transparent')
        .map((event) => ({ start: startOf(event), end: endOf(event) }))
        .filter(({ start, end }) => start < to && end > from);
      return [id, { busy: spans.map(({ start, end }) => ({ start: iso(start), end: iso(end) })) }] as const;
    });
    return { status: 200, body: { kind: 'calendar#freeBusy', calendars: Object.fromEntries(told) } };
  }

  /** The main one goes by the person's address, and says that it is that. */
  function calendarList(query: URLSearchParams): Answer {
    const all = [...calendars.values()];
    const from = Number(query.get('pageToken') ?? 0);
    const size = Math.min(Number(query.get('maxResults') ?? 100), pageSize);
    const items = all
      .slice(from, from + size)
      .map(({ id, summary }) =>
        id === main
          ? { id: 'person@example.org', summary: 'person@example.org', primary: true }
          : { id, summary },
      );
    const next = from + size < all.length && { nextPageToken: String(from + size) };
    return { status: 200, body: { kind: 'calendar#calendarList', items, ...next } };
  }

  return {
    calendars,
    addCalendar: (id, summary) => void make(id, summary, false),
    events: (id) => [...meant(id).events.values()].filter(({ status }) => status !== 'cancelled'),
    add: (event, id) =>
      store(
        meant(id),
        clean({ id: randomUUID().replaceAll(/[^a-v0-9]/g, ''), status: 'confirmed', ...event }),
      ),
    change: (eventId, fields, id) =>
      void store(meant(id), clean({ ...meant(id).events.get(eventId)!, ...fields })),
    remove: (eventId, id) =>
      void store(meant(id), { ...meant(id).events.get(eventId)!, status: 'cancelled' }),
    expireTokens(id) {
      const calendar = meant(id);
      calendar.log.push(...calendar.log.slice(-1));
      calendar.forgotten = calendar.log.length;
    },
    answer(asked, scopes, error) {
      const { method, path, body, url } = asked;
      const may = (...names: string[]) => names.some((name) => scopes.includes(`${auth}.${name}`));
      const denied = error(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
      if (path === '/calendar/v3/freeBusy') return may('freebusy') ? busy(body, error) : denied;
      if (path === '/calendar/v3/users/me/calendarList')
        return may('calendarlist.readonly') ? calendarList(url.searchParams) : denied;
      if (path === '/calendar/v3/calendars' && method === 'POST') {
        if (!may('app.created')) return denied;
        const { summary } = JSON.parse(body) as { summary: string };
        const { id } = make(`${randomUUID()}@group.calendar.google.com`, summary, true);
        return { status: 200, body: { id, summary } };
      }
      const [, id = '', eventId] =
        /^\/calendar\/v3\/calendars\/([^/]+)\/events(?:\/([^/]+))?$/.exec(path) ?? [];
      if (id === '') return undefined;
      const calendar = calendars.get(decodeURIComponent(id));
      if (calendar === undefined) return error(404, 'notFound');
      if (!may('events') && !(calendar.isOwn && may('app.created'))) return denied;
      if (eventId !== undefined) return onEvent(calendar, eventId, asked, error);
      return method === 'GET'
        ? list(calendar, url.searchParams, error)
        : insert(calendar, JSON.parse(body), error);
    },
  };
}

/** So few at once, that more than one page is seldom missed in a test. */
const pageSize = 20;

/** Of what was deleted only this is sure to be told. */
function shown(event: StandinEvent): object {
  const { id, etag, status } = event;
  return status === 'cancelled' ? { kind: 'calendar#event', id, etag, status } : event;
}

function merge(event: StandinEvent, patch: Partial<StandinEvent>): StandinEvent {
  const marks = { ...event.extendedProperties?.private, ...patch.extendedProperties?.private };
  return {
    ...event,
    ...patch,
    start: { ...event.start, ...patch.start },
    end: { ...event.end, ...patch.end },
    extendedProperties: { ...event.extendedProperties, private: marks },
  };
}

function clean(event: Partial<StandinEvent>): StandinEvent {
  const when = (each: When = {}): When =>
    Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null));
  return { ...event, start: when(event.start), end: when(event.end) } as StandinEvent;
}

function wrongTimes({ start = {}, end = {} }: Partial<StandinEvent>): string | undefined {
  const kinds = [start, end].map(({ date, dateTime }) => [date, dateTime].filter(Boolean).length);
  if (kinds.some((count) => count !== 1)) return 'Invalid start time.';
  if (Boolean(start.date) !== Boolean(end.date))
    return 'Start and end times must either both be date or both be dateTime.';
  const [from, to] = [Date.parse((start.date ?? start.dateTime)!), Date.parse((end.date ?? end.dateTime)!)];
  return to > from ? undefined : 'The specified time range is empty.';
}

const startOf = ({ start }: StandinEvent): number => Date.parse((start.date ?? start.dateTime)!);
const endOf = ({ end }: StandinEvent): number => Date.parse((end.date ?? end.dateTime)!);
const iso = (at: number): string => new Date(at).toISOString();
