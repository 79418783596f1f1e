import { existsSync } from 'node:fs';

/** For every Chromium that tests, screens and benchmarks start: nothing reaches the network on its own. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** Chromium without what draws on a screen costs the processor a fifth less; it locks no profile of its own. */
const quick = '/usr/bin/chromium-headless-shell';

/** The browser to test in where only the page matters. */
export function quickChromiumPath(): string | undefined {
  return existsSync(quick) ? quick : chromiumPath();
}

/** The browser to test in: the one that `npm test` found or installed, else the system's. `undefined`: Playwright's own. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? usual.find((file) => existsSync(file));
}
