import { createOllamaStandin, type OllamaStandin } from '#tests/standins/ollama/server.ts';
import type { Generation } from '#tests/standins/ollama/engine.ts';
import { printFigure } from '../lib/figure.ts';
import { openOffice } from './office.ts';

/**
 * What a customer's second message costs a model of this computer, whatever was asked in between, and how soon an
 * owner's draft begins while others are at work. Over the stand-in, which counts what real servers compute anew.
 */
const goals = { share: 0.1, milliseconds: 100 };
const models = [
  { name: 'llama3.2:3b', contextTokens: 8192 },
  { name: 'nomic-embed-text', embeds: true },
];
let missed = 0;

for (const generation of ['0.24', '0.33'] as const) {
  await withStandin(generation, 0, secondMessage);
  await withStandin(generation, 0.2, ownerFirst);
}
process.exitCode = missed === 0 ? 0 : 1;

async function withStandin(
  generation: Generation,
  scale: number,
  measure: (standin: OllamaStandin, generation: Generation) => Promise<void>,
): Promise<void> {
  const standin = await createOllamaStandin({ generation, models, scale, readsPerSecond: 300 });
  try {
    await measure(standin, generation);
  } finally {
    await standin.close();
  }
}

/** A draft, then other purposes and another conversation, the second message, and other purposes about it. */
async function secondMessage(standin: OllamaStandin, generation: Generation): Promise<void> {
  const office = openOffice({ url: standin.url, model: 'llama3.2:3b' });
  await office.models.stream(office.draft('one'), () => {});
  await office.models.stream(office.draft('two'), () => {});
  const next = standin.reads.at(-1)!;
  report(`answers.second-message.${generation}`, next.computed / next.total, 'share', goals.share);
  const others = office.ask('other');
  for (const purpose of ['reading', 'summary', 'question', 'acts'] as const) await others[purpose]();
  await office.models.stream(office.draft('two'), () => {});
  const after = standin.reads.at(-1)!;
  report(`answers.after-other-purposes.${generation}`, after.computed / after.total, 'share', goals.share);
  for (const purpose of ['reading', 'summary', 'question'] as const) {
    await office.models.stream(office.draft('two'), () => {});
    await office.ask('second')[purpose]();
    const { computed, total } = standin.reads.at(-1)!;
    report(`answers.${purpose}-after-draft.${generation}`, computed / total, 'share', goals.share);
  }
}

/** From the click until the server reads the draft, in the middle of background work. */
async function ownerFirst(standin: OllamaStandin, generation: Generation): Promise<void> {
  const office = openOffice({ url: standin.url, model: 'llama3.2:3b', embeddingModel: 'nomic-embed-text' });
  await office.models.stream(office.draft('one'), () => {});
  standin.forget();
  const background = [
    office.ask('other').reading(),
    office.models.embed(['Where can we park?']),
    office.models.stream(office.draft('one', true), () => {}),
  ];
  while (standin.reads.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const clicked = performance.now();
  await office.models.stream(office.draft('two'), () => {});
  const begun = standin.reads.find(({ begunAt }) => begunAt > clicked)!.begunAt;
  report(`answers.draft-begins.${generation}`, begun - clicked, 'ms', goals.milliseconds);
  const done = await Promise.all(background);
  if (done.some(({ ok }) => !ok)) throw new Error('What was stopped for the draft was not taken up again');
}

function report(name: string, value: number, unit: string, goal: number): void {
  if (value > goal) missed++;
  printFigure({
    name,
    value,
    unit,
    peer: 'goal',
    peerValue: goal,
    encrypted: false,
    durable: false,
    note: 'over the stand-in for Ollama',
  });
}
