import type { Features } from '#shared/agent/heard/features.ts';
import { featuresOf } from '#shared/agent/heard/features.ts';
import type { Output } from '#shared/agent/heard/outputs.ts';
import { outputs } from '#shared/agent/heard/outputs.ts';
import { tokensOf } from '#shared/agent/heard/tokens.ts';
import { dangerKinds } from '#shared/domain/danger.ts';
import type { Label, Line } from './corpus.ts';
import { pick } from './random.ts';

/** One message to learn from: what each output has to say of it. */
export interface Example {
  features: Features;
  targets: Int8Array;
}

/** Where an output may say either. */
export const either = -1;

/** How many lines of a round are learnt from as somebody else may have written them, and how. */
const varying = { any: 0.4, mistyped: 0.4, withOthers: 0.35 };
const longestOther = 120;
const lettersAMistake = 60;

export function targetsOf({ labels, language }: Line): Int8Array {
  const has = (label: Label) => labels.has(label);
  const isStop = has('stop-clear') || has('stop-reminders') || has('stop-ambiguous');
  const said: Partial<Record<Output, number>> = {
    danger: Number(dangerKinds.some(has)),
    stop: Number(isStop),
    clear: Number(has('stop-clear') || has('stop-reminders')),
    reminders: Number(has('stop-reminders')),
    // Who is in danger or wants no more of us often wants a person as well.
    person: has('person') ? 1 : labels.size > 0 ? either : 0,
    assistant: has('assistant') ? 1 : has('person') ? either : 0,
  };
  return Int8Array.from(
    outputs,
    (output) => said[output] ?? Number((labels as ReadonlySet<string>).has(output) || output === language),
  );
}

/** The line, or the line as somebody else may have written it: other talk around it, letters mistaken. */
export function exampleOf(line: Line, others: readonly Line[], random: () => number): Example {
  const text = random() < varying.any ? varied(line.text, others, random) : line.text;
  return { features: featuresOf(tokensOf(text)), targets: targetsOf(line) };
}

function varied(line: string, others: readonly Line[], random: () => number): string {
  const text = random() < varying.mistyped ? mistyped(line, random) : line;
  if (random() >= varying.withOthers) return text;
  const other = pick(random, others).text.slice(0, longestOther);
  return random() < 0.5 ? `${other}\n${text}` : `${text}\n${other}`;
}

/** A letter left out, two swapped, one instead of another, or a space missing, every few words. */
function mistyped(line: string, random: () => number): string {
  let text = line;
  for (let mistake = 0; mistake <= line.length / lettersAMistake; mistake += 1) {
    const at = Math.floor(random() * text.length);
    const [before, letter = '', rest] = [text.slice(0, at), text[at], text.slice(at + 1)];
    const kind = random();
    if (kind < 0.3) text = before + rest;
    else if (kind < 0.6) text = before + (rest[0] ?? '') + letter + rest.slice(1);
    else if (kind < 0.85) text = before + pick(random, Array.from('aeiousrtnlmdpc')) + rest;
    else text = text.replace(/ (\S+)$/, '$1');
  }
  return text;
}
