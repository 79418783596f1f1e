import { expect, expectTypeOf, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { renderReport } from '#shared/domain/document/report.ts';
import type { JobFile } from '#shared/domain/job-file.ts';
import type { CountedLine, ReportContent, ReportSources } from '#shared/domain/report-content.ts';
import { signedLines } from '#shared/domain/signature.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from './jobs.ts';
import { photosToShow, readReport } from './job-report.ts';

const start = Date.UTC(2026, 10, 30, 9);
const profile = {
  ...ukBusiness,
  name: 'Rivera Plumbing',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
};

/** A job on which everything is written down that can be: whatever no customer may read says so. */
function world() {
  const memory = createMemoryRecords();
  const run = memory.run;
  expectOk(run('business.setUp', { profile, services: [] }));
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann Keller', notes: 'SECRET contact' }));
  const { id: typeId } = expectOk(run('jobType.add', { name: 'SECRET type' }));
  const asked = [{ label: 'Inlet pressure', kind: 'number' as const, unit: 'mbar' }];
  expectOk(run('jobType.putReportFields', { id: typeId, fields: asked }));
  expectOk(run('jobType.setReport', { id: typeId, title: 'Boiler record' }));
  const items = [{ name: 'Service', quantity: '1', unitPrice: '98765' }];
  const { id } = expectOk(
    run('job.create', { contactId, title: 'Boiler', typeId, items, notes: 'SECRET job' }),
  );
  const address = { street: '14 Quayside', city: 'Bristol' };
  expectOk(run('job.update', { id, fields: { address, customerNotes: 'Come back\nin a year.' } }));
  const siteId = memory.records.get('jobs', id)!.siteId!;
  expectOk(
    run('site.update', {
      id: siteId,
      fields: { access: 'SECRET code', hazards: 'SECRET dog', name: 'SECRET flat' },
    }),
  );
  const { visitId } = expectOk(
    run('job.schedule', { id, start, end: start + 3_600_000, notes: 'SECRET visit' }),
  );
  const place = { id, visitId };
  expectOk(run('job.addChecks', { ...place, texts: ['Cleaned', 'Vented'] }));
  const [checkId] = Object.keys(memory.records.get('visits', visitId)!.checks!);
  expectOk(run('job.tick', { ...place, checkId: checkId!, isDone: true }));
  const used = { name: 'Valve', quantity: '2.5', unit: 'm' };
  const { materialId } = expectOk(run('job.setMaterial', { id, fields: used }));
  expectOk(run('cost.set', { of: 'material', subjectId: materialId, cost: { amount: '98765' } }));
  const [fieldId] = Object.keys(memory.records.get('jobTypes', typeId)!.reportFields!);
  expectOk(run('job.setReading', { id, fieldId: fieldId!, value: '20.5' }));
  const job = readJob(memory.records, id)!;
  const lines = signedLines(job, memory.records.get('visits', visitId), 'de-DE');
  const signature = { name: 'Ann', statement: 'Done.', strokes: '1,1 20,20', lines };
  expectOk(run('job.sign', { ...place, ...signature }));
  const report = () => readReport(memory.records, id, { photos: [], now: memory.context.now })!;
  return { memory, id, typeId, visitId, fieldId: fieldId!, lines, report };
}

test('a report says what was done, read, used and signed, in the business’s way to write', () => {
  const { report } = world();
  expect(report()).toMatchObject({
    title: 'Boiler record',
    subject: 'Boiler',
    buyer: { name: 'Ann Keller' },
    place: { street: '14 Quayside', city: 'Bristol' },
    work: [{ name: 'Service', quantity: '1' }],
    readings: [{ label: 'Inlet pressure', value: '20.5', unit: 'mbar' }],
    checks: [
      { text: 'Cleaned', isDone: true },
      { text: 'Vented', isDone: false },
    ],
    materials: [{ name: 'Valve', quantity: '2.5', unit: 'm' }],
    notes: 'Come back\nin a year.',
    signatures: [{ name: 'Ann', statement: 'Done.', strokes: '1,1 20,20' }],
  });
  const markup = renderReport(report());
  for (const words of ['20,5 mbar', '2,5 m', '14 Quayside', 'Come back<br />in a year.', 'M1,1L20,20'])
    expect(markup).toContain(words);
});

test('no note for who works there, no cost and no price can get into a report', () => {
  const { report } = world();
  const written = JSON.stringify(report()) + renderReport(report());
  expect(written).not.toMatch(/SECRET|98765|987[.,]65/);
  expectTypeOf<keyof ReportSources['job']>().toEqualTypeOf<
    'title' | 'completedAt' | 'customerNotes' | 'readings' | 'items' | 'materials'
  >();
  expectTypeOf<keyof ReportSources['visits'][number]>().toEqualTypeOf<'checks' | 'ticks'>();
  expectTypeOf<keyof ReportSources['customer']>().toEqualTypeOf<'name' | 'company' | 'addresses'>();
  expectTypeOf<keyof CountedLine>().toEqualTypeOf<'name' | 'quantity' | 'unit'>();
  expectTypeOf<keyof NonNullable<ReportSources['form']>>().toEqualTypeOf<
    'reportTitle' | 'reportFields' | 'reportWithout'
  >();
  expectTypeOf<Extract<keyof ReportContent, 'totals' | 'currency' | 'lines'>>().toEqualTypeOf<never>();
});

test('what the form leaves out is not there, nor what stood at a visit that does not take place', () => {
  const { memory, id, typeId, visitId, report } = world();
  expectOk(memory.run('jobType.setReport', { id: typeId, without: ['work', 'materials', 'signature'] }));
  expect(report()).toMatchObject({ work: [], materials: [], signatures: [], checks: [{}, {}] });
  expectOk(memory.run('jobType.setReport', { id: typeId, title: '', without: [] }));
  expectOk(memory.run('job.cancelVisit', { id, visitId, reason: 'Nobody there' }));
  expect(report()).toMatchObject({ title: undefined, checks: [], work: [{ name: 'Service' }] });
});

test('who did it is who worked there, and before that who is sent', () => {
  const { memory, id, visitId, report } = world();
  const name = (called: string) =>
    expectOk(memory.run('staff.create', { kind: 'person', name: called, skills: [], hours: null })).id;
  const [sent, worker] = [name('Sam'), name('Ines')];
  expectOk(memory.run('job.assignVisit', { id, visitId, staffIds: [sent] }));
  expect(report().workers).toEqual(['Sam']);
  expectOk(memory.run('job.start', { id, visitId, workerId: worker }));
  expect(report().workers).toEqual(['Ines']);
});

test('photos that say what they show are taken, those before the work first, and no other file', () => {
  const file = (id: string, label: JobFile['label'], mimeType = 'image/jpeg'): JobFile =>
    ({ id, jobId: 'j', filedAt: 0, addedAt: 0, memberId: 'm', label, file: { mimeType } }) as never;
  const files = [
    file('a', 'after'),
    file('b', 'before'),
    file('c', 'other'),
    file('d', 'before', 'application/pdf'),
    { ...file('e', 'before'), removedAt: 1 },
  ];
  expect(photosToShow(files).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('a signature covers what was read as well; where that is another now, the report says what was signed for', () => {
  const { memory, id, fieldId, lines, report } = world();
  expect(lines).toContainEqual(expect.stringMatching(/: 20,5/));
  expect(report().signatures[0]?.signedFor).toEqual([]);
  expectOk(memory.run('job.setReading', { id, fieldId, value: '21' }));
  expect(report().signatures[0]?.signedFor).toEqual(lines);
  expect(renderReport(report())).toContain('Changed since it was signed');
  expectOk(memory.run('job.setReading', { id, fieldId, value: '20.5' }));
  expect(report().signatures[0]?.signedFor).toEqual([]);
});
