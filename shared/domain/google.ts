import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { httpOrigin } from './egress.ts';
import { exposureSchema } from './exposure.ts';
import { feedFields } from './published-feed.ts';
import { signInServerSchema } from './sign-in-server.ts';

/** Where Google is asked: for keys, for calendars, for tables. */
const googleOrigins = [
  'https://oauth2.googleapis.com',
  'https://www.googleapis.com',
  'https://sheets.googleapis.com',
] as const;

/** The origins that are reached for one account. */
export function googleOriginsOf({ server }: { server?: string | undefined }): string[] {
  return server === undefined ? [...googleOrigins] : [httpOrigin(new URL(server))];
}

/** The owner's own registration of Plumbline at Google. */
export const googleClientSchema = z.object({
  clientId: z
    .string()
    .trim()
    .regex(/^[\w.-]{6,200}$/),
  /** Of a desktop client: Google asks for it, and does not call it a secret. */
  clientSecret: z
    .string()
    .trim()
    .regex(/^[\w.-]{6,200}$/),
  server: signInServerSchema.optional(),
});
export type GoogleClient = z.infer<typeof googleClientSchema>;

/** In which calendar visits stand: in none, in one that Plumbline makes, or in the person's main one. */
export const googlePlaces = ['none', 'own', 'main'] as const;

/** What a connection is used for. */
export const googleWantsSchema = z.object({
  place: z.enum(googlePlaces),
  /** Times at which the person is busy at Google are kept free. */
  busy: z.boolean(),
  /** Which of the account's calendars count is chosen; else it is the main one. */
  others: z.literal(true).optional(),
  /** Tables stand in a spreadsheet: see `GoogleSheet`. */
  tables: z.literal(true).optional(),
});
export type GoogleWants = z.infer<typeof googleWantsSchema>;

/** The smallest right at Google that each use can do with. */
const scope = {
  own: 'https://www.googleapis.com/auth/calendar.app.created',
  main: 'https://www.googleapis.com/auth/calendar.events',
  busy: 'https://www.googleapis.com/auth/calendar.freebusy',
  // What calendars there are and how they are called; nothing of what stands in them.
  others: 'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
  // Only files that were made by this client, and none of anybody's others.
  tables: 'https://www.googleapis.com/auth/drive.file',
} as const;
export type GoogleUse = keyof typeof scope;

/** What has to be asked for, use by use. */
export function scopesFor({ place, busy, others, tables }: GoogleWants): Partial<Record<GoogleUse, string>> {
  return {
    ...(place !== 'none' && { [place]: scope[place] }),
    ...(busy && { busy: scope.busy }),
    ...(busy && others && { others: scope.others }),
    ...(tables && { tables: scope.tables }),
  };
}

/** The uses that are wanted and that Google was not allowed. */
export function missingUses({ wants, scopes }: Pick<GoogleLink, 'wants' | 'scopes'>): GoogleUse[] {
  return Object.entries(scopesFor(wants)).flatMap(([use, wanted]) =>
    scopes.includes(wanted) ? [] : [use as GoogleUse],
  );
}

/** As Google calls an account's main calendar, whatever its address. */
export const mainCalendar = 'primary';
/** Of so many calendars Google says at once when they are busy. */
export const mostBusyCalendars = 50;

/** One of the calendars that an account has or follows. */
export const googleCalendarSchema = z.object({
  id: z.string().min(1).max(300),
  name: z.string().max(300),
});
export type GoogleCalendar = z.infer<typeof googleCalendarSchema>;

/** Those of which Google is asked when somebody is busy. */
export function busyCalendarsOf({ wants, busyCalendars }: GoogleLink): string[] {
  const chosen = wants.others ? Object.keys(busyCalendars ?? {}).slice(0, mostBusyCalendars) : [];
  return chosen.length > 0 ? chosen : [mainCalendar];
}

/** What an event may say besides that somebody is busy: the same as a calendar for a phone. */
export const googleFields = feedFields;

/** What stands in the way of an account until somebody does something about it, or for hours. */
export const googleTroubles = ['signedOut', 'clientGone', 'denied', 'limited'] as const;
export type GoogleTrouble = (typeof googleTroubles)[number];

/** Somebody's account at Google. What opens it is in `googleKeys`, which no window sees. */
export const googleLinkSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** Whose calendar it is. */
  staffId: idSchema,
  clientId: z.string().max(200),
  /** None where it is Google itself. */
  server: signInServerSchema.optional(),
  wants: googleWantsSchema,
  /** What Google was allowed, as Google says. */
  scopes: z.array(z.string().max(200)).max(50),
  /** The calendar that Plumbline has made there. */
  calendarId: z.string().max(300).optional(),
  /** The calendars that keep time free, by their ids; none: the main one. */
  busyCalendars: z
    .record(googleCalendarSchema.shape.id, z.looseObject({ name: googleCalendarSchema.shape.name }))
    .optional(),
  /** What an event says besides that somebody is busy. */
  fields: z.record(z.string().max(40), z.literal(true)).optional(),
  /** What is moved or removed at Google counts here at once; else somebody is asked. */
  takesAtOnce: z.literal(true).optional(),
  /** What is written there, in the language of who has connected it. */
  words: z
    .looseObject({
      busy: z.string().max(60),
      blocked: z.string().max(60),
      closed: z.string().max(60),
      name: z.string().max(120),
    })
    .optional(),
  keyExposed: exposureSchema.optional(),
  trouble: z.looseObject({ kind: z.enum(googleTroubles), since: momentSchema }).optional(),
  /** Disconnected: it is used for nothing, and stays until Google knows. */
  leftAt: momentSchema.optional(),
});
export type GoogleLink = z.infer<typeof googleLinkSchema>;

/** What opens an account, under its link's id. */
export const googleKeySchema = z.looseObject({
  id: idSchema,
  clientSecret: z.string().max(200),
  /** Good until somebody takes it back. Empty where only the rest of the record came. */
  refreshToken: z.string().max(2000),
});
