import { test as base } from '@playwright/test';
import { createWorld, type World } from './world.ts';

/** Playwright's test with a world of its own for each test. */
export const test = base.extend<{ world: World }>({
  // Playwright reads the fixtures that this one needs from its first parameter.
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured parameter
  world: async ({}, use) => {
    const world = await createWorld();
    await use(world);
    await world.end();
  },
});

export { expect } from '@playwright/test';
