import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pausableParts } from '#shared/domain/pause.ts';
import { isPaused, liftedAt, pausedParts } from '#shared/records/pauses.ts';
import { expectOk } from '#shared/lib/result.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, meet } from './testing-device.ts';

const minute = 60_000;

test('a pause holds for what it stops and nothing else, until somebody lets that go on', () => {
  const world = createMemoryRecords();
  expectOk(world.run('pause.set', { parts: ['sends', 'models'], why: 'A lost laptop' }));
  expect(pausedParts(world.records)).toEqual(['sends', 'models']);
  expect(world.run('pause.set', { parts: ['models'] })).toMatchObject({ error: { code: 'pause.holds' } });
  world.context.now += minute;
  expectOk(world.run('pause.lift', { parts: ['models'] }));
  expect(pausedParts(world.records)).toEqual(['sends']);
  expect(liftedAt(world.records, 'models')).toBe(world.context.now);
  expect(liftedAt(world.records, 'sends')).toBe(-Infinity);
  expect(world.list('pauses')).toMatchObject([{ memberId: 'member-1', why: 'A lost laptop' }]);
});

test('a message is not attempted while sending is paused, by whatever way it comes there', () => {
  const world = withAutopilot('Hello');
  const { id } = expectOk(world.run('message.send', { conversationId: 'talk', text: 'We come at ten.' }));
  expectOk(world.run('pause.set', { parts: ['sends'] }));
  expect(world.run('message.attempt', { id })).toMatchObject({ error: { code: 'pause.sends' } });
  expectOk(world.run('pause.lift', { parts: ['sends'] }));
  expectOk(world.run('message.attempt', { id }));
});

test('the assistant answers nobody by itself meanwhile, nor afterwards what was written then', () => {
  for (const part of ['autopilot', 'sends'] as const) {
    const world = withAutopilot('Do you repair boilers?');
    const refused = () => refusalOf(world.records, 'talk', 'm1', world.context.now)?.code;
    expect(refused()).toBeUndefined();
    expectOk(world.run('pause.set', { parts: [part] }));
    expect(refused()).toBe('autopilot.paused');
    world.context.now += minute;
    expectOk(world.run('pause.lift', { parts: [part] }));
    expect(refused()).toBe('autopilot.paused-then');
  }
});

test('a held message of no set time is sent when somebody asks for it', () => {
  const world = withAutopilot('Hello');
  const { id } = expectOk(world.run('message.send', { conversationId: 'talk', text: 'We come at ten.' }));
  expectOk(world.run('message.hold', { id, why: 'paused' }));
  const again = expectOk(world.run('message.sendNow', { id }));
  expect(again.id).not.toBe(id);
  expectOk(world.run('message.attempt', { id: again.id }));
});

const step = fc.record({
  who: fc.integer({ min: 0, max: 1 }),
  what: fc.constantFrom('set' as const, 'lift' as const, 'meet' as const),
  parts: fc.subarray([...pausableParts], { minLength: 1 }),
});

test('whatever two devices do apart, a pause that nobody has lifted by knowing of it still holds', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let clock = 1_000_000;
      const devices = [
        createDevice(1, ['pauses'], () => clock),
        createDevice(2, ['pauses'], () => clock),
      ] as const;
      /** By part, the pauses that hold, as each device knows them. */
      const open = new Map<string, Set<string>>();
      for (const { who, what, parts } of steps) {
        clock += minute;
        const device = devices[who]!;
        if (what === 'meet') {
          meet(...devices);
          continue;
        }
        const known = new Set(Array.from(device.records.all('pauses'), ({ id }) => id));
        const before = new Set(parts.filter((part) => isPaused(device.records, part)));
        device.run(`pause.${what}`, { parts });
        for (const part of parts) {
          const held = open.get(part) ?? new Set<string>();
          open.set(part, held);
          if (what === 'lift') for (const id of known) held.delete(id);
          else if (!before.has(part))
            for (const { id } of device.records.all('pauses')) if (!known.has(id)) held.add(id);
        }
      }
      meet(...devices);
      for (const { records } of devices)
        for (const part of pausableParts)
          expect(isPaused(records, part)).toBe((open.get(part)?.size ?? 0) > 0);
    }),
  );
});
