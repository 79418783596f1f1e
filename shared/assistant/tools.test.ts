import { expect, test } from 'vitest';
import { plumber } from '#shared/agent/testing.ts';
import { registry } from '#shared/commands/index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { isProven } from './proven-words.ts';
import { offers } from './offered.ts';
import { createRefs } from './refs.ts';
import { signatureOf } from './signature.ts';
import { readCall, writeTools } from './write-tools.ts';

const { records } = createMemoryRecords();
const desk = { business: plumber, records };

test('The assistant is offered every command that is marked for it, and none that the product keeps to itself', () => {
  const tools = writeTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual(Object.keys(offers).toSorted());
  for (const { name } of tools) expect(registry.get(name)?.internal).not.toBe(true);
  expect(tools.find(({ name }) => name === 'invoice.issue')).toBeUndefined();
});

test('A tool names references, local times and amounts instead of ids and numbers', () => {
  const schedule = writeTools().find(({ name }) => name === 'job.schedule')!;
  expect(signatureOf(schedule.schema)).toBe('{id: ref, start: time, end: time}');
});

test('The arguments of a model become exactly those of the command', () => {
  const refs = createRefs();
  refs.nameOf('jobs', 'the-job');
  const given = { id: 'job:1', start: '2026-11-24T10:00', end: '2026-11-24T11:30' };
  const start = Date.UTC(2026, 10, 24, 10);
  expect(readCall('job.schedule', given, refs, desk)).toEqual({
    ok: true,
    value: { command: 'job.schedule', args: { id: 'the-job', start, end: start + 90 * 60_000 } },
  });
  refs.nameOf('issued', 'the-invoice');
  const paid = { issuedId: 'invoice:1', amount: '120.5', method: 'cash' };
  expect(readCall('invoice.recordPayment', paid, refs, desk)).toMatchObject({
    value: { args: { issuedId: 'the-invoice', amount: '12050', method: 'cash' } },
  });
});

test.each([
  ['a record that was never shown', 'job.complete', { id: 'job:7' }],
  ['a real id instead of a reference', 'job.complete', { id: 'the-job' }],
  [
    'a day that does not exist',
    'job.schedule',
    { id: 'job:1', start: '2026-02-31T10:00', end: '2026-03-01T10:00' },
  ],
  [
    'an argument that is not offered',
    'message.send',
    { conversationId: 'conversation:1', text: 'x', author: 'owner' },
  ],
  ['a command that is not offered', 'invoice.issue', { id: 'draft:1' }],
  ['an internal command', 'inbox.ingest', { events: [] }],
  ['no command at all', '__proto__', {}],
])('rule 10: %s is refused before it is proposed', (_what, command, args) => {
  const refs = createRefs();
  refs.nameOf('jobs', 'the-job');
  refs.nameOf('conversations', 'talk');
  expect(readCall(command, args, refs, desk)).toMatchObject({ ok: false });
});

const results = [JSON.stringify([{ due: '€80.00', dueDate: '2026-11-24', start: '2026-11-24T10:30' }])];

test.each([
  ['They owe you €80.00, due 24 November.', true],
  ['The visit is on Tuesday at 10:30.', true],
  ['Nobody is waiting.', true],
  ['You may call them.', true],
  ['They owe you €24.', false],
  ['They owe you €800.00.', false],
  ['The visit is on Wednesday at 10:30.', false],
  ['It is due 24 December.', false],
  ['Three jobs, 3 customers.', false],
  ['See https://example.com.', false],
])('rule 11: whether “%s” stands in the results is known: %s', (answer, proven) => {
  expect(isProven(answer, results)).toBe(proven);
});

test('An amount is of the currency beside it or of the invoice that it is for, not always of the business’s', () => {
  const { records: own, apply } = createMemoryRecords();
  const after = { id: 'yen', currency: 'JPY' };
  apply([{ collection: 'issued', id: 'yen', path: [], before: undefined, after }]);
  const refs = createRefs();
  refs.nameOf('issued', 'yen');
  const read = (amount: string) => {
    const given = { issuedId: 'invoice:1', amount, method: 'cash' };
    return readCall('invoice.recordPayment', given, refs, { business: plumber, records: own });
  };
  expect(read('120')).toMatchObject({ value: { args: { amount: '120' } } });
  expect(read('120.50')).toMatchObject({ ok: false });
});
