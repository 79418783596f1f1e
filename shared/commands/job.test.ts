import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { JobState } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { readJob } from '#shared/records/jobs.ts';
import { addressOfJob } from '#shared/records/sites.ts';
import { createMemoryRecords } from './testing.ts';
import type { Change } from '#shared/records/change.ts';
import { invert } from './undo.ts';

const hour = 60 * 60 * 1000;

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(
    memory.run('contact.create', { name: 'Ann', addresses: { home: { street: 'Kade 1', city: 'Delft' } } }),
  );
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Leaking tap' }));
  const visit = { start: memory.context.now + hour, end: memory.context.now + 2 * hour };
  const job = () => readJob(memory.records, id)!;
  return { memory, contactId, id, visit, job };
}

test('a new job waits to be scheduled and knows where to go', () => {
  const { memory, job } = world();
  expect(job().state).toBe('created');
  expect(addressOfJob(memory.records, job())).toEqual({ street: 'Kade 1', city: 'Delft' });
});

test('a job made with a visit is on the calendar at once, with its items in order', () => {
  const { memory, contactId, visit } = world();
  const items = [
    { name: 'Call-out', quantity: '1', unitPrice: '4500' },
    { name: 'Labour', quantity: '0.5', unitPrice: '6000' },
  ];
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler', visit, items }));
  const made = readJob(memory.records, id)!;
  expect(made.state).toBe('scheduled');
  expect(Object.values(made.items ?? {}).map(({ name, order }) => [name, order])).toEqual([
    ['Call-out', 0],
    ['Labour', 1],
  ]);
});

test('a job goes from the calendar to the van to done', () => {
  const { memory, id, visit, job } = world();
  expectOk(memory.run('job.schedule', { id, ...visit }));
  expect(job().state).toBe('scheduled');
  expectOk(memory.run('job.setOut', { id }));
  expectOk(memory.run('job.start', { id }));
  expect(job().startedAt).toBe(memory.context.now);
  expectOk(memory.run('job.complete', { id }));
  expect(job()).toMatchObject({ state: 'completed', completedAt: memory.context.now });
});

test('a job that was only scheduled can be completed in one step', () => {
  const { memory, id, visit, job } = world();
  expectOk(memory.run('job.schedule', { id, ...visit }));
  expectOk(memory.run('job.complete', { id }));
  expect(job().state).toBe('completed');
});

test('a visit cannot end before it begins', () => {
  const { memory, id, visit, job } = world();
  expect(memory.run('job.schedule', { id, start: visit.end, end: visit.start })).toMatchObject({
    ok: false,
    error: { code: 'job.visit-ends-early' },
  });
  expect(job().state).toBe('created');
});

test('taking the only visit off the calendar puts the job back among the unscheduled', () => {
  const { memory, id, visit, job } = world();
  const { visitId } = expectOk(memory.run('job.schedule', { id, ...visit }));
  expectOk(memory.run('job.removeVisit', { id, visitId }));
  expect(job().state).toBe('created');
});

test('moving the visit of a technician on the way makes it a scheduled job again', () => {
  const { memory, id, visit, job } = world();
  const { visitId } = expectOk(memory.run('job.schedule', { id, ...visit }));
  expectOk(memory.run('job.setOut', { id }));
  expectOk(memory.run('job.reschedule', { id, visitId, start: visit.start + hour, end: visit.end + hour }));
  expect(job()).toMatchObject({ state: 'scheduled', visits: { [visitId]: { start: visit.start + hour } } });
});

test('a cancelled job says why and stays cancelled', () => {
  const { memory, id, visit, job } = world();
  expect(memory.run('job.cancel', { id, reason: '  ' }).ok).toBe(false);
  expectOk(memory.run('job.cancel', { id, reason: 'Customer found a cousin' }));
  const cancelled = job();
  for (const again of [
    memory.run('job.start', { id }),
    memory.run('job.complete', { id }),
    memory.run('job.reopen', { id }),
    memory.run('job.schedule', { id, ...visit }),
    memory.run('job.setItem', { id, item: { name: 'Labour', quantity: '1', unitPrice: '100' } }),
  ]) {
    expect(again.ok).toBe(false);
  }
  expect(job()).toEqual(cancelled);
});

test('a job completed by mistake can be reopened, and no prices were lost', () => {
  const { memory, id, job } = world();
  const item = { name: 'Labour', quantity: '1.5', unitPrice: '6000' };
  const { itemId } = expectOk(memory.run('job.setItem', { id, item }));
  expectOk(memory.run('job.complete', { id }));
  expectOk(memory.run('job.reopen', { id }));
  expect(job()).toMatchObject({ state: 'inProgress', items: { [itemId]: item } });
  expect(job()).not.toHaveProperty('completedAt');
});

test('a completed job without anything to charge can be closed, and opened again', () => {
  const { memory, id, job } = world();
  expect(memory.run('job.close', { id }).ok).toBe(false);
  expectOk(memory.run('job.complete', { id }));
  expectOk(memory.run('job.close', { id }));
  expectOk(memory.run('job.reopen', { id }));
  expect(job().state).toBe('completed');
});

