import { type calendar_v3, calendar } from '@googleapis/calendar';
import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { type GoogleCalendar, mainCalendar } from '#shared/domain/google.ts';
import type { GoogleEvent, GoogleWhen, GoogleWriting } from '#shared/domain/google-event.ts';
import { given } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { failed, failureOf, googleClient } from './client.ts';

type Calls = Pick<
  CallHandlers,
  | 'google.calendars'
  | 'google.makeCalendar'
  | 'google.events'
  | 'google.event'
  | 'google.writeEvent'
  | 'google.deleteEvent'
  | 'google.busy'
>;

/** Of an event nothing else is asked for: what is not asked for does not come. */
const eventFields = 'id,etag,status,summary,location,description,start,end,extendedProperties/private';
const pageSize = 250;

/** Google's calendars. */
export function createGoogleCalendar(fetch: GuardedFetch): Calls {
  function clientFor({ server, accessToken }: CallArgs<'google.events'>['access']): calendar_v3.Calendar {
    const auth = googleClient(fetch, {});
    auth.setCredentials({ access_token: accessToken });
    return calendar({ version: 'v3', auth, ...(server !== undefined && { rootUrl: `${server}/` }) });
  }

  return {
    async 'google.calendars'({ access, page }) {
      try {
        const { data } = await clientFor(access).calendarList.list({
          maxResults: pageSize,
          fields: 'nextPageToken,items(id,summary,summaryOverride,primary)',
          ...given({ pageToken: page }),
        });
        const { items = [], nextPageToken } = listSchema.parse(data);
        const calendars = items.flatMap((item) => readCalendar(item) ?? []);
        return ok({ outcome: 'calendars' as const, calendars, ...given({ page: nextPageToken }) });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.makeCalendar'({ access, name, timeZone }) {
      try {
        const made = await clientFor(access).calendars.insert({ requestBody: { summary: name, timeZone } });
        const { id } = z.looseObject({ id: z.string().min(1).max(300) }).parse(made.data);
        return ok({ outcome: 'calendar' as const, calendarId: id });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.events'({ access, calendarId, since, mark, page }) {
      try {
        const { data } = await clientFor(access).events.list({
          calendarId,
          maxResults: pageSize,
          showDeleted: mark === undefined,
          singleEvents: false,
          fields: `nextPageToken,nextSyncToken,items(${eventFields})`,
          ...given({ syncToken: since, pageToken: page }),
          ...(mark !== undefined && {
            privateExtendedProperty: [`plumbline=${mark.value}`],
            timeMin: new Date(mark.endsAfter).toISOString(),
          }),
        });
        const { items = [], nextPageToken, nextSyncToken } = listSchema.parse(data);
        const events = items.flatMap((item) => readEvent(item) ?? []);
        return ok({
          outcome: 'events' as const,
          events,
          ...given({ page: nextPageToken, since: nextSyncToken }),
        });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.event'({ access, calendarId, id }) {
      try {
        const { data } = await clientFor(access).events.get({ calendarId, eventId: id, fields: eventFields });
        return eventAnswer(data);
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.writeEvent'({ access, calendarId, id, etag, writing }) {
      try {
        const { events } = clientFor(access);
        const requestBody = written(writing);
        const { data } =
          etag === undefined
            ? await events.insert({ calendarId, fields: eventFields, requestBody: { id, ...requestBody } })
            : await events.patch(
                { calendarId, eventId: id, fields: eventFields, requestBody },
                { headers: { 'If-Match': etag } },
              );
        return eventAnswer(data);
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.deleteEvent'({ access, calendarId, id, etag }) {
      try {
        const { events } = clientFor(access);
        await events.delete({ calendarId, eventId: id }, { headers: { 'If-Match': etag } });
        return ok({ outcome: 'done' as const });
      } catch (error) {
        const failure = failureOf(error);
        const isGone = failure.why === 'gone' || failure.why === 'missing';
        return ok(isGone ? { outcome: 'done' as const } : failure);
      }
    },
    async 'google.busy'({ access, calendars, start, end }) {
      try {
        const { data } = await clientFor(access).freebusy.query({
          requestBody: {
            timeMin: new Date(start).toISOString(),
            timeMax: new Date(end).toISOString(),
            items: calendars.map((id) => ({ id })),
          },
        });
        const told = busySchema.parse(data).calendars;
        // One that is not in the answer, or comes with errors, is not free.
        const unread = calendars.filter((id) => told[id] === undefined || (told[id].errors ?? []).length > 0);
        const spans = Object.entries(told).flatMap(([calendarId, { busy }]) =>
          busy.map((span) => ({ calendarId, ...span })),
        );
        return ok({ outcome: 'busy' as const, spans, unread });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
  };
}

const momentText = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const whenSchema = z
  .union([
    z.looseObject({ dateTime: momentText, timeZone: z.string().max(64).optional() }),
    z.looseObject({ date: z.iso.date() }),
  ])
  .transform((when): GoogleWhen => {
    if ('date' in when && typeof when.date === 'string') return { day: when.date };
    const { dateTime: at, timeZone: zone } = when as { dateTime: number; timeZone?: string };
    return { at, ...given({ zone }) };
  });

const cut = (most: number) =>
  z
    .string()
    .catch('')
    .transform((words) => words.slice(0, most));
const eventSchema = z.looseObject({
  id: z.string(),
  etag: z.string().catch(''),
  status: z.string().optional(),
  summary: cut(2000),
  location: cut(2000),
  description: cut(10_000),
  start: whenSchema.optional().catch(undefined),
  end: whenSchema.optional().catch(undefined),
  extendedProperties: z
    .looseObject({ private: z.record(z.string(), z.string()).catch({}) })
    .optional()
    .catch(undefined),
});
const listSchema = z.looseObject({
  items: z.array(z.unknown()).optional(),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
});
const calendarSchema = z.looseObject({
  id: z.string().min(1).max(300),
  summary: cut(300),
  summaryOverride: cut(300),
  primary: z.boolean().catch(false),
});
const busySchema = z.looseObject({
  calendars: z.record(
    z.string(),
    z.looseObject({
      errors: z.array(z.unknown()).optional(),
      busy: z
        .array(
          z
            .looseObject({ start: momentText, end: momentText })
            .transform(({ start, end }) => ({ start, end })),
        )
        .catch([]),
    }),
  ),
});

/** By the name that its person has given it, or else that of whoever made it. */
function readCalendar(given: unknown): GoogleCalendar | undefined {
  const read = calendarSchema.safeParse(given).data;
  if (read === undefined) return undefined;
  return { id: read.primary ? mainCalendar : read.id, name: read.summaryOverride || read.summary };
}

/** Each for itself: one that is not understood takes no other with it. Of others' events not even that they are there goes on. */
function readEvent(given: unknown): GoogleEvent | undefined {
  const read = eventSchema.safeParse(given).data;
  if (read === undefined) return undefined;
  const { id, etag, status, start, end } = read;
  const marks = read.extendedProperties?.private ?? {};
  const isCancelled = status === 'cancelled';
  // Of what was deleted Google may give nothing but the id.
  if (!isCancelled && marks['plumbline'] === undefined) return undefined;
  const words = { summary: read.summary, location: read.location, description: read.description };
  return {
    id,
    etag,
    isCancelled,
    words,
    marks,
    ...(start && { start }),
    ...(end && { end }),
  };
}

function eventAnswer(data: unknown) {
  const event = readEvent(data);
  return ok(event === undefined ? failed('refused') : { outcome: 'event' as const, event });
}

function written({ words, start, end, marks }: GoogleWriting): calendar_v3.Schema$Event {
  return {
    ...words,
    ...(start && { start: whenWritten(start) }),
    ...(end && { end: whenWritten(end) }),
    extendedProperties: { private: marks },
  };
}

/** What is no day any more loses it: both kinds at once are refused. */
function whenWritten(when: GoogleWhen): calendar_v3.Schema$EventDateTime {
  if ('day' in when) return { date: when.day, dateTime: null, timeZone: null };
  return { date: null, dateTime: new Date(when.at).toISOString(), ...given({ timeZone: when.zone }) };
}
