import { isInEconomicArea } from './processing/transfers.ts';

/** Which rules for people’s data a country has, as far as clocks and notices differ; a help for the owner, no advice. */
export const privacyLaws = ['gdpr', 'uk', 'india', 'other'] as const;
export type PrivacyLaw = (typeof privacyLaws)[number];

export function privacyLawOf(country: string): PrivacyLaw {
  if (isInEconomicArea(country)) return 'gdpr';
  if (country === 'GB') return 'uk';
  return country === 'IN' ? 'india' : 'other';
}
