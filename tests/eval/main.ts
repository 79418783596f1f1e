import { parseArgs } from 'node:util';
import { heldOut } from './held-out/index.ts';
import type { Labelled } from './label.ts';
import { languages } from './label.ts';
import { measureHeldOut } from './measures/main.ts';
import { measureSounding } from './measures/sounding.ts';
import { messages } from './messages/index.ts';
import type { Reader } from './readers.ts';
import { basicReader, modelReader } from './readers.ts';
import type { Evaluation, Score } from './score.ts';
import { evaluate } from './score.ts';

/**
 * `npm run eval`: Basic, and a model of Ollama where one is there, on the messages that rules are written from and,
 * apart, on others, whose words nobody who wrote rules has read. Their figures have been looked at between two
 * steps of the rules, so they are no longer wholly held out. `EVAL_OLLAMA_URL` (http://127.0.0.1:11434) and
 * `EVAL_MODEL` (the first installed one) choose the model; `-- --mistakes` lists what was misread of the known ones. With
 * `-- held-out`, only the figures of the sets that nobody who writes rules has read; with `-- sounding`, those of
 * dangers and of what sounds like them, which may be read.
 */
const { values, positionals } = parseArgs({
  options: { mistakes: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const url = process.env['EVAL_OLLAMA_URL'] ?? 'http://127.0.0.1:11434';
const sets = { known: messages, 'held out, but for its figures': heldOut };

if (positionals[0] === 'held-out') measureHeldOut();
else if (positionals[0] === 'sounding') measureSounding();
else await evaluateReaders();

async function evaluateReaders(): Promise<void> {
  await reportAll('basic', basicReader);
  const model = process.env['EVAL_MODEL'] ?? (await firstModel());
  if (model === undefined) say('No Ollama with a model answers, so only Basic was evaluated.');
  else await reportAll(model, modelReader(url, model));
}

async function reportAll(reader: string, read: Reader): Promise<void> {
  for (const [set, own] of Object.entries(sets)) report(reader, set, own, await byLanguage(own, read));
}

type ByLanguage = { of: string; evaluation: Evaluation }[];

/** All messages together first, then each language. */
async function byLanguage(own: Labelled[], read: Reader): Promise<ByLanguage> {
  const groups: ByLanguage = [{ of: 'all', evaluation: await evaluate(own, read) }];
  for (const language of languages) {
    const spoken = own.filter((message) => message.language === language);
    groups.push({ of: language, evaluation: await evaluate(spoken, read) });
  }
  return groups;
}

/** One JSON line a figure, then the same as a table: precision / recall of each field, a column a language. */
function report(reader: string, set: string, own: Labelled[], groups: ByLanguage): void {
  for (const { of, evaluation } of groups)
    for (const score of evaluation.scores)
      say(JSON.stringify({ reader, set, language: of, ...score, messages: own.length }));
  const { scores, mistakes, unanswered } = groups[0]!.evaluation;
  say(`\n${reader}, ${set}: ${own.length} messages, ${unanswered} without a usable answer`);
  say(
    row(
      'precision / recall',
      'labelled',
      groups.map(({ of }) => of),
    ),
  );
  for (const [i, { field, labelled }] of scores.entries()) {
    const cells = groups.map(({ evaluation }) => cell(evaluation.scores[i]!));
    say(row(field, String(labelled), cells));
  }
  say('');
  // Whoever reads mistakes may write rules.
  if (!values.mistakes || own === heldOut) return;
  for (const { field, text, expected = '–', read = '–' } of mistakes)
    say(`${field}: ${expected} read as ${read}: ${text}`);
}

function row(name: string, labelled: string, cells: string[]): string {
  return name.padEnd(20) + labelled.padStart(9) + cells.map((text) => text.padStart(12)).join('');
}

/** Where no message has the field and none was claimed, there is nothing to say. */
function cell({ labelled, precision, recall }: Score): string {
  return labelled === 0 && precision === 1 ? '–' : `${percent(precision)} / ${percent(recall)}`;
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
  return `${Math.round(share * 100)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
