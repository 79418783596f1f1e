import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, execute } from '#shared/commands/command.ts';
import { registry } from '#shared/commands/index.ts';
import { anyArgs, type Draw } from '#shared/commands/testing-args.ts';
import { createFirm } from '#shared/commands/testing-firm.ts';
import { createFields } from '#shared/commands/testing-ids.ts';
import { invert } from '#shared/commands/undo.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '#shared/lib/json.ts';
import type { Change } from '#shared/records/change.ts';
import { type Before, beforeOf, brokenBy, findingsIn } from './testing-laws.ts';

/** What law or a person takes away goes, whatever hangs on it; a chat that is taken back leaves what is hidden. */
const takesAway = /erase|retention|import\.undo/;
const commands: readonly Command[] = [...registry.values()].filter(({ name }) => !takesAway.test(name));

/** Learned in one world, and used in all that follow. */
const fields = createFields();

interface Asked {
  command: Command;
  args: unknown;
}

/** What a command has changed, and how that was before. */
interface Deed extends Asked {
  changes: Change[];
  before: ReadonlyMap<string, Before>;
}

/** A firm in which things happen by chance, looked at after each of them. */
function createCourse(draw: Draw) {
  const world = createFirm();
  const { records, context } = world;
  const known = new Set(findingsIn(world, everythingIn(world.snapshot())));
  const done: Deed[] = [];
  const touched: Before[] = [];
  const gone: string[] = [];

  /** Nothing where it refuses. */
  function perform({ command, args }: Asked, drawn: ReadonlyMap<string, string>): Deed | undefined {
    context.now += 1000;
    const outcome = execute(command, args, fields.listening(records, command.name, drawn), context);
    // What the product hands over by itself may carry records that prove themselves: made up, they cannot.
    const unfit = outcome.ok || command.internal === true ? '' : outcome.error.code;
    expect(unfit, command.name).not.toBe('command.unfit');
    if (!outcome.ok) return undefined;
    const { changes } = outcome.value;
    const deed = { command, args, changes, before: apply(changes, command) };
    done.push(deed);
    return deed;
  }

  function apply(changes: Change[], command: Command, isUndo = false): ReadonlyMap<string, Before> {
    const before = beforeOf(world, changes);
    world.apply(changes);
    touched.push(...before.values());
    for (const { collection, id } of before.values())
      if (records.get(collection, id) === undefined) gone.push(id);
    const found = findingsIn(world, before.values()).filter((finding) => !known.has(finding));
    for (const finding of found) known.add(finding);
    const broken = brokenBy(world, { changes, before, ...(!isUndo && { command }) });
    expect([...broken, ...found], `${isUndo ? 'undo of ' : ''}${command.name}`).toEqual([]);
    return before;
  }

  return {
    done,
    /** One of those that may take the ground away from what was done last. */
    next(): Command {
      const last = draw([...touched.slice(-4), undefined])?.collection;
      const related = last && commands.filter(({ name }) => fields.isAbout(name, last));
      return draw(related === undefined || related.length === 0 ? commands : related);
    },
    run(command: Command): Deed | undefined {
      const drawn = new Map<string, string>();
      const isCareful = draw([true, true, false]);
      const id = (field: string, isId: boolean): string | undefined => {
        const within = { records, draw, isCareful, touched: touched.slice(-8), gone };
        const found = fields.draw(command.name, field, isId, within);
        if (found !== undefined) drawn.set(found, field);
        return found;
      };
      return perform({ command, args: anyArgs(command.args, { draw, id, now: context.now }) }, drawn);
    },
    again: (deed: Deed): Deed | undefined => perform(deed, new Map()),
    /** Later, when others' work may stand on it. */
    undo({ command, changes }: Deed): void {
      apply(invert(changes, records).changes, command, true);
    },
    /** At once: all is as it was. */
    undoAtOnce({ command, changes, before }: Deed): void {
      const undoing = invert(changes, records);
      expect(undoing.skipped, `undo of ${command.name}`).toBe(0);
      apply(undoing.changes, command, true);
      for (const { collection, id, record } of before.values())
        if (!said.has(collection))
          expect(bare(records.get(collection, id)), `undo of ${command.name}`).toBe(bare(record));
    },
  };
}

/** What was said, and happened, stays written down: that it does not count is written as well. */
const said: ReadonlySet<CollectionName> = new Set(['messages', 'messageStates', 'jobEvents']);

/** As text. A list without entries says no more than none. */
function bare(record: object | undefined): string {
  if (record === undefined) return '';
  const filled = Object.entries(record as JsonObject).filter(
    ([, value]) => !isJsonObject(value) || Object.keys(value).length > 0,
  );
  return canonicalJson(Object.fromEntries(filled));
}

function everythingIn(all: Record<string, JsonObject[]>): Before[] {
  return Object.entries(all).flatMap(([name, list]) =>
    list.map((record) => ({ collection: name as CollectionName, id: record['id'] as string, record })),
  );
}

test('whatever a command or an undo is asked for, none throws, writes what does not fit or leaves what must never be', () => {
  const done = new Set<string>();
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (chance) => {
      const draw = <Value>(values: readonly Value[]): Value => values[chance.next().value % values.length]!;
      const course = createCourse(draw);
      for (let step = 0; step < 60; step++) {
        const earlier = course.done.length > 0 ? draw(course.done) : undefined;
        const way = draw(['new', 'new', 'new', 'new', 'undone', 'undone', 'again', 'undo'] as const);
        if (way === 'again' && earlier !== undefined) course.again(earlier);
        else if (way === 'undo' && earlier?.command.undoable === true) course.undo(earlier);
        else {
          const deed = course.run(course.next());
          if (deed !== undefined) done.add(deed.command.name);
          if (way === 'undone' && deed?.command.undoable === true) course.undoAtOnce(deed);
        }
      }
    }),
    // The same worlds each time; another seed tries others.
    { seed: 20_261_201, numRuns: 200, endOnFailure: true },
  );
  // Worlds in which nearly everything is refused would say nothing.
  expect(done.size).toBeGreaterThan(commands.length / 2);
});
