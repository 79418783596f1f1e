import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { setUpBusiness, wrote } from '#shared/commands/rules/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { scoreEnquiry } from './enquiry-score.ts';

function world() {
  const memory = createMemoryRecords();
  setUpBusiness(memory.run);
  const score = (id: string) => scoreEnquiry(memory.records, id, memory.context.now);
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(memory.run('enquiry.create', { contactId, title: 'Bathroom' }));
  return { ...memory, score, contactId, id };
}

test('each point of a score has its reason, and what happens to an enquiry moves it', () => {
  const { run, score, id, context } = world();
  expect(score(id)).toEqual({ value: 0, reasons: [], isManual: false });
  expectOk(run('enquiry.assess', { id, title: 'Look' }));
  expectOk(run('enquiry.setStage', { id, stage: 'quoted' }));
  expectOk(run('enquiry.update', { id, fields: { expectedOn: '2030-01-01' } }));
  const known = score(id)!;
  expect(known.reasons.map(({ reason }) => reason)).toEqual(['day', 'quoted', 'looked']);
  expect(known.value).toBe(known.reasons.reduce((sum, { points }) => sum + points, 0));
  context.now = Date.UTC(2030, 0, 3);
  expect(score(id)?.reasons.map(({ reason }) => reason)).toContain('overdue');
});

test('what a customer writes counts, and a score by hand stays until somebody lets go of it', () => {
  const { run, score, list, context } = world();
  expectOk(run('inbox.ingest', wrote('Can you come on Friday, and what does it cost?', { at: context.now })));
  const { id, contactId } = list('enquiries').find(({ title }) => title === '')!;
  const said = score(id)!;
  expect(said.reasons.map(({ reason }) => reason)).toContain('recent');
  expect(said.value).toBeGreaterThan(20);
  expectOk(run('enquiry.setScore', { id, score: 80 }));
  expect(score(id)).toMatchObject({ value: 80, isManual: true, reasons: said.reasons });
  expectOk(run('enquiry.setScore', { id }));
  expect(score(id)).toEqual(said);
  expectOk(run('enquiry.setScore', { id, score: 80 }));
  expectOk(run('contact.setMinor', { id: contactId, minor: true }));
  expect([score(id), list('enquiries').some((each) => each.score !== undefined)]).toEqual([undefined, false]);
  expect(run('enquiry.setScore', { id, score: 10 }).ok).toBe(false);
});
