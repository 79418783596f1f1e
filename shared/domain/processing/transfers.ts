/** On what data usually goes from one country to another; `ask`: nobody can say without looking. */
export const transferBases = [
  'here',
  'within',
  'adequacy',
  'certified',
  'bridge',
  'clauses',
  'open',
  'ask',
] as const;
export type TransferBasis = (typeof transferBases)[number];

const economicArea = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE'.split(' '),
);
export function isInEconomicArea(country: string): boolean {
  return economicArea.has(country);
}

/** Of the European Commission; the United Kingdom and Switzerland keep to nearly the same list. */
const adequate = new Set('AD AR CA CH FO GB GG IL IM JE JP KR NZ UY'.split(' '));

/** What is usual: a suggestion that the owner checks, never advice. */
export function usualTransfer(from: string, to: string): TransferBasis {
  if (from === to) return 'here';
  if (economicArea.has(from)) {
    if (economicArea.has(to)) return 'within';
    if (to === 'US') return 'certified';
    return adequate.has(to) ? 'adequacy' : 'clauses';
  }
  if (from === 'GB' || from === 'CH') {
    if (to === 'US') return 'bridge';
    return economicArea.has(to) || adequate.has(to) ? 'adequacy' : 'clauses';
  }
  return from === 'IN' || from === 'US' ? 'open' : 'ask';
}
