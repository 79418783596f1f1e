import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MessageRate, messageRateId, rateCategories, rateOn, sumOfRates } from './message-rate.ts';

const day = fc.integer({ min: 0, max: 900 }).map((days) => {
  return new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
});
const country = fc.option(fc.constantFrom('NL', 'GB', 'IN'), { nil: undefined });
const rate = fc
  .record({
    category: fc.constantFrom(...rateCategories),
    country,
    from: day,
    price: fc.integer({ min: 0, max: 5_000_000 }).map((millionths) => (millionths / 1e6).toFixed(6)),
    currency: fc.constantFrom('EUR', 'USD'),
  })
  .map((each): MessageRate => ({ ...each, id: messageRateId(each), createdAt: 0 }));

test('the price of a day is the newest one by then, of the country where the table has one', () => {
  fc.assert(
    fc.property(fc.array(rate), country, day, (rates, to, on) => {
      const found = rateOn(rates, { category: 'UTILITY', country: to, day: on });
      const fitting = rates.filter((each) => each.category === 'UTILITY' && each.from <= on);
      const own = fitting.filter((each) => to !== undefined && each.country === to);
      const usual = fitting.filter((each) => each.country === undefined);
      const looked = own.length > 0 ? own : usual;
      expect(found === undefined).toBe(looked.length === 0);
      if (found === undefined) return;
      expect(looked).toContain(found);
      expect(looked.every(({ from }) => from <= found.from)).toBe(true);
    }),
  );
});

test('prices of many decimals are summed exactly, each currency apart', () => {
  fc.assert(
    fc.property(fc.array(rate), (rates) => {
      for (const { currency, price } of sumOfRates(rates)) {
        const millionths = rates
          .filter((each) => each.currency === currency)
          .reduce((sum, each) => sum + Math.round(Number(each.price) * 1e6), 0);
        expect(Math.round(Number(price) * 1e6)).toBe(millionths);
      }
    }),
  );
});
