import { ensureBuilt } from '../lib/build.mjs';
import { inRoot, toolEntry } from '../lib/places.mjs';
import { Stop } from '../lib/say.mjs';
import { runPlaywright, runTool, runVitest } from './runners.mjs';

/** Rules that need types read whole rooms, so the types themselves are checked on the same way. */
export const lintArguments = ['--type-check'];

/** What `npm test` runs, in this order: the quick and telling ones first. */
export const stages = [
  {
    name: 'format',
    what: 'oxfmt',
    run: () => runTool('format', toolEntry('oxfmt', 'bin', 'oxfmt'), ['--check', '.']),
  },
  { name: 'build', what: 'the window and the Electron shell', run: build },
  // It reckons in one thread (`tsconfig.base.json`), for a third of the time that the two behind it take.
  {
    name: 'lint',
    what: 'oxlint with the layer rules, and the types of each runtime alone',
    beside: 'unit',
    run: () => runTool('lint', toolEntry('oxlint', 'bin', 'oxlint'), lintArguments),
  },
  // Both wait for processes and sockets most of the time, so they run beside each other.
  {
    name: 'unit',
    what: 'in Node',
    needsChromium: true,
    beside: 'browser',
    // More than cores, because half of the time they wait for a process or a disk. By itself vitest leaves one core out.
    run: (args) => runVitest('unit', ['shared', 'simulation', 'node'], ['--maxWorkers', '3', ...args]),
  },
  {
    name: 'browser',
    what: 'in Chromium',
    needsChromium: true,
    // More pages than cores: devices in them wait for each other most of the time.
    run: (args) => runVitest('browser', ['browser'], ['--maxWorkers', '3', ...args]),
  },
  // They reckon while the stories wait for their processes.
  { name: 'checks', what: 'the repository itself', beside: 'e2e', run: checks },
  { name: 'e2e', what: 'the whole product', needsChromium: true, run: endToEnd },
  { name: 'real-model', what: 'a model of this computer, where one is named', run: realModel },
];

async function build() {
  try {
    await ensureBuilt();
    return { passed: 1, failures: [] };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { passed: 0, failures: [error.message] };
  }
}

/** The only stage that depends on what this computer has: what was not measured is said. */
async function realModel() {
  if (process.env.PLUMBLINE_MODEL === undefined) {
    const reason = 'no real model was asked, as PLUMBLINE_MODEL names none (npm run real-model)';
    return { passed: 0, failures: [], skipped: [reason] };
  }
  return runTool('real-model', inRoot('bench', 'answers', 'real-model.ts'), []);
}

/** End-to-end tests and checks look at what was built: never at an old build. */
async function endToEnd(args) {
  await ensureBuilt();
  return runPlaywright(args);
}

async function checks(args) {
  await ensureBuilt();
  return runVitest('checks', ['checks'], args);
}
