import type { Tax } from '#shared/domain/business.ts';
import { describeTax } from '#shared/domain/document/view.ts';

export interface TaxOption {
  /** The ids, as one text. */
  value: string;
  label: string;
}

/** What a line's taxes may be: the usual set, each tax by itself, what some line has already, or none. */
export function taxOptions(
  taxes: Readonly<Record<string, Tax>>,
  usual: readonly string[] | undefined,
  present: readonly (readonly string[] | undefined)[],
  locale: string,
  noTax: string,
): TaxOption[] {
  const all = [usual ?? [], ...Object.keys(taxes).map((id) => [id]), ...present.map((ids) => ids ?? []), []];
  const options = all.map((ids) => ({ value: taxValue(ids), label: taxLabel(ids, taxes, locale) || noTax }));
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

export function taxValue(ids: readonly string[] = []): string {
  return JSON.stringify(ids);
}

export function readTaxValue(value: string): string[] {
  return JSON.parse(value) as string[];
}

function taxLabel(ids: readonly string[], taxes: Readonly<Record<string, Tax>>, locale: string): string {
  return ids.map((id) => (taxes[id] === undefined ? id : describeTax(taxes[id], locale))).join(' + ');
}
