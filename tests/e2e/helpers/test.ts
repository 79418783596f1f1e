import { expect, test as base } from '@playwright/test';
import { createWorld, type World } from './world.ts';

/** Playwright's test with a world of its own for each test, which nothing may leave. */
export const test = base.extend<{ world: World }>({
  // Playwright reads the fixtures that this one needs from its first parameter.
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured parameter
  world: async ({}, use) => {
    const world = await createWorld();
    await use(world);
    const left = world.left();
    await world.end();
    // Rule 1: whatever the test did, nothing of it left this computer.
    expect(left).toEqual([]);
  },
});

export { expect };