test('the words of a refusal name what the job is', () => {
  const { memory, id } = world();
  expectOk(memory.run('job.start', { id }));
  expect(memory.run('job.setOut', { id })).toMatchObject({
    error: { message: 'This job is in progress: it cannot become on the way.' },
  });
});

const stepNames = [
  'schedule',
  'reschedule',
  'removeVisit',
  'setOut',
  'start',
  'pause',
  'finishVisit',
  'cancelVisit',
  'complete',
  'cancel',
  'close',
  'reopen',
  'undo',
] as const;
type Step = (typeof stepNames)[number];
const steps = fc.constantFrom(...stepNames);

test('no sequence of commands brings a job into a state that makes no sense', () => {
  const property = fc.property(fc.array(steps, { maxLength: 25 }), (sequence) => {
    expect(faultsOf(sequence)).toEqual([]);
  });
  fc.assert(property);
});

/** Walks the sequence, with undo as a step of its own, and names everything that went wrong. */
function faultsOf(sequence: readonly Step[]): string[] {
  const { memory, id, visit, job } = world();
  const visitId = () => Object.keys(job().visits)[0] ?? 'none';
  const act = {
    schedule: () => memory.run('job.schedule', { id, ...visit }),
    reschedule: () => memory.run('job.reschedule', { id, visitId: visitId(), ...visit }),
    removeVisit: () => memory.run('job.removeVisit', { id, visitId: visitId() }),
    setOut: () => memory.run('job.setOut', { id }),
    start: () => memory.run('job.start', { id }),
    pause: () => memory.run('job.pause', { id }),
    finishVisit: () => memory.run('job.finishVisit', { id, visitId: visitId() }),
    cancelVisit: () => memory.run('job.cancelVisit', { id, visitId: visitId(), reason: 'Nobody home' }),
    complete: () => memory.run('job.complete', { id }),
    cancel: () => memory.run('job.cancel', { id, reason: 'No longer needed' }),
    close: () => memory.run('job.close', { id }),
    reopen: () => memory.run('job.reopen', { id }),
  };
  const done: { changes: Change[]; state: JobState }[] = [];
  return sequence.flatMap((step) => {
    const before = job();
    if (step === 'undo') {
      const last = done.pop();
      if (last === undefined) return [];
      memory.apply(invert(last.changes, memory.records).changes);
      return [...unsound(job()), ...(job().state === last.state ? [] : ['undo led elsewhere'])];
    }
    if (!act[step]().ok) return isDeepStrictEqual(job(), before) ? [] : [`a refused ${step} changed the job`];
    done.push({ changes: memory.lastChanges, state: before.state });
    return unsound(job());
  });
}

function unsound(job: PlannedJob): string[] {
  const visits = Object.keys(job.visits).length;
  const rules: Record<string, boolean> = {
    'created has no visit': job.state !== 'created' || visits === 0,
    'scheduled has a visit': job.state !== 'scheduled' || visits > 0,
    'cancelled has its reason, and nothing else has':
      (job.state === 'cancelled') === (job.cancelReason !== undefined),
    'completed and closed know when':
      !['completed', 'closed'].includes(job.state) || job.completedAt !== undefined,
    'open work has no end': job.state !== 'inProgress' || job.completedAt === undefined,
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

test('where a customer has no address, that of the job is theirs, and follows it; one they have stays', () => {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const addresses = () => Object.values(memory.records.get('contacts', contactId)?.addresses ?? {});
  const { id } = expectOk(
    memory.run('job.create', { contactId, title: 'Tap', address: { street: '12 Elm Street' } }),
  );
  expect(addresses()).toEqual([{ street: '12 Elm Street' }]);
  expectOk(
    memory.run('job.update', { id, fields: { address: { street: '12 Elm Street', city: 'London' } } }),
  );
  expect(addresses()).toEqual([{ street: '12 Elm Street', city: 'London' }]);
  expectOk(memory.run('job.create', { contactId, title: 'Other', address: { street: 'Elsewhere 1' } }));
  expect(addresses()).toEqual([{ street: '12 Elm Street', city: 'London' }]);
});

test('a job that was made of the same words already is found, not made twice', () => {
  const { memory, contactId, visit } = world();
  const talk = {
    id: 'talk',
    contactId,
    channel: 'whatsapp',
    accountId: 'a',
    state: 'open',
    createdAt: 0,
    lastAt: 0,
  };
  memory.apply([{ collection: 'conversations', id: 'talk', path: [], before: undefined, after: talk }]);
  const args = { contactId, conversationId: 'talk', title: 'Boiler service', visit };
  const { id } = expectOk(memory.run('job.create', args));
  expect(expectOk(memory.run('job.create', args)).id).toBe(id);
  expect(memory.lastChanges).toEqual([]);
  const later = { start: visit.start + 24 * hour, end: visit.end + 24 * hour };
  expect(expectOk(memory.run('job.create', { ...args, visit: later })).id).not.toBe(id);
  expectOk(memory.run('job.cancel', { id, reason: 'Moved away' }));
  expect(expectOk(memory.run('job.create', args)).id).not.toBe(id);
});
