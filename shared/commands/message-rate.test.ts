import { expect, test } from 'vitest';
import { costOfTemplate, reachedCountry } from '#shared/records/message-cost.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, whatsappAccount } from './testing.ts';
import { setUpBusiness, wrote } from './rules/testing.ts';

test('a template costs what the table says for its kind, the country of the number and the day, and else nothing is said', () => {
  const { run, list, records, context } = createMemoryRecords();
  setUpBusiness(run);
  context.now = Date.UTC(2026, 10, 30, 12);
  expectOk(run('inbox.ingest', wrote('Hello', { at: context.now })));
  const components = [{ type: 'BODY', text: 'Hello' }];
  const template = { name: 'ask', language: 'en_GB', category: 'UTILITY', status: 'APPROVED', components };
  const { businessAccountId } = whatsappAccount;
  expectOk(run('template.loaded', { businessAccountId, templates: [template] }));
  const country = reachedCountry(records, list('contacts')[0]!.id);
  expect(country).toBe('GB');
  const cost = () => costOfTemplate(records, list('messageTemplates')[0]!, country, context.now)?.price;
  expect(cost()).toBeUndefined();
  const of = { category: 'UTILITY', from: '2026-01-01' } as const;
  expectOk(run('messageRate.set', { ...of, price: '0.03' }));
  expect(cost()).toBe('0.03');
  expectOk(run('messageRate.set', { ...of, country: 'GB', price: '0.022' }));
  expectOk(run('messageRate.set', { ...of, country: 'GB', from: '2026-12-01', price: '0.018' }));
  expectOk(run('messageRate.set', { ...of, category: 'MARKETING', country: 'GB', price: '0.0529' }));
  expect(cost()).toBe('0.022');
  context.now = Date.UTC(2026, 11, 1, 12);
  expect(cost()).toBe('0.018');
  expect(run('messageRate.set', { ...of, price: '-1' }).ok).toBe(false);
  // Set again it is changed, and stands once.
  const { id } = expectOk(run('messageRate.set', { ...of, country: 'GB', price: '0.02' }));
  expect(list('messageRates')).toHaveLength(4);
  expectOk(run('messageRate.remove', { id }));
  expect(list('messageRates')).toHaveLength(3);
});
