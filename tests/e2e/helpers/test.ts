import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { expect } from './expect.ts';
import { createWorld, type World } from './world.ts';

/** Playwright's test with a world of its own for each test, which nothing may leave. */
export const test = base.extend<{ world: World; profile: string | undefined; program: string | undefined }>({
  /** The program of the windows’ browser; the quickest if a test does not say. */
  program: [undefined, { option: true }],
  /** Where the product's data folder lies; with the rest of the world if a test does not say. */
  profile: [undefined, { option: true }],
  world: async ({ profile, program }, use, testInfo) => {
    const world = await createWorld({ profile, browser: program });
    await use(world);
    if (testInfo.status !== testInfo.expectedStatus) console.log(lastLines(world.folders.logs));
    const left = world.left();
    await world.end();
    // Rule 1: whatever the test did, nothing of it left this computer.
    expect(left).toEqual([]);
  },
});

/** What windows, shells and relay said last, for whoever looks for the reason of a failure. */
function lastLines(folder: string): string {
  return readdirSync(folder)
    .map((file) => [file, ...readFileSync(path.join(folder, file), 'utf8').split('\n').slice(-lastCount)])
    .flat()
    .join('\n');
}

const lastCount = 25;

export { expect };
