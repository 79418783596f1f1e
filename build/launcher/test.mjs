import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { launch, say, seconds, Stop } from './lib/say.mjs';
import { stages } from './test/stages.mjs';

/** `npm test` runs every stage; `npm test -- unit shared/lib` one of them, the rest being handed to its tool. */
await launch(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const chosen = name === undefined ? stages : stages.filter((stage) => stage.name === name);
  if (chosen.length === 0) {
    throw new Stop(
      `There is no stage "${name}". There are: ${stages.map((stage) => stage.name).join(', ')}.`,
    );
  }
  await ensureInstalled();
  if (chosen.some((stage) => stage.needsChromium)) process.env.CHROMIUM_PATH = await ensureChromium();
  /** @type {{ passed: number, failures: string[], skipped: string[], times: string[] }} */
  const total = { passed: 0, failures: [], skipped: [], times: [] };
  const start = Date.now();
  for (const group of groupsOf(chosen)) {
    for (const result of await Promise.all(group.map((stage) => runStage(stage, rest)))) add(total, result);
  }
  say(`\n${total.times.join(', ')}; ${seconds(start)} in all`);
  for (const reason of total.skipped) say(`skipped: ${reason}`);
  // Said at the end once more: of a long run the end is what is read.
  for (const failure of total.failures) say(`failed: ${failure}`);
  say(`${total.passed} passed, ${total.failures.length} failed`);
  return total.failures.length === 0 ? 0 : 1;
});

/** Stages that run one after another, and those that run beside the next one with it. */
function groupsOf(stages) {
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (last?.at(-1).beside === stage.name) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

async function runStage(stage, args) {
  const start = Date.now();
  say(`\n— ${stage.name}: ${stage.what}`);
  const result = await stage.run(args);
  const time = seconds(start);
  say(`  ${result.passed} passed, ${result.failures.length} failed in ${time}`);
  return { ...result, time: `${stage.name} ${time}` };
}

function add(total, { passed, failures, skipped = [], time }) {
  total.passed += passed;
  total.failures.push(...failures);
  total.skipped.push(...skipped);
  total.times.push(time);
}
