import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { programTokenHash } from '#shared/domain/program.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMeter } from './limits.ts';
import { fieldsOf } from './redact.ts';
import { createLastingRefs } from './refs.ts';
import { programTools, toolsOf } from './tools.ts';

const claude = { name: 'Claude', scopes: ['money' as const], proposes: true, isLocal: false };

function ownersWorld() {
  const world = createMemoryRecords();
  world.context.isOwner = true;
  return world;
}

test('A token is told once: what is kept opens nothing, and nothing at all once it is revoked', () => {
  const world = ownersWorld();
  const { id, token } = expectOk(world.run('program.add', claude));
  expect(JSON.stringify(world.list('programs'))).not.toContain(token);
  expect(world.list('programs')[0]!.tokenHash).toBe(programTokenHash(token));
  expect(token.length).toBeGreaterThan(10);
  expectOk(world.run('program.revoke', { id }));
  expect(world.list('programs')[0]).toMatchObject({ name: 'Claude', tokenHash: '' });
  expect(world.run('program.change', { id, scopes: ['contacts'] })).toMatchObject({
    error: { code: 'program.gone' },
  });
});

test('Only an owner lets a program in, under a name that no other has', () => {
  const world = createMemoryRecords();
  expect(world.run('program.add', claude)).toMatchObject({ error: { code: 'program.owners-only' } });
  world.context.isOwner = true;
  expectOk(world.run('program.add', claude));
  expect(world.run('program.add', { ...claude, name: 'CLAUDE' })).toMatchObject({
    error: { fields: [{ path: ['name'] }] },
  });
  expect(world.run('program.setPort', { port: 80 }).ok).toBe(false);
});

test('Every tool belongs to a scope, and a program has those of its own alone', () => {
  expect(programTools.filter(({ kind, scope }) => kind !== 'status' && scope === undefined)).toEqual([]);
  const given = toolsOf({ scopes: ['money'], proposes: false });
  expect(given.map(({ name }) => name)).toEqual(['find_invoices', 'money_owed']);
  expect(toolsOf({ scopes: [], proposes: true }).map(({ name }) => name)).toEqual(['request_status']);
});

test('Whatever a program says, the log keeps names of fields and kinds, and few of them', () => {
  const secret = 'canary-7193';
  const value = fc.oneof(fc.constant(secret), fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      value,
      fc.array(tie('tree')),
      fc.dictionary(fc.string({ maxLength: 9 }), tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, (args) => {
      const fields = fieldsOf(args);
      expect(fields.length).toBeLessThanOrEqual(40);
      for (const field of fields) expect(field.length).toBeLessThanOrEqual(80);
      expect(fields.join('\n')).not.toContain(secret);
    }),
  );
});

test('A reference leads to the same record for ever, and to none that the program may not know', () => {
  const refs = createLastingRefs(({ id }) => id !== 'hidden');
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,64}$/), (id) => {
      const found = refs.recordOf(refs.nameOf('jobs', id));
      expect(found).toEqual(id === 'hidden' ? undefined : { collection: 'jobs', id });
    }),
  );
  expect(refs.recordOf('contact:hidden')).toBeUndefined();
  expect(refs.recordOf('secrets:worst')).toBeUndefined();
});

test('In no minute there are more calls than allowed, and in no hour more records', () => {
  const limits = { callsPerMinute: 3, rowsPerHour: 50 };
  const step = fc.record({
    pause: fc.integer({ min: 0, max: 120_000 }),
    rows: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const meter = createMeter();
      const calls: { at: number; rows: number }[] = [];
      let now = 0;
      for (const { pause, rows } of steps) {
        now += pause;
        if (!meter.mayCall(limits, now)) continue;
        const given = Math.min(rows, meter.rowsLeft(limits, now));
        meter.gave(given, now);
        calls.push({ at: now, rows: given });
      }
      for (const { at } of calls) {
        expect(calls.filter((each) => each.at <= at && each.at > at - 60_000).length).toBeLessThanOrEqual(3);
        const lately = calls.filter((each) => each.at <= at && each.at > at - 3_600_000);
        expect(lately.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(50);
      }
    }),
  );
});
