import type { Act, Answered } from '#shared/domain/act.ts';

/** Acts of one kind are one: two prices are a price of two services. */
export function joined(answered: readonly Answered[]): Act[] {
  const prices = answered.flatMap(({ act }) => (act.act === 'price' ? act.serviceIds : []));
  const others = answered.flatMap(({ act }) => (act.act === 'price' ? [] : act));
  return prices.length === 0
    ? others
    : [{ act: 'price', serviceIds: [...new Set(prices)].slice(0, 5) }, ...others];
}
