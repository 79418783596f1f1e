import { defineConfig } from '@playwright/test';

/** End-to-end tests against real processes: the relay, the shell, the stand-ins, a Chromium profile on disk. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results',
  // Each test owns its world (ports, profile, processes), so files may run side by side.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // On a busy machine a real browser may miss a deadline: what passes only the second time is named at the end.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
