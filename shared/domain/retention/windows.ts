/** What goes by itself after a time. Each has a window of its own; issued documents go by their country's law. */
export const retentionKinds = [
  'payloads',
  'audit',
  'egress',
  'backups',
  'files',
  'conversations',
  'enquiries',
  'documents',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];
export type WindowKind = Exclude<RetentionKind, 'documents'>;

/** In days, where the owner has not said otherwise; what is not named here stays until somebody takes it away. */
export const usualDays: Partial<Record<WindowKind, number>> = {
  payloads: 90,
  audit: 365,
  egress: 365,
  backups: 35,
};

/** Days by kind, as an owner has set them; `null`: it stays. */
export type Windows = Partial<Record<string, number | null | undefined>>;

/** India asks for a year of logs, traffic and personal data, from each processing on (DPDP Rules 6 and 8). */
const yearOfLogs: ReadonlySet<string> = new Set(['IN']);
const year = 365;

/** The least that the law of a country asks for, in days. */
export function leastDays(kind: WindowKind, country: string): number {
  return kind !== 'backups' && yearOfLogs.has(country) ? year : 0;
}

/** How long something of a kind stays, in days; `undefined` where it stays until somebody takes it away. */
export function daysOf(kind: WindowKind, windows: Windows, country: string): number | undefined {
  const said = windows[kind];
  const wanted = said === undefined ? usualDays[kind] : (said ?? undefined);
  return wanted === undefined ? undefined : Math.max(wanted, leastDays(kind, country));
}

const dayMilliseconds = 86_400_000;

/** What is from before this moment goes; epoch milliseconds. */
export function cutOf(
  kind: WindowKind,
  { windows, country, now }: { windows: Windows; country: string; now: number },
): number {
  const days = daysOf(kind, windows, country);
  return days === undefined ? -Infinity : now - days * dayMilliseconds;
}
