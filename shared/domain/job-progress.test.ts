import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JobEvent, standingEvents, takingBack } from './job-event.ts';
import { progressOf } from './job-progress.ts';
import { proven } from './proven.ts';

let salts = 0;
const event = (fields: Partial<JobEvent> & Pick<JobEvent, 'kind' | 'at'>): JobEvent =>
  proven<Omit<JobEvent, 'id'>>({
    jobId: 'job',
    recordedAt: fields.at,
    order: fields.at,
    filedAt: 0,
    memberId: 'ana',
    deviceId: 'd',
    salt: `${salts++}`,
    ...fields,
  }) as JobEvent;
const stateOf = (events: JobEvent[], visitIds = ['v'], isInvoiced = false) =>
  progressOf({ visitIds, events, isInvoiced: () => isInvoiced });

describe('where a job stands', () => {
  test('is what happened at its visits: on the way, at work, paused, done', () => {
    const events: JobEvent[] = [];
    const states = (['setOut', 'started', 'paused', 'started', 'done'] as const).map((kind, at) => {
      events.push(event({ kind, at, visitId: 'v' }));
      const { state, visits } = stateOf(events);
      return [state, visits.get('v')?.state];
    });
    expect(states).toEqual([
      ['enRoute', 'enRoute'],
      ['inProgress', 'inProgress'],
      ['inProgress', 'paused'],
      ['inProgress', 'inProgress'],
      ['completed', 'done'],
    ]);
    expect(stateOf(events)).toMatchObject({ startedAt: 1, completedAt: 4 });
    expect(stateOf(events, ['v'], true).state).toBe('invoiced');
  });

  test('is completed with its last visit, not with its first, and one that was called off is not waited for', () => {
    const done = event({ kind: 'done', at: 1, visitId: 'v' });
    expect(stateOf([done], ['v', 'w']).state).toBe('inProgress');
    expect(stateOf([done, event({ kind: 'done', at: 2, visitId: 'w' })], ['v', 'w']).completedAt).toBe(2);
    expect(stateOf([done, event({ kind: 'cancelled', at: 2, visitId: 'w' })], ['v', 'w']).state).toBe(
      'completed',
    );
    expect(stateOf([event({ kind: 'cancelled', at: 2, visitId: 'v' })]).state).toBe('created');
  });

  test('of two who work together, one who pauses does not stop the other', () => {
    const both = [
      event({ kind: 'started', at: 1, visitId: 'v' }),
      event({ kind: 'started', at: 2, visitId: 'v', memberId: 'ben' }),
      event({ kind: 'paused', at: 3, visitId: 'v' }),
    ];
    expect(stateOf(both).visits.get('v')).toMatchObject({ state: 'inProgress', working: ['ben'] });
  });

  test('goes on after it was reopened, and is not done again before somebody says so', () => {
    const events = [event({ kind: 'done', at: 1, visitId: 'v' }), event({ kind: 'reopened', at: 2 })];
    expect(stateOf(events).state).toBe('inProgress');
    expect(stateOf([...events, event({ kind: 'done', at: 3 })])).toMatchObject({
      state: 'completed',
      completedAt: 3,
    });
  });

  test('cancelled in the middle of the work is cancelled, although an earlier visit was done', () => {
    const events = [
      event({ kind: 'done', at: 1, visitId: 'v' }),
      event({ kind: 'started', at: 2, visitId: 'w' }),
      event({ kind: 'cancelled', at: 3, reason: 'Moved away' }),
    ];
    const found = stateOf(events, ['v', 'w']);
    expect(found).toMatchObject({ state: 'cancelled', cancelReason: 'Moved away' });
    expect(found.contradiction).toBeUndefined();
  });

  test('done beside cancelled counts as done and is named, until somebody who knows both decides', () => {
    const done = event({ kind: 'done', at: 1, visitId: 'v' });
    const cancelled = event({ kind: 'cancelled', at: 2, reason: 'No longer needed' });
    const found = stateOf([done, cancelled]);
    expect(found).toMatchObject({
      state: 'completed',
      contradiction: { done: [done.id], cancelled: [cancelled.id] },
    });
    expect(stateOf([done, cancelled, takingBack(cancelled)]).contradiction).toBeUndefined();
    const knowing = event({ kind: 'cancelled', at: 3, reason: 'No longer needed', despite: [done.id] });
    expect(stateOf([done, cancelled, knowing])).toMatchObject({ state: 'cancelled' });
    expect(stateOf([done, cancelled, knowing]).contradiction).toBeUndefined();
  });
});

test('what is taken back does not count, and counts again when that is taken back', () => {
  const started = event({ kind: 'started', at: 1 });
  const taken = takingBack(started);
  expect(standingEvents([started, taken])).toEqual([]);
  expect(standingEvents([taken, started, takingBack(taken)])).toEqual([started]);
  expect(takingBack(started)).toEqual(taken);
});

test('of several corrections of a time the last one counts', () => {
  const started = event({ kind: 'started', at: 100 });
  const corrected = (at: number, recordedAt: number) =>
    event({ kind: 'corrected', at, recordedAt, eventId: started.id });
  expect(standingEvents([corrected(60, 300), started, corrected(80, 200)])).toMatchObject([
    { id: started.id, at: 60 },
  ]);
});

const anyEvent = fc.record({
  kind: fc.constantFrom('setOut', 'started', 'paused', 'done', 'cancelled', 'reopened', 'closed', 'worked'),
  at: fc.integer({ min: 0, max: 5 }),
  order: fc.integer({ min: 0, max: 3 }),
  visitId: fc.constantFrom(undefined, 'v', 'w', 'gone'),
  memberId: fc.constantFrom('ana', 'ben'),
});
const anyEvents = fc
  .array(anyEvent, { maxLength: 14 })
  .map((all) =>
    all.map(({ visitId, ...rest }) =>
      event({ ...rest, ...(visitId !== undefined && { visitId }) } as JobEvent),
    ),
  );

test('whatever happened, in whatever order devices hear of it, the state is one and makes sense', () => {
  fc.assert(
    fc.property(
      anyEvents,
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      fc.nat(),
      (events, isInvoiced, chance, pick) => {
        const one = events[pick % (events.length || 1)];
        const all = one === undefined ? events : [...events, ...(pick % 3 === 0 ? [takingBack(one)] : [])];
        const found = stateOf(all, ['v', 'w'], isInvoiced);
        const shuffled = all
          .map((each) => ({ each, by: chance.next().value! }))
          .toSorted((a, b) => a.by - b.by);
        expect(
          stateOf(
            shuffled.map(({ each }) => each),
            ['w', 'v'],
            isInvoiced,
          ),
        ).toEqual({
          ...found,
          visits: new Map(found.visits),
        });
        const isOver = ['completed', 'invoiced', 'closed'].includes(found.state);
        expect(found.completedAt !== undefined).toBe(isOver);
        expect(found.contradiction === undefined || isOver).toBe(true);
        expect(found.state === 'invoiced' && !isInvoiced).toBe(false);
        for (const { state, working } of found.visits.values())
          expect(working.length > 0).toBe(state === 'inProgress');
      },
    ),
    { numRuns: 500 },
  );
});
