import { type Alert, alertKinds, type AlertKind, alertsOf, type Happened } from '#shared/domain/alert.ts';

/** What this window has told, or found when it opened: by cause, and nothing that happened long before. */
export interface Told {
  since: number;
  causes: ReadonlySet<string>;
}

interface Viewer {
  /** Whose window it is. */
  memberId: string | undefined;
  deviceId: string | undefined;
  now: number;
}

const day = 24 * 3_600_000;

/** Everything that is there: nothing of it is told any more. */
export function toldOf(happened: Happened, viewer: Viewer): Told {
  const since = viewer.now - day;
  return { since, causes: new Set(found(happened, viewer, since).map(({ cause }) => cause)) };
}

/** What has happened since, the most pressing first, and what is told with it. */
export function alertsSince(told: Told, happened: Happened, viewer: Viewer): { alerts: Alert[]; told: Told } {
  const alerts = found(happened, viewer, told.since).filter(({ cause }) => !told.causes.has(cause));
  return {
    alerts,
    told: { ...told, causes: new Set([...told.causes, ...alerts.map(({ cause }) => cause)]) },
  };
}

function found(happened: Happened, { memberId = '', ...viewer }: Viewer, since: number): Alert[] {
  return alertsOf(happened, { ...viewer, memberId, since });
}

/** Told to who does not look at the window: whoever does sees them come. */
const seenInTheWindow: ReadonlySet<AlertKind> = new Set(['message', 'enquiry', 'payment']);

/** Whether it is shown: never where the owner wants none, and no message to who looks at the window anyway. */
export function isShown(
  { kind }: Pick<Alert, 'kind'>,
  { wanted, hasFocus }: { wanted: readonly AlertKind[]; hasFocus: boolean },
): boolean {
  return wanted.includes(kind) && !(seenInTheWindow.has(kind) && hasFocus);
}

type Shown = Pick<Alert, 'kind' | 'contactId' | 'words' | 'path'>;

/** Of several of one kind, one is shown that counts them. */
export function together(alerts: readonly Shown[]): { alert: Shown; count: number }[] {
  return alertKinds.flatMap((kind) => {
    const same = alerts.filter((alert) => alert.kind === kind);
    const [first] = same;
    if (first === undefined) return [];
    return same.length === 1
      ? { alert: first, count: 1 }
      : { alert: { kind, path: placeOf(kind) ?? first.path }, count: same.length };
  });
}

function placeOf(kind: AlertKind): string | undefined {
  if (kind === 'account' || kind === 'team' || kind === 'payment') return undefined;
  return kind === 'booking' ? '/bookings' : '/inbox';
}
