import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inRoot, toolEntry } from '../lib/places.mjs';
import { appEnvironment, runScript } from '../lib/run.mjs';
import { countPlaywright, countVitest } from './counts.mjs';

/** Runs a tool that only says yes or no: one case. */
export async function runTool(name, entry, args) {
  const code = await runScript(entry, args);
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
}

/** Runs projects of vitest.config.ts, as one stage. */
export async function runVitest(stage, projects, args) {
  const report = freshReport(`${stage}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ['--project', project]);
  // Bundled first, as Vite does by itself, the configuration takes five times as long: its commands reach the product.
  const options = ['run', '--configLoader', 'native', ...chosen, '--passWithNoTests', ...reporters, ...args];
  const code = await runScript(toolEntry('vitest', 'vitest.mjs'), options);
  return judge(code, report, countVitest);
}

export async function runPlaywright(args) {
  const report = freshReport('e2e.json');
  // Node takes the types out by itself: Playwright would compile all 1,500 files that its tests read in.
  const env = appEnvironment({ PW_DISABLE_TS_ESM: '1' });
  const code = await runScript(toolEntry('playwright', 'cli.js'), ['test', ...args], { env });
  return judge(code, report, countPlaywright);
}

function freshReport(name) {
  mkdirSync(inRoot('test-results'), { recursive: true });
  const report = inRoot('test-results', name);
  rmSync(report, { force: true });
  return report;
}

/** A runner that failed without a failed case (a crash, an error between tests) is a failed case of its own. */
function judge(code, report, count) {
  const result = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failures: [], skipped: [] };
  const isUnexplained = code !== 0 && result.failures.length === 0;
  return isUnexplained ? { ...result, failures: [`the runner itself (exit ${code})`] } : result;
}
