import { expect, test } from 'vitest';
import type { Tax } from '#shared/domain/business.ts';
import { readTaxValue, taxOptions, taxValue } from './tax-options.ts';

const tax = (label: string, rate: string): Tax => ({ label, rate, category: 'S' });
const taxes = { gst: tax('GST', '5'), qst: tax('QST', '9.975') };
const labels = (usual: string[] | undefined, present: (string[] | undefined)[]) =>
  taxOptions(taxes, usual, present, 'en-CA', 'No tax').map((option) => option.label);

test('taxes that are charged together are offered together, then each by itself, then none', () => {
  expect(labels(['gst', 'qst'], [['gst', 'qst'], undefined])).toEqual([
    'GST 5% + QST 9.975%',
    'GST 5%',
    'QST 9.975%',
    'No tax',
  ]);
});

test('a tax that was removed from the settings still shows on the line that has it', () => {
  expect(labels(['gst'], [['gone']])).toEqual(['GST 5%', 'QST 9.975%', 'gone', 'No tax']);
});

test('what is chosen comes back as the ids it stands for', () => {
  expect(readTaxValue(taxValue(['gst', 'qst']))).toEqual(['gst', 'qst']);
  expect(readTaxValue(taxValue())).toEqual([]);
});
