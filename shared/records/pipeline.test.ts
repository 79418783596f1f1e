import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { pipelineOf } from './pipeline.ts';

const day = 86_400_000;

function world() {
  const memory = createMemoryRecords();
  const { run, records, context } = memory;
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  const enquiry = (title: string, amount?: string) =>
    expectOk(
      run('enquiry.create', { contactId, title, ...(amount && { worth: { amount, currency: 'EUR' } }) }),
    ).id;
  const board = () =>
    Object.fromEntries(
      pipelineOf(records, context.now).map(({ key, cards, sums }) => [key, { cards, sums }]),
    );
  const where = (id: string) =>
    Object.entries(board()).find(([, { cards }]) => cards.some((card) => card.id === id))?.[0];
  const card = (id: string) =>
    Object.values(board())
      .flatMap(({ cards }) => cards)
      .find((each) => each.id === id);
  return { ...memory, contactId, enquiry, board, where, card };
}

test('each column knows what is in it, what that is worth, and how long nothing was done', () => {
  const { run, enquiry, board, card, context } = world();
  const first = enquiry('Bathroom', '120000');
  const second = enquiry('Boiler', '30050');
  enquiry('Tap');
  expect(board()['new']?.sums).toEqual([{ currency: 'EUR', amount: 150_050n }]);
  context.now += 3 * day;
  expectOk(run('enquiry.setStage', { id: second, stage: 'quoted' }));
  expect([card(first)?.idleDays, card(second)?.idleDays]).toEqual([3, 0]);
  expect(board()['new']?.cards.map(({ id }) => id)[0]).toBe(first);
});

test('won follows from a job, and a look before the price wins nothing', () => {
  const { run, enquiry, where, card, contactId } = world();
  const id = enquiry('Bathroom');
  const { id: look } = expectOk(run('enquiry.assess', { id, title: 'Look at: Bathroom' }));
  expect(where(id)).toBe('new');
  expectOk(run('job.schedule', { id: look, start: Date.UTC(2027, 0, 1), end: Date.UTC(2027, 0, 1, 1) }));
  expect(card(id)?.hasNextStep).toBe(true);
  expectOk(run('job.create', { contactId, enquiryId: id, title: 'Bathroom' }));
  expect(where(id)).toBe('won');
});

test('a task is a next step until it is done', () => {
  const { run, enquiry, card } = world();
  const id = enquiry('Bathroom');
  expect(card(id)?.hasNextStep).toBe(false);
  const task = expectOk(run('task.create', { title: 'Call', aboutKind: 'enquiries', aboutId: id }));
  expect(card(id)?.hasNextStep).toBe(true);
  expectOk(run('task.complete', { id: task.id }));
  expect(card(id)?.hasNextStep).toBe(false);
});

test('a stage of the owner’s own stands between; put away it keeps what is in it and takes nothing more', () => {
  const { run, enquiry, where, board } = world();
  const { id: stage } = expectOk(run('stage.create', { name: 'Site visit' }));
  expect(Object.keys(board())).toEqual(['new', 'contacted', stage, 'quoted', 'won', 'lost']);
  const [first, second] = [enquiry('Bathroom'), enquiry('Boiler')];
  expectOk(run('enquiry.setStage', { id: first, stage }));
  expectOk(run('stage.archive', { id: stage }));
  expect(where(first)).toBe(stage);
  const late = run('enquiry.setStage', { id: second, stage });
  expect(late).toMatchObject({ ok: false, error: { code: 'enquiry.no-stage' } });
  expectOk(run('enquiry.setStage', { id: first, stage: 'quoted' }));
  expect(Object.keys(board())).toEqual(['new', 'contacted', 'quoted', 'won', 'lost']);
});

test('what was lost leaves the board after a month; what is archived or in the bin at once', () => {
  const { run, enquiry, where, context } = world();
  const [lost, archived, binned] = [enquiry('A'), enquiry('B'), enquiry('C')];
  expectOk(run('enquiry.setStage', { id: lost, stage: 'lost', lostReason: 'Price' }));
  expectOk(run('enquiry.archive', { id: archived }));
  expectOk(run('bin.put', { kind: 'enquiries', ids: [binned] }));
  expect([where(lost), where(archived), where(binned)]).toEqual(['lost', undefined, undefined]);
  context.now += 31 * day;
  expect(where(lost)).toBeUndefined();
});
