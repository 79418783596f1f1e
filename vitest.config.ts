import path from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, quickChromiumPath } from './build/chromium.ts';
import { patience } from './shared/lib/testing/eventually.ts';
import { postgresCommands } from './tests/browser-commands/postgres.ts';
import { relayCommands } from './tests/browser-commands/relay.ts';
import { shellCommands } from './tests/browser-commands/shell.ts';

const root = import.meta.dirname;

/** Whatever is waited for is given so long that only what hangs is ended. */
const waiting = {
  testTimeout: 3 * patience,
  hookTimeout: 3 * patience,
  expect: { poll: { timeout: patience, interval: 10 } },
};

/** Whoever imports this package gets the file instead, which alone gets the package. */
function instead(name: string, file: string) {
  const inItsPlace = path.join(root, file);
  return {
    name: `instead-of-${name}`,
    enforce: 'pre',
    resolveId: (source: string, importer?: string) =>
      source === name && importer !== inItsPlace ? inItsPlace : undefined,
  } as const;
}

/** Locks open at once: half of what tests in the browser reckon would else be Argon2, 0.3 s each time. */
const quickLocks = instead('hash-wasm', 'renderer/vault/testing/quick-argon2.ts');

/** What a window keeps can be put back as it was when it was opened. */
const knownStores = instead('zustand', 'renderer/state/testing/known-stores.ts');

/**
 * What is read in once for all files of a worker costs the processor a third of what it costs for each of them. So
 * each test puts back what it changes of its process: the clock, the environment, the console.
 */
const together = { isolate: false, restoreMocks: true, unstubEnvs: true, unstubGlobals: true } as const;

/** As the product is run: Node takes the types out by itself, and has what it compiled from the last time. */
const byNodeItself = { experimental: { viteModuleRunner: false, nodeLoader: false } } as const;

/** Screens and the vault in the same few pages: what is read in counts once for both. */
function inChromium() {
  return {
    plugins: [react(), quickLocks, knownStores],
    css: { postcss: { plugins: [mantine()] } },
    // Found while tests run, a dependency would reload the page under them.
    optimizeDeps: { entries: ['renderer/**/*.{ts,tsx}'], include: ['hash-wasm', 'ipaddr.js'] },
    server: { fs: { strict: false } },
    test: {
      name: 'browser',
      root,
      // Read in once for all files of a page.
      isolate: false,
      include: ['renderer/**/*.test.{ts,tsx}'],
      setupFiles: ['renderer/vault/testing/drop-buckets.ts', 'renderer/state/testing/fresh-window.ts'],
      ...waiting,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { executablePath: quickChromiumPath(), args: chromiumFlags },
        }),
        instances: [{ browser: 'chromium' as const }],
        commands: { ...postgresCommands, ...relayCommands, ...shellCommands },
      },
    },
  };
}

/** In Node; teams on a virtual clock, in processes of their own; in a real Chromium; checks of the repository itself. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          root,
          environment: 'node',
          include: ['shared/**/*.test.ts'],
          setupFiles: ['tests/loopback/setup.ts'],
          ...waiting,
          ...together,
          ...byNodeItself,
        },
      },
      {
        test: {
          name: 'node',
          root,
          environment: 'node',
          include: [
            '{electron,sync-server,tests/standins,tests/injections,tests/loopback,tests/demo,tests/fuzz,tests/chaos,tests/power-cut,tests/eval,tests/e2e,build,bench}/**/*.test.{ts,mjs}',
          ],
          exclude: ['**/node_modules/**'],
          // Whatever is tested, it reaches this computer alone.
          setupFiles: ['tests/loopback/setup.ts'],
          ...waiting,
          ...together,
          ...byNodeItself,
        },
      },
      {
        test: {
          name: 'simulation',
          root,
          environment: 'node',
          include: ['tests/simulation/**/*.test.ts'],
          setupFiles: ['tests/loopback/setup.ts'],
          ...waiting,
          ...together,
          ...byNodeItself,
        },
      },
      inChromium(),
      {
        test: {
          name: 'checks',
          root: path.resolve(root),
          environment: 'node',
          include: ['build/checks/*.check.ts'],
          ...waiting,
        },
      },
    ],
  },
});
