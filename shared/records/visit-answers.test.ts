import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { answerAbout, openRequests } from './visit-answers.ts';

const hour = 60 * 60 * 1000;

function withAnswers(...answers: ('confirm' | 'move' | 'cancel' | '5')[]) {
  const world = createMemoryRecords();
  const start = world.context.now + 24 * hour;
  const { id: contactId } = expectOk(world.run('contact.create', { name: 'Ada' }));
  const visit = { start, end: start + hour };
  const { id: jobId } = expectOk(world.run('job.create', { contactId, title: 'Boiler', visit }));
  const visitId = world.list('visits')[0]!.id;
  const given = answers.map((answer, index) => [`m${index}`, { answer, at: index + 1 }]);
  const reminder = { id: 'r1', ruleId: 'rule', visitId, jobId, contactId, start, at: 1, messageId: 'm' };
  const after = { ...reminder, answers: Object.fromEntries(given) } as never;
  world.apply([{ collection: 'reminders', id: 'r1', path: [], before: undefined, after }]);
  const asked = () => openRequests(world.records).map(({ answer }) => answer);
  return { ...world, start, jobId, visitId, asked };
}

test('who asks to move a visit waits until it has been moved', () => {
  const world = withAnswers('confirm', 'move');
  expect(answerAbout(world.list('reminders'), world.start)?.answer).toBe('move');
  expect(world.asked()).toEqual(['move']);
  const later = { start: world.start + hour, end: world.start + 2 * hour };
  expectOk(world.run('job.reschedule', { id: world.jobId, visitId: world.visitId, ...later }));
  expect(world.asked()).toEqual([]);
  expect(answerAbout(world.list('reminders'), later.start)).toBeUndefined();
});

test('or until somebody says that it is taken care of, or the work is off', () => {
  const settled = withAnswers('cancel');
  expectOk(settled.run('reminder.settle', { id: 'r1' }));
  expect(settled.asked()).toEqual([]);
  const off = withAnswers('cancel');
  expectOk(off.run('job.cancel', { id: off.jobId, reason: 'Moved away' }));
  expect(off.asked()).toEqual([]);
});

test('who confirms, or says how it was, asks for nothing', () => {
  expect(withAnswers('move', 'confirm').asked()).toEqual([]);
  expect(withAnswers('5').asked()).toEqual([]);
});
