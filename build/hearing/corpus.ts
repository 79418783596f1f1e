import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DangerKind, HeardLanguage } from '#shared/domain/danger.ts';
import { dangerKinds, heardLanguages } from '#shared/domain/danger.ts';
import { seeded, shuffled } from './random.ts';

export const corpusFolder = path.join(import.meta.dirname, 'corpus');

/** What a line of the corpus may be labelled with. */
export type Label = DangerKind | 'stop-clear' | 'stop-reminders' | 'stop-ambiguous' | 'person' | 'assistant';

export interface Line {
  text: string;
  language: HeardLanguage;
  labels: ReadonlySet<Label>;
  /** The trade whose customers write so, for what is ordinary. */
  trade?: string;
  file: string;
}

const otherLabels = ['stop-clear', 'stop-reminders', 'stop-ambiguous', 'person', 'assistant'] as const;
const ordinary = 'ordinary';
const mostWays = 16;
const labels: readonly Label[] = [...dangerKinds, ...otherLabels];

/** Reads the messages that are written for learning: `LANGUAGE/LABEL.txt`, a message a line. */
export function readCorpus(folder: string): Line[] {
  return heardLanguages.flatMap((language) => {
    const own = path.join(folder, language);
    return readdirSync(own)
      .toSorted()
      .flatMap((name) => readLines(path.join(own, name), language));
  });
}

/** Changes with whatever weights are learnt from: the corpus, and how it is read and learnt from. */
export function corpusDigest(): string {
  const digest = createHash('sha256');
  const sources = readdirSync(import.meta.dirname).filter(
    (name) => /^(learn|examples|corpus|random)/.test(name) && name.endsWith('.ts'),
  );
  const heard = path.join(import.meta.dirname, '../../shared/agent/heard');
  const files = [
    ...sources.toSorted().map((name) => path.join(import.meta.dirname, name)),
    ...['features.ts', 'outputs.ts', 'senses.ts', 'tokens.ts'].map((name) => path.join(heard, name)),
    ...heardLanguages.flatMap((language) =>
      readdirSync(path.join(corpusFolder, language))
        .toSorted()
        .map((name) => path.join(corpusFolder, language, name)),
    ),
  ];
  for (const file of files) digest.update(readFileSync(file));
  return digest.digest('hex').slice(0, 32);
}

function readLines(file: string, language: HeardLanguage): Line[] {
  const name = path.basename(file, '.txt');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) =>
      readLine(line, name).map((read) => ({ language, file: `${language}/${name}`, ...read })),
    );
}

function readLine(line: string, file: string): Pick<Line, 'text' | 'labels' | 'trade'>[] {
  const [head, tail] = line.split('\t', 2) as [string, string | undefined];
  const message = (tail ?? head).replaceAll(' / ', '\n').trim();
  const names = tail === undefined ? file.replace(/^danger-/, '') : head;
  if (tail === undefined && file.startsWith(ordinary))
    return [{ text: message, labels: new Set(), trade: file.slice(`${ordinary}-`.length) }];
  const labels = new Set(names === ordinary ? [] : names.split(',').map(labelOf));
  return saidOtherwise(message).map((text) => ({ text, labels }));
}

/** `{the shed|a car} {burns|is on fire}` stands for each way to say it, or for some where there are many. */
function saidOtherwise(message: string): string[] {
  const texts = message
    .split(/[{}]/)
    .map((part) => part.split('|'))
    .reduce((said, ways) => said.flatMap((text) => ways.map((way) => text + way)), ['']);
  const random = seeded(message.length);
  return shuffled(random, texts)
    .slice(0, mostWays)
    .map((text) => text.trim());
}

function labelOf(name: string): Label {
  const label = labels.find((each) => each === name.trim());
  if (label === undefined) throw new Error(`The corpus has an unknown label: ${name}`);
  return label;
}
