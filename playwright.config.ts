import { defineConfig } from '@playwright/test';
import { patience } from './shared/lib/testing/eventually.ts';

/** End-to-end tests against real processes: the relay, the shell, the stand-ins, a Chromium profile on disk. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results',
  // Each test owns its world (ports, profile, processes), so files run side by side, more than there are cores: they wait for each other’s processes.
  workers: 3,
  // Whatever is waited for is given so long that only what hangs is ended.
  timeout: 5 * patience,
  expect: { timeout: patience },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
