import { ensureBuilt } from '../lib/build.mjs';
import { inRoot, toolEntry } from '../lib/places.mjs';
import { Stop } from '../lib/say.mjs';
import { runPlaywright, runTool, runVitest } from './runners.mjs';

/**
 * One for each runtime: what a runtime does not have must not compile there. What runs alike is read once: `tests` has
 * `bench` with it, `renderer` the window of development, `build` the configurations. The large ones first, two at a time.
 */
export const typeProjects = [
  'tests',
  'renderer',
  'renderer/vault',
  'build',
  'electron',
  'shared',
  'sync-server',
  'booking-page',
  'electron/preload',
];

/** What `npm test` runs, in this order: the quick and telling ones first. */
export const stages = [
  {
    name: 'format',
    what: 'oxfmt',
    run: () => runTool('format', toolEntry('oxfmt', 'bin', 'oxfmt'), ['--check', '.']),
  },
  {
    name: 'lint',
    what: 'oxlint with the layer rules',
    run: () => runTool('lint', toolEntry('oxlint', 'bin', 'oxlint'), []),
  },
  // What is built is bundled by one thread: the other core reads types meanwhile.
  { name: 'types', what: 'each runtime alone', beside: 'build', run: checkTypes },
  { name: 'build', what: 'the window and the Electron shell', run: build },
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
    run: (args) => runVitest('browser', ['vault', 'browser'], ['--maxWorkers', '3', ...args]),
  },
  // They reckon while the stories wait for their processes.
  { name: 'checks', what: 'the repository itself', beside: 'e2e', run: checks },
  { name: 'e2e', what: 'the whole product', needsChromium: true, run: endToEnd },
  { name: 'real-model', what: 'a model of this computer, where one is named', run: realModel },
];

async function checkTypes() {
  const total = { passed: 0, failures: [] };
  const left = typeProjects.values();
  const checkInTurn = async () => {
    for (const project of left) {
      const { passed, failures } = await runTool(
        `types of ${project}`,
        toolEntry('typescript', 'bin', 'tsc'),
        [
          // Each of several checkers would work out the same types for itself: three times the work in all.
          '--checkers',
          '1',
          '-p',
          project,
        ],
      );
      total.passed += passed;
      total.failures.push(...failures);
    }
  };
  await Promise.all([checkInTurn(), checkInTurn()]);
  return total;
}

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
