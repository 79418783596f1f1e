import { type Booking, isWaiting } from '#shared/domain/booking.ts';
import type { AccountEvent } from '#shared/domain/business.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { everybody, type RuleRun } from '#shared/domain/own-rule.ts';
import { isAside } from '#shared/domain/conversation-state.ts';

/** What is told outside of the window. */
export const alertKinds = ['message', 'handOff', 'booking', 'rule', 'account'] as const;
export type AlertKind = (typeof alertKinds)[number];

export interface Alert {
  kind: AlertKind;
  /** Whom it is about, and in which words: shown only where the owner lets it. */
  contactId?: string | undefined;
  words?: string | undefined;
  /** The screen that a click opens. */
  path: string;
}

/** What has been told: up to which arrival and hand-over, and of which events. */
export interface Told {
  arrivedAt: number;
  handedAt: number;
  events: ReadonlySet<string>;
  runs: ReadonlySet<string>;
  askedAt: number;
}

interface Happened {
  conversations: readonly Conversation[];
  accountEvents: readonly AccountEvent[];
  runs: readonly RuleRun[];
  bookings?: readonly Booking[];
  /** Whose window it is. */
  memberId?: string | undefined;
}

/** Everything that is there: nothing of it is told any more. */
export function toldOf({ conversations, accountEvents, runs, bookings = [] }: Happened): Told {
  return {
    arrivedAt: newest(conversations.map(({ lastArrivedAt = 0 }) => lastArrivedAt)),
    handedAt: newest(conversations.map(({ handedOff }) => handedOff?.at ?? 0)),
    events: new Set(accountEvents.map(({ id }) => id)),
    runs: new Set(runs.map(({ id }) => id)),
    askedAt: newest(bookings.map(askedAt)),
  };
}

/** What has happened since, the most pressing first. Of one conversation that was handed over only that is told. */
export function alertsSince(
  told: Told,
  { conversations: all, accountEvents, runs, bookings = [], memberId = '' }: Happened,
): Alert[] {
  const conversations = all.filter((each) => !isAside(each));
  const account = accountEvents
    .filter(({ id, severity }) => severity !== 'info' && !told.events.has(id))
    .map(({ summary }): Alert => ({ kind: 'account', words: summary, path: '/settings/channels' }));
  const handed = conversations.filter(({ handedOff }) => (handedOff?.at ?? 0) > told.handedAt);
  const written = conversations.filter(
    (each) =>
      (each.lastArrivedAt ?? 0) > told.arrivedAt && each.lastDirection === 'in' && !handed.includes(each),
  );
  const asked = runs
    .filter(({ id, notifies }) => !told.runs.has(id) && (notifies?.[everybody] ?? notifies?.[memberId]))
    .map(({ contactId, aboutKind, aboutId }): Alert => ({
      kind: 'rule',
      contactId,
      path: pathOf[aboutKind](aboutId, contactId),
    }));
  const booked = bookings
    .filter((booking) => isWaiting(booking) && askedAt(booking) > told.askedAt)
    .toSorted((a, b) => Number(b.danger !== undefined) - Number(a.danger !== undefined))
    .map(({ id, contactId, service, words }): Alert => {
      return { kind: 'booking', contactId, words: service ?? words, path: `/bookings/${id}` };
    });
  return [
    ...account,
    ...booked,
    ...asked,
    ...handed.map((each) => alertOf('handOff', each, each.handedOff?.reason)),
    ...written.map((each) => alertOf('message', each, each.lastText)),
  ];
}

/** Whether it is shown: never where the owner wants none, and no message to who looks at the window anyway. */
export function isShown(
  { kind }: Alert,
  { wanted, hasFocus }: { wanted: readonly AlertKind[]; hasFocus: boolean },
): boolean {
  return wanted.includes(kind) && !(kind === 'message' && hasFocus);
}

/** Of several of one kind, one is shown that counts them. */
export function together(alerts: readonly Alert[]): { alert: Alert; count: number }[] {
  return alertKinds.flatMap((kind) => {
    const same = alerts.filter((alert) => alert.kind === kind);
    const [first] = same;
    if (first === undefined) return [];
    return same.length === 1
      ? { alert: first, count: 1 }
      : {
          alert: {
            kind,
            path: kind === 'account' ? first.path : kind === 'booking' ? '/bookings' : '/inbox',
          },
          count: same.length,
        };
  });
}

const pathOf: Record<RuleRun['aboutKind'], (id: string, contactId: string) => string> = {
  conversations: (id) => `/inbox/${id}`,
  jobs: (id) => `/jobs/${id}`,
  enquiries: (_id, contactId) => `/people/${contactId}`,
};

function alertOf(kind: AlertKind, { id, contactId }: Conversation, words: string | undefined): Alert {
  return { kind, contactId, words, path: `/inbox/${id}` };
}

/** When a customer last asked for something. */
function askedAt({ at, change }: Booking): number {
  return Math.max(at, change?.at ?? 0);
}

function newest(moments: number[]): number {
  return moments.reduce((last, moment) => Math.max(last, moment), 0);
}
