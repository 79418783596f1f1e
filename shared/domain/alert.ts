import { type Booking, isWaiting } from './booking.ts';
import type { AccountEvent } from './business.ts';
import type { Compartment, RecordOf } from './collections.ts';
import type { Conversation } from './conversation.ts';
import { arrivedUpTo, isAside, isUnread, waitingSince } from './conversation-state.ts';
import { openDangers } from './danger.ts';
import type { Enquiry } from './enquiry.ts';
import type { Payment } from './invoice.ts';
import { everybody, type RuleRun } from './own-rule.ts';
import type { Access } from './roles.ts';
import type { WebhookArrival } from './webhook-source.ts';

/** What is told outside of the window, the most pressing first. */
export const alertKinds = [
  'danger',
  'team',
  'account',
  'booking',
  'rule',
  'handOff',
  'enquiry',
  'message',
  'unanswered',
  'payment',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What is told where nobody has chosen: who records a payment knows of it. */
export const usualAlerts: readonly AlertKind[] = alertKinds.filter((kind) => kind !== 'payment');

export interface Alert {
  kind: AlertKind;
  /** Names what has happened, the same on every device, also a locked one. */
  cause: string;
  /** By what else it may have been told. */
  alsoCause?: string | undefined;
  /** When it happened, by the relay's clock where it came from there. */
  at: number;
  /** Whom it is about, and in which words: shown only where the owner lets it. */
  contactId?: string | undefined;
  conversationId?: string | undefined;
  words?: string | undefined;
  /** The screen that a click opens. */
  path: string;
}

/** What alerts are found in. */
export interface Happened {
  conversations: readonly Conversation[];
  accountEvents: readonly AccountEvent[];
  runs: readonly RuleRun[];
  bookings: readonly Booking[];
  arrivals: readonly WebhookArrival[];
  enquiries: readonly Enquiry[];
  payments: readonly Payment[];
  devices: readonly RecordOf<'devices'>[];
  handovers: readonly RecordOf<'handovers'>[];
}

interface Viewer {
  memberId: string;
  /** Whose own coming is no news. */
  deviceId?: string | undefined;
  now: number;
  /** What happened before is not told. Epoch milliseconds. */
  since: number;
}

/** What a member must be allowed to read to hear of each kind. */
const needs: Record<AlertKind, Compartment> = {
  danger: 'talk',
  team: 'secrets',
  account: 'secrets',
  booking: 'talk',
  rule: 'talk',
  handOff: 'talk',
  enquiry: 'people',
  message: 'talk',
  unanswered: 'talk',
  payment: 'money',
};

/** The kinds that a member with these rights may hear of. */
export function audibleAlerts(access: Access | undefined): AlertKind[] {
  return alertKinds.filter((kind) => access?.[needs[kind]] !== undefined);
}

/** So long a customer waits before it is told that nobody has answered. */
export const unansweredMilliseconds = 4 * 3_600_000;

/** Everything that has happened since, the most pressing first. Of a message that is told as something else only that is. */
export function alertsOf(happened: Happened, viewer: Viewer): Alert[] {
  const talks = happened.conversations.filter((each) => !isAside(each));
  const messages = written(talks, viewer.memberId);
  const pressing = [
    ...dangers(talks),
    ...handOffs(talks),
    ...enquiries(happened, talks, viewer.memberId),
  ].filter(({ at }) => at > viewer.since);
  const isTold = ({ conversationId, at }: Alert): boolean =>
    pressing.some((each) => each.conversationId === conversationId && at <= each.coversUpTo);
  const found: Alert[] = [
    ...pressing,
    ...team(happened, viewer),
    ...account(happened.accountEvents),
    ...booked(happened.bookings),
    ...sentHere(happened.arrivals),
    ...ruled(happened.runs, viewer.memberId),
    ...messages.filter((message) => !isTold(message)),
    ...unanswered(talks, viewer.now),
    ...paid(happened.payments),
  ].filter(({ at }) => at > viewer.since);
  return alertKinds.flatMap((kind) => found.filter((alert) => alert.kind === kind));
}

/** Messages that came up to then are told with it. */
type Pressing = Alert & { coversUpTo: number };
const aMoment = 60_000;

function alertOf(
  kind: AlertKind,
  talk: Conversation,
  { cause, at, words }: { cause: number; at: number; words?: string | undefined },
): Alert {
  const { id, contactId } = talk;
  return {
    kind,
    cause: causeIn(kind, talk, cause),
    at,
    contactId,
    conversationId: id,
    words,
    path: `/inbox/${id}`,
  };
}

/** By who writes: a locked device knows a conversation by another id. */
function causeIn(kind: AlertKind, { id, identityId }: Conversation, moment: number): string {
  return `${kind} ${identityId ?? id} ${moment}`;
}

function dangers(talks: readonly Conversation[]): Pressing[] {
  return talks.flatMap((talk) =>
    openDangers(talk).map(({ at: saidAt, words }) => {
      // Heard late it is told all the same.
      const at = Math.max(saidAt, arrivedUpTo(talk) ?? 0);
      return { ...alertOf('danger', talk, { cause: saidAt, at, words }), coversUpTo: saidAt + aMoment };
    }),
  );
}

function handOffs(talks: readonly Conversation[]): Pressing[] {
  return talks.flatMap((talk) => {
    if (talk.handedOff === undefined) return [];
    const { at, reason } = talk.handedOff;
    return [{ ...alertOf('handOff', talk, { cause: at, at, words: reason }), coversUpTo: at }];
  });
}

/** Of whom nobody here has typed in, and of what is told by itself; not what was read, or is kept apart. */
function enquiries(
  { enquiries: all, bookings, arrivals, conversations }: Happened,
  talks: readonly Conversation[],
  memberId: string,
): Pressing[] {
  const told = [...bookings, ...arrivals.filter(({ dangers }) => dangers !== undefined)];
  const asked = new Set(told.map(({ enquiryId }) => enquiryId));
  const byContact = new Map(talks.map((talk) => [talk.contactId, talk]));
  const withTalk = new Set(conversations.map(({ contactId }) => contactId));
  return all
    .filter(
      ({ id, source = 'owner', binnedAt }) => !byHand.has(source) && !asked.has(id) && binnedAt === undefined,
    )
    .flatMap(({ id, createdAt: at, contactId, title }) => {
      const talk = byContact.get(contactId);
      if (withTalk.has(contactId) && (talk === undefined || !isUnread(talk, memberId))) return [];
      const alsoCause = talk && causeIn('message', talk, arrivedUpTo(talk) ?? 0);
      const about = { contactId, ...(talk && { conversationId: talk.id, alsoCause }) };
      const path = talk === undefined ? `/people/${contactId}` : `/inbox/${talk.id}`;
      const words = title === '' ? talk?.lastText : title;
      const alert: Alert = { kind: 'enquiry', cause: `enquiry ${id}`, at, ...about, words, path };
      return [{ ...alert, coversUpTo: at + aMoment }];
    });
}

const byHand: ReadonlySet<string> = new Set(['owner', 'call', 'import']);

function written(talks: readonly Conversation[], memberId: string): Alert[] {
  return talks
    .filter((talk) => talk.lastDirection === 'in' && isUnread(talk, memberId))
    .map((talk) => {
      const at = arrivedUpTo(talk) ?? 0;
      return alertOf('message', talk, { cause: at, at, words: talk.lastText });
    });
}

function unanswered(talks: readonly Conversation[], now: number): Alert[] {
  return talks.flatMap((talk) => {
    const since = waitingSince(talk);
    if (since === undefined || talk.state === 'resolved' || since + unansweredMilliseconds > now) return [];
    const at = since + unansweredMilliseconds;
    return [alertOf('unanswered', talk, { cause: since, at, words: talk.lastText })];
  });
}

/** Who waits for an answer, and what a device has confirmed by itself: of that nobody here knows yet. */
function booked(bookings: readonly Booking[]): Alert[] {
  const isByItself = ({ state, memberId, aside }: Booking): boolean =>
    state === 'confirmed' && memberId === undefined && aside !== true;
  return bookings
    .filter((booking) => isWaiting(booking) || isByItself(booking))
    .map((booking) => {
      const { id, contactId, service, words } = booking;
      const [danger] = openDangers(booking);
      const at = Math.max(booking.at, booking.change?.at ?? 0, danger?.at ?? 0);
      return {
        kind: danger === undefined ? 'booking' : 'danger',
        cause: `booking ${id} ${at}`,
        at,
        contactId,
        words: danger?.words ?? service ?? words,
        path: `/bookings/${id}`,
      };
    });
}

/** What a program has sent becomes an enquiry, which is told as such, or waits in the settings: danger does not wait. */
function sentHere(arrivals: readonly WebhookArrival[]): Alert[] {
  return arrivals.flatMap((arrival) =>
    openDangers(arrival).map(({ at, words }) => {
      const { id, contactId } = arrival;
      return { kind: 'danger', cause: `webhook ${id}`, at, contactId, words, path: pathOfArrival(arrival) };
    }),
  );
}

/** Where it is read: at whom it is of, or among what waits. */
export function pathOfArrival({ contactId }: Pick<WebhookArrival, 'contactId'>): string {
  return contactId === undefined ? '/settings/webhooks' : `/people/${contactId}`;
}

function ruled(runs: readonly RuleRun[], memberId: string): Alert[] {
  return runs
    .filter(({ notifies }) => notifies?.[everybody] ?? notifies?.[memberId])
    .map(({ id, contactId, aboutKind, aboutId, ranAt }) => ({
      kind: 'rule',
      cause: `rule ${id}`,
      at: ranAt,
      contactId,
      ...(aboutKind === 'conversations' && { conversationId: aboutId }),
      path: pathOf[aboutKind](aboutId, contactId),
    }));
}

const pathOf: Record<RuleRun['aboutKind'], (id: string, contactId: string) => string> = {
  conversations: (id) => `/inbox/${id}`,
  jobs: (id) => `/jobs/${id}`,
  enquiries: (_id, contactId) => `/people/${contactId}`,
  bookings: (id) => `/bookings/${id}`,
  issued: (id) => `/money/${id}`,
};

function account(events: readonly AccountEvent[]): Alert[] {
  return events
    .filter(({ severity }) => severity !== 'info')
    .map(({ id, at, summary }) => ({
      kind: 'account',
      cause: `account ${id}`,
      at,
      words: summary,
      path: '/settings/channels',
    }));
}

/** A device that has come to those that were there, and a business that is to pass on. */
function team({ devices, handovers }: Happened, { deviceId }: Viewer): Alert[] {
  const first = Math.min(...devices.map(({ createdAt }) => createdAt));
  const path = '/settings/team';
  return [
    ...devices
      .filter(({ id, createdAt }) => id !== deviceId && createdAt > first)
      .map(({ id, createdAt, name }): Alert => {
        return { kind: 'team', cause: `device ${id}`, at: createdAt, words: name, path };
      }),
    ...handovers.map(({ id, createdAt, doneAt }): Alert => {
      const step = doneAt === undefined ? 'begun' : 'done';
      return { kind: 'team', cause: `handover ${id} ${step}`, at: doneAt ?? createdAt, path };
    }),
  ];
}

function paid(payments: readonly Payment[]): Alert[] {
  return payments
    .filter(({ reverses }) => reverses === undefined)
    .map(({ id, createdAt }) => ({
      kind: 'payment',
      cause: `payment ${id}`,
      at: createdAt,
      path: '/money',
    }));
}
