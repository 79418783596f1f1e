import type { KeptFailure } from '#shared/domain/failure.ts';
import type { Health } from '#renderer/vault/api.ts';

/** What a report can say, each part by itself. None has a word that somebody typed, or that came from a customer. */
export const reportParts = ['program', 'device', 'business', 'state', 'failures'] as const;
export type ReportPart = (typeof reportParts)[number];

export interface ReportFacts {
  /** Epoch milliseconds. */
  now: number;
  program: { version: string; shell: string };
  device: { browser: string; languages: readonly string[]; cores: number; window: string; zone: string };
  /** How many records there are of each collection in memory. */
  counts: Readonly<Record<string, number>>;
  health: Health;
  /** Where the newest change is: `stored`, `offline` … */
  sync: string;
  failures: readonly KeptFailure[];
}

/** The lines of a part. They are in English whatever the window's language is: who mends Plumbline reads them. */
export function linesOf(part: ReportPart, facts: ReportFacts): string[] {
  return makers[part](facts);
}

/** The whole file: the owner's own words first, then each part under its name. */
export function reportText(words: string, parts: readonly ReportPart[], facts: ReportFacts): string {
  const said = words.trim() === '' ? [] : [`# What happened\n${words.trim()}`];
  const made = reportParts.filter((part) => parts.includes(part));
  return `${[...said, ...made.map((part) => [`# ${part}`, ...linesOf(part, facts)].join('\n'))].join('\n\n')}\n`;
}

const makers: Record<ReportPart, (facts: ReportFacts) => string[]> = {
  program: ({ program, now }) => [
    `version: ${program.version}`,
    `shell: ${program.shell}`,
    `written: ${new Date(now).toISOString()}`,
  ],
  device: ({ device }) => [
    `browser: ${device.browser}`,
    `languages: ${device.languages.join(', ')}`,
    `processors: ${device.cores}`,
    `window: ${device.window}`,
    `time zone: ${device.zone}`,
  ],
  business: ({ counts, health }) => [
    ...Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : `${name}: ${count}`)),
    `books: ${health.books.length}, ${health.books.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`,
  ],
  state: ({ health, sync }) => [
    `newest change: ${sync}`,
    `update needed: ${String(health.updateNeeded)}`,
    `books missing: ${health.missing.length}`,
    `envelopes unreadable: ${health.books.reduce((sum, { unreadable }) => sum + unreadable, 0)}`,
    `books damaged: ${health.books.filter(({ damaged }) => damaged > 0).length}`,
    `records with parts set aside: ${health.unfitRecords}`,
    `deliveries unreadable: ${health.unreadableDeliveries}`,
    `requests of the public page that did not open: ${health.unopenedRequests}`,
    `losses at the relay: ${health.relayLosses.length}`,
    `work of others missing: ${health.missingWork.length}`,
    `doubts: ${health.doubts.length}`,
  ],
  failures: ({ failures }) => (failures.length === 0 ? ['none'] : failures.flatMap(linesOfFailure)),
};

function linesOfFailure({ place, what, kind, times, firstAt, lastAt, frames }: KeptFailure): string[] {
  const [first, last] = [firstAt, lastAt].map((at) => new Date(at).toISOString());
  const when = times === 1 ? last : `${times} times from ${first} to ${last}`;
  return [`${place}: ${what}: ${kind}, ${when}`, ...frames.map((frame) => `    ${frame}`)];
}
