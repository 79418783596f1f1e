import type { Learnt } from '#shared/agent/heard/listener.ts';
import { meanings } from '#shared/agent/heard/outputs.ts';
import { fewest, packPhrases } from '#shared/agent/heard/phrases.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Line } from './corpus.ts';
import type { Example } from './examples.ts';
import { either, exampleOf } from './examples.ts';
import { seeded, shuffled } from './random.ts';

const settings = { bits: 18, rounds: 10, rate: 5, dropped: 0.2, kept: 130_000, seed: 1 };
/** What is nearly right is left as it is. */
const nearlyRight = 0.01;

const width = meanings.length;
const shift = 32 - settings.bits;

interface Weights {
  rows: Float32Array;
  bias: Float64Array;
}

/** Learns what words and phrases weigh, by logistic regression on the window that says most. */
export function learnPhrases(lines: readonly Line[]): Learnt['phrases'] {
  const random = seeded(settings.seed);
  const weights: Weights = {
    rows: new Float32Array(width * 2 ** settings.bits),
    bias: new Float64Array(width).fill(-2),
  };
  const ordinary = lines.filter(({ labels }) => labels.size === 0);
  for (let round = 0; round < settings.rounds; round += 1) {
    const rate = settings.rate * (1 - round / settings.rounds);
    for (const line of shuffled(random, lines))
      learnFrom(weights, exampleOf(line, ordinary, random), rate, random);
  }
  const { bytes, step } = rounded(weights.rows);
  return {
    bits: settings.bits,
    bias: [...weights.bias],
    step,
    weights: toBase64Url(packPhrases(bytes, width)),
  };
}

function learnFrom(
  { rows, bias }: Weights,
  { features, targets }: Example,
  rate: number,
  random: () => number,
): void {
  const { ids, last, starts, windows } = features;
  const isLeft = Uint8Array.from(ids, () => Number(random() >= settings.dropped));
  const seen = windows.map(({ first, end }) => {
    const found: number[] = [];
    for (let feature = starts[first]!; feature < starts[end]!; feature += 1)
      if (last[feature]! < end && isLeft[feature] === 1) found.push((ids[feature]! >>> shift) * width);
    return { found, scale: 1 / Math.sqrt(found.length + fewest), slopes: new Float64Array(width) };
  });
  const sums = seen.map(({ found, scale }) => {
    const scores = new Float64Array(width);
    for (const at of found)
      for (let output = 0; output < width; output += 1) scores[output]! += rows[at + output]!;
    return scores.map((sum, output) => bias[output]! + sum * scale);
  });
  for (let output = 0; output < width; output += 1) {
    if (targets[output] === either) continue;
    let best = 0;
    for (let window = 1; window < sums.length; window += 1)
      if (sums[window]![output]! > sums[best]![output]!) best = window;
    const slope = 1 / (1 + Math.exp(-sums[best]![output]!)) - targets[output]!;
    if (Math.abs(slope) < nearlyRight) continue;
    bias[output]! -= rate * 0.02 * slope;
    seen[best]!.slopes[output] = slope;
  }
  for (const { found, scale, slopes } of seen) {
    const said = [...slopes.keys()].filter((output) => slopes[output] !== 0);
    for (const at of found) for (const output of said) rows[at + output]! -= rate * scale * slopes[output]!;
  }
}

/** The weights that say most, as bytes. */
function rounded(rows: Float32Array): { bytes: Int8Array; step: number } {
  const sizes = Float32Array.from(rows, Math.abs).toSorted();
  const least = Math.max(sizes[sizes.length - settings.kept]!, Number.EPSILON);
  // A few weights that are larger than all others would leave the many no room between them.
  const step = sizes[sizes.length - Math.floor(settings.kept / 2000)]! / 127;
  const bytes = Int8Array.from(rows, (weight) =>
    Math.abs(weight) < least ? 0 : Math.max(-127, Math.min(127, Math.round(weight / step))),
  );
  return { bytes, step };
}
