import { z } from 'zod';
import type { DangerKind } from './danger.ts';

/** What the owner wants customers in danger to be told. */
export const emergencySchema = z.object({
  /** The number that they call; the country's own where it is left out. */
  number: z.string().max(32).optional(),
  /** The number of the business for emergencies. */
  ownNumber: z.string().max(32).optional(),
  /** In place of the whole text, word for word. */
  text: z.string().max(1000).optional(),
});
export type EmergencySettings = z.infer<typeof emergencySchema>;

interface Numbers {
  /** Ambulance, fire and police. */
  all: string;
  gas?: string;
  /** Somebody to talk to for who wishes to die. */
  crisis?: string;
}

/** By country; everywhere else in Europe, and on most mobile phones, 112 answers. */
const numbers: Readonly<Record<string, Numbers>> = {
  AR: { all: '911' },
  AT: { all: '112', gas: '128', crisis: '142' },
  AU: { all: '000', crisis: '13 11 14' },
  BR: { all: '190', crisis: '188' },
  CA: { all: '911', crisis: '988' },
  CH: { all: '112', crisis: '143' },
  CL: { all: '131' },
  CO: { all: '123' },
  DE: { all: '112', crisis: '0800 1110111' },
  ES: { all: '112', crisis: '024' },
  FR: { all: '112', gas: '0 800 47 33 33', crisis: '3114' },
  GB: { all: '999', gas: '0800 111 999', crisis: '116 123' },
  IE: { all: '112', gas: '1800 20 50 50', crisis: '116 123' },
  IN: { all: '112' },
  IT: { all: '112' },
  MX: { all: '911' },
  NZ: { all: '111', crisis: '1737' },
  PT: { all: '112' },
  US: { all: '911', crisis: '988' },
  ZA: { all: '112' },
};

/** Whom to call in a danger, in a country. */
export function emergencyNumber(country: string, kind: DangerKind): string {
  const { all, gas, crisis } = numbers[country] ?? { all: '112' };
  if (kind === 'gas') return gas === undefined ? all : `${all} / ${gas}`;
  if (kind === 'wishToDie') return crisis === undefined ? all : `${crisis} / ${all}`;
  return all;
}

/** Trades whom customers call in an emergency: their own number is named beside the country's. */
const comeAtOnce = new Set([
  'plumbing',
  'heating',
  'electrical',
  'locksmith',
  'roofing',
  'appliances',
  'handyman',
  'pools',
]);

/** Kinds in which such a trade can help. */
const theirs: ReadonlySet<DangerKind> = new Set([
  'gas',
  'electricity',
  'water',
  'carbonMonoxide',
  'trapped',
  'collapse',
]);

export function isOwnEmergency(trade: string, kind: DangerKind): boolean {
  return comeAtOnce.has(trade) && theirs.has(kind);
}
