import { z } from 'zod';
import { googleCalendarSchema, googleClientSchema, mostBusyCalendars } from '#shared/domain/google.ts';
import { googleEventSchema, googleWritingSchema } from '#shared/domain/google-event.ts';
import {
  newTabSchema,
  sheetBlockSchema,
  sheetGrowthSchema,
  sheetTabSchema,
} from '#shared/domain/google-sheet.ts';

/** Why Google did not do what it was asked; `lost`: nobody knows whether it has. */
const googleFailures = [
  'notAllowed',
  'unreachable',
  'lost',
  'server',
  'tooMany',
  'limited',
  'invalidGrant',
  'invalidClient',
  'denied',
  'unauthorized',
  'forbidden',
  'missing',
  'gone',
  'changed',
  'taken',
  'tooLong',
  'switchedOff',
  'full',
  'refused',
] as const;
export type GoogleFailure = (typeof googleFailures)[number];

export const providerFailedSchema = z.object({
  outcome: z.literal('failed'),
  why: z.enum(googleFailures),
  /** Seconds to wait before it is asked again, where Google says so. */
  retryAfter: z.number().optional(),
});
export type GoogleFailed = z.infer<typeof providerFailedSchema>;

export const doneSchema = z.object({ outcome: z.literal('done') });
export const tokenSchema = z.string().min(1).max(8000);
const token = tokenSchema;
const { server } = googleClientSchema.shape;
const access = z.object({ server, accessToken: token });
const calendarId = z.string().min(1).max(300);
const spreadsheetId = z.string().min(1).max(200);
const sheetDone = z.union([doneSchema, providerFailedSchema]);
const event = z.string().min(5).max(1100);
const moment = z.number().int();
const eventAnswer = z.union([
  z.object({ outcome: z.literal('event'), event: googleEventSchema }),
  providerFailedSchema,
]);

/** A right to ask for something, good for about an hour. */
export const accessKeySchema = z.object({ accessToken: token, until: z.number() });
export type GoogleAccess = z.infer<typeof accessKeySchema>;

export const googleCalls = {
  /** Has Google give a new right in return for what is kept. `refreshToken`: where another one takes its place. */
  'google.refresh': {
    args: z.object({ client: googleClientSchema, refreshToken: token }),
    result: z.union([
      z.object({ outcome: z.literal('access'), ...accessKeySchema.shape, refreshToken: token.optional() }),
      providerFailedSchema,
    ]),
  },
  /** Takes all rights of a token back. One that Google does not know any more is taken back already. */
  'google.revoke': {
    args: z.object({ server, refreshToken: token }),
    result: z.union([doneSchema, providerFailedSchema]),
  },
  /** A page of the calendars that the account has or follows. */
  'google.calendars': {
    args: z.object({ access, page: z.string().max(2000).optional() }),
    result: z.union([
      z.object({
        outcome: z.literal('calendars'),
        calendars: z.array(googleCalendarSchema),
        page: z.string().optional(),
      }),
      providerFailedSchema,
    ]),
  },
  /** Makes a calendar that only Plumbline and its person see. */
  'google.makeCalendar': {
    args: z.object({ access, name: z.string().min(1).max(200), timeZone: z.string().max(64) }),
    result: z.union([z.object({ outcome: z.literal('calendar'), calendarId }), providerFailedSchema]),
  },
  /**
   * A page of a calendar's events: what has changed since `since`, also what was deleted; or those that bear this mark and end after a
   * moment. What Google says of others is left out.
   */
  'google.events': {
    args: z.object({
      access,
      calendarId,
      since: z.string().max(2000).optional(),
      mark: z.object({ value: z.string().max(200), endsAfter: moment }).optional(),
      page: z.string().max(2000).optional(),
    }),
    result: z.union([
      z.object({
        outcome: z.literal('events'),
        events: z.array(googleEventSchema),
        page: z.string().optional(),
        since: z.string().optional(),
      }),
      providerFailedSchema,
    ]),
  },
  'google.event': { args: z.object({ access, calendarId, id: event }), result: eventAnswer },
  /** Makes an event; with `etag`, changes one that is as it was then, and only what is given of it. */
  'google.writeEvent': {
    args: z.object({
      access,
      calendarId,
      id: event,
      etag: z.string().max(200).optional(),
      writing: googleWritingSchema,
    }),
    result: eventAnswer,
  },
  'google.deleteEvent': {
    args: z.object({ access, calendarId, id: event, etag: z.string().max(200) }),
    result: z.union([doneSchema, providerFailedSchema]),
  },
  /** When calendars are busy. `unread`: those of which Google does not say. */
  'google.busy': {
    args: z.object({
      access,
      calendars: z.array(calendarId).min(1).max(mostBusyCalendars),
      start: moment,
      end: moment,
    }),
    result: z.union([
      z.object({
        outcome: z.literal('busy'),
        spans: z.array(z.object({ calendarId, start: moment, end: moment })),
        unread: z.array(calendarId),
      }),
      providerFailedSchema,
    ]),
  },
  /** Makes a spreadsheet that only Plumbline and its person see, with these tabs. */
  'google.makeSheet': {
    args: z.object({ access, name: z.string().min(1).max(120), tabs: z.array(newTabSchema).min(1) }),
    result: z.union([z.object({ outcome: z.literal('sheet'), spreadsheetId }), providerFailedSchema]),
  },
  /** Those of these tabs that stand there, as they stand there. */
  'google.sheet': {
    args: z.object({ access, spreadsheetId, tabIds: z.array(z.int()) }),
    result: z.union([
      z.object({ outcome: z.literal('sheet'), tabs: z.array(sheetTabSchema) }),
      providerFailedSchema,
    ]),
  },
  /** Makes room there, all at once or not at all. */
  'google.growSheet': {
    args: z.object({ access, spreadsheetId, by: sheetGrowthSchema }),
    result: sheetDone,
  },
  /** Writes into cells as it is given: nothing of it is read as a formula, a number or a day. */
  'google.writeSheet': {
    args: z.object({ access, spreadsheetId, blocks: z.array(sheetBlockSchema).min(1) }),
    result: sheetDone,
  },
} as const;

/** What the browser says when a sign-in is over. */
export const browserWordsSchema = z.object({ done: z.string().max(300), refused: z.string().max(300) });

export const googleStreams = {
  /**
   * Has somebody sign in at Google in their own browser. The event is where; it ends when they have answered, when whoever asks stops
   * waiting, or after a quarter of an hour.
   */
  'google.connect': {
    args: z.object({
      client: googleClientSchema,
      scopes: z.array(z.string()).min(1).max(10),
      words: browserWordsSchema,
    }),
    event: z.object({ url: z.url() }),
    result: z.union([
      z.object({
        outcome: z.literal('access'),
        ...accessKeySchema.shape,
        refreshToken: token,
        scopes: z.array(z.string()),
      }),
      providerFailedSchema,
    ]),
  },
} as const;
