import { parseArgs } from 'node:util';
import { messages } from './messages/index.ts';
import { basicReader, modelReader } from './readers.ts';
import type { Evaluation } from './score.ts';
import { evaluate } from './score.ts';

/**
 * `npm run eval`: Basic, and a model of Ollama where one is there. `EVAL_OLLAMA_URL` (http://127.0.0.1:11434)
 * and `EVAL_MODEL` (the first installed one) choose it; `-- --mistakes` lists what was misread.
 */
const { values } = parseArgs({ options: { mistakes: { type: 'boolean', default: false } } });
const url = process.env['EVAL_OLLAMA_URL'] ?? 'http://127.0.0.1:11434';

report('basic', await evaluate(messages, basicReader));
const model = process.env['EVAL_MODEL'] ?? (await firstModel());
if (model === undefined) say('No Ollama with a model answers, so only Basic was evaluated.');
else report(model, await evaluate(messages, modelReader(url, model)));

/** One JSON line a figure, then the same as a table. */
function report(reader: string, { scores, mistakes, unanswered }: Evaluation): void {
  for (const score of scores) say(JSON.stringify({ reader, ...score, messages: messages.length }));
  say(`\n${reader}: ${messages.length} messages, ${unanswered} without a usable answer`);
  say(`${'field'.padEnd(20)}${'labelled'.padStart(9)}${'precision'.padStart(11)}${'recall'.padStart(9)}`);
  for (const { field, labelled, precision, recall } of scores) {
    say(
      `${field.padEnd(20)}${String(labelled).padStart(9)}${percent(precision).padStart(11)}${percent(recall).padStart(9)}`,
    );
  }
  if (!values.mistakes) return;
  for (const { field, text, expected = '–', read = '–' } of mistakes)
    say(`${field}: ${expected} read as ${read}: ${text}`);
}

async function firstModel(): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL('/api/tags', url), { signal: AbortSignal.timeout(2000) });
    const { models } = (await answer.json()) as { models?: { name: string }[] };
    return models?.[0]?.name;
  } catch {
    return undefined;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
