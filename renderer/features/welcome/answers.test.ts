import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { countries } from '#shared/domain/countries.ts';
import { trades } from '#shared/domain/trades.ts';
import { countryFor, firstAnswers, priceOf, setUpArgs, usualServices } from './answers.ts';

test('The suggested answers set a business up in every country and trade', () => {
  for (const { code: country } of countries) {
    for (const { id: trade } of trades) {
      const services = usualServices({ country, trade });
      const answers = { ...firstAnswers, name: 'Rivera', country, trade, services };
      const done = createMemoryRecords().run('business.setUp', setUpArgs(answers));
      expect(done, `${trade} in ${country}`).toEqual({ ok: true, value: {} });
    }
  }
});

test('A price is read as it is written in the country', () => {
  const answers = { ...firstAnswers, country: 'NL' };
  const service = { key: '1', name: 'Call-out', price: '1.250,50' };
  expect(priceOf(service, countryFor(answers))).toBe('125050');
});

test('What is no price, or less than nothing, is refused', () => {
  const country = countryFor({ ...firstAnswers, country: 'GB' });
  expect(priceOf({ key: '1', name: 'Call-out', price: 'a lot' }, country)).toBeUndefined();
  expect(priceOf({ key: '1', name: 'Call-out', price: '-5' }, country)).toBeUndefined();
});

test('What an owner says of address, tax number and payment stands in the profile; what is left out does not', () => {
  const answers = { ...firstAnswers, name: 'Rivera', country: 'NL' };
  expect(setUpArgs(answers).profile).toMatchObject({ address: undefined, taxId: undefined });
  const said = {
    ...answers,
    city: ' Delft ',
    taxId: 'NL123456789B01',
    paymentInstructions: 'NL91 ABNA 0417 1643 00',
  };
  expect(setUpArgs(said).profile).toMatchObject({
    address: { city: 'Delft', country: 'NL' },
    taxId: 'NL123456789B01',
    taxIdLabel: 'btw-id',
    paymentInstructions: 'NL91 ABNA 0417 1643 00',
  });
});
