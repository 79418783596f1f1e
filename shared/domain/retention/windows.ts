import { type ChannelKind, channelKinds } from '../channel.ts';

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

/** Conversations of one channel may have a window of their own; where they have none, that of all holds. */
export type ChannelWindow = `conversations.${ChannelKind}`;
export type AnyWindow = WindowKind | ChannelWindow;
export const channelWindows = channelKinds.map((kind): ChannelWindow => `conversations.${kind}`);

/** The kind of which a window is; `undefined` where this version knows none of that name. */
export function kindOfWindow(name: string): WindowKind | undefined {
  if ((channelWindows as readonly string[]).includes(name)) return 'conversations';
  return retentionKinds.find((kind): kind is WindowKind => kind === name && kind !== 'documents');
}

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

/** How long what a window is for stays, in days; `undefined` where it stays until somebody takes it away. */
export function daysOf(window: AnyWindow, windows: Windows, country: string): number | undefined {
  const kind = kindOfWindow(window)!;
  const own = windows[window];
  const said = own === undefined ? windows[kind] : own;
  const wanted = said === undefined ? usualDays[kind] : (said ?? undefined);
  return wanted === undefined ? undefined : Math.max(wanted, leastDays(kind, country));
}

/** The longest that anything of a kind stays, in days, whatever its channel; `undefined` where some of it stays. */
export function longestDays(kind: WindowKind, windows: Windows, country: string): number | undefined {
  const all = [kind, ...channelWindows.filter((window) => kindOfWindow(window) === kind)];
  const days = all.map((window) => daysOf(window, windows, country) ?? Infinity);
  const longest = Math.max(...days);
  return longest === Infinity ? undefined : longest;
}

const dayMilliseconds = 86_400_000;

/** What is from before this moment goes; epoch milliseconds. */
export function cutOf(
  window: AnyWindow,
  { windows, country, now }: { windows: Windows; country: string; now: number },
): number {
  const days = daysOf(window, windows, country);
  return days === undefined ? -Infinity : now - days * dayMilliseconds;
}
