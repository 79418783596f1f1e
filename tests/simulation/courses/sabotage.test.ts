import '../fakes.ts';
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/lib/json.ts';
import { runSeed } from '../run.ts';
import type { Sabotage } from '../sabotage.ts';

/** What some runs say about a product that has this fault. */
async function problemsWith(sabotage: Sabotage): Promise<string> {
  const problems: string[] = [];
  for (let seed = 300; seed < 306; seed++) problems.push(...(await runSeed(seed, { sabotage })).problems);
  return problems.join('\n');
}

test('a device that says “done” before it is on disk is found out', async () => {
  let writes = 0;
  expect(await problemsWith({ forgets: () => ++writes % 5 === 0 })).toMatch(/is lost|after a restart/);
});

test('a device that leaves out what another one has written is found out', async () => {
  const meddle: Sabotage['meddle'] = ({ remaining }) => {
    const device = remaining.at(-1)!;
    const { records } = device;
    device.records = () => {
      const [left, ...taken] = [...records()].filter(([key]) => key.startsWith('jobs/'));
      return left === undefined ? records() : new Map(taken);
    };
  };
  expect(await problemsWith({ meddle })).toMatch(/jobs\/.* is lost/);
});

test('a device that takes in what a removed one has written since is found out', async () => {
  const meddle: Sabotage['meddle'] = async ({ remaining, oracle, removed }) => {
    const [device] = remaining;
    const outcast = [...removed][0] ?? device!;
    oracle.removed(outcast);
    const note = { id: 'smuggled', name: oracle.text(outcast), createdAt: 0, source: 'owner' } as JsonObject;
    const change = {
      collection: 'contacts' as const,
      id: 'smuggled',
      path: [],
      before: undefined,
      after: note,
    };
    device!.session.library.apply([change]);
  };
  expect(await problemsWith({ meddle })).toMatch(/after its removal/);
});
