import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { hangingOn } from '#shared/records/references.ts';
import { type Command } from './command.ts';
import { registry } from './index.ts';
import { createMemoryRecords, dutchBusiness, type MemoryRecords } from './testing.ts';
import { anyArgs } from './testing-args.ts';
import { invert } from './undo.ts';

const services = ['Tap', 'Drain', 'Boiler', 'Roof', 'Gate', 'Hour', 'Pump', 'Bath'].map((name) => ({
  name,
  unitPrice: '7500',
}));

/** A business in the middle of its week. */
function createFirm(): MemoryRecords {
  const world = createMemoryRecords();
  Object.assign(world.context, { isOwner: true, agreed: () => true, accessOf: () => undefined });
  expectOk(world.run('business.setUp', { profile: dutchBusiness, services }));
  expectOk(world.run('sample.load', {}));
  const contactId = world.list('contacts')[0]!.id;
  const times = { first: '2026-11-21', rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
  expectOk(world.run('plan.create', { contactId, title: 'Service', times }));
  return world;
}

/** Ids of records that a field of this name may mean. */
function idsFor(world: MemoryRecords, command: string, field: string): string[] {
  const asked = field === '' || /^ids?$/.test(field) ? command.split('.')[0]! : field.replace(/Ids?$/, '');
  const name = asked === 'invoice' ? 'documents' : `${asked}s`;
  return Object.hasOwn(collections, name) ? world.list(name as CollectionName).map(({ id }) => id) : [];
}

/** What law or a person takes away goes, whatever hangs on it; a chat that is taken back leaves what is hidden. */
const takesAway = /erase|retention|import\.undo/;
const commands: readonly Command[] = [...registry.values()].filter(({ name }) => !takesAway.test(name));

test('whatever a command or an undo is asked for, none throws, none writes what does not fit, and none takes away what something hangs on', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (chance) => {
      const draw = <Value>(values: readonly Value[]): Value => values[chance.next().value % values.length]!;
      const world = createFirm();
      for (let step = 0; step < 60; step++) {
        const command = draw(commands);
        const ids = (field: string) => idsFor(world, command.name, field);
        const args = anyArgs(command.args, { draw, ids, now: world.context.now });
        const done = world.run(command, args);
        // What the product hands over by itself may carry records that prove themselves: made up, they cannot.
        const unfit = done.ok || command.internal === true ? '' : done.error.code;
        expect(unfit, command.name).not.toBe('command.unfit');
        if (!done.ok) continue;
        const undone = command.undoable && draw([true, false, false]);
        const changes = undone ? invert(world.lastChanges, world.records).changes : [];
        world.apply(changes);
        const gone = [...world.lastChanges, ...changes].filter(
          ({ collection, id }) => world.records.get(collection, id) === undefined,
        );
        const left = gone.flatMap(({ collection, id }) =>
          hangingOn(world.records, collection as CollectionName, id),
        );
        expect(left, command.name).toEqual([]);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});
