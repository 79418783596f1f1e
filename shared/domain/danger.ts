/** What somebody may be in, by their own words. */
export const dangerKinds = [
  'gas',
  'fire',
  'electricity',
  'water',
  'carbonMonoxide',
  'injury',
  'threat',
  'wishToDie',
  'trapped',
  'collapse',
] as const;
export type DangerKind = (typeof dangerKinds)[number];
