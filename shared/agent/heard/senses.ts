import type { Features } from './features.ts';

/** The form of the network that reads words by what they are like. */
export const form = {
  /** A bucket is the first bits of a hash. */
  bits: 14,
  /** Numbers that stand for a word. */
  width: 20,
  /** Words that a detector looks at together. */
  reach: 3,
  detectors: 64,
} as const;

/**
 * A small convolutional network: words become numbers by their letters, each detector looks for its own thing
 * anywhere in the message, and what was found and the words as a whole speak for the outputs.
 */
export interface Senses {
  /** A row for each bucket. */
  words: Int8Array | Float32Array;
  /** What one of `words` stands for. */
  step: number;
  /** For each detector its weights for each of the words it looks at. */
  detectors: Float32Array;
  detectorBias: Float32Array;
  /** For each output, what each detector says for it. */
  found: Float32Array;
  /** For each output, what the words as a whole say for it. */
  whole: Float32Array;
  bias: Float32Array;
}

/** How many numbers each part but the words has. */
export function sizesOf(outputs: number) {
  return {
    detectors: form.detectors * form.reach * form.width,
    detectorBias: form.detectors,
    found: outputs * form.detectors,
    whole: outputs * form.width,
    bias: outputs,
  };
}

export function senseScores(senses: Senses, features: Features): number[] {
  const { detectors, detectorBias, found, whole, bias } = senses;
  const { width, reach } = form;
  const length = features.own.length;
  const rows = wordRows(senses, features);
  const mean = meanOf(rows, length);
  const strongest = Array.from(detectorBias, (least, detector) => {
    let best = -Infinity;
    for (let at = 0; at < length; at += 1) {
      let sum = 0;
      for (let each = 0; each < reach * width; each += 1)
        sum += detectors[detector * reach * width + each]! * rows[at * width + each]!;
      best = Math.max(best, sum);
    }
    return Math.max(0, best + least);
  });
  return Array.from(bias, (start, output) => {
    let score = start;
    strongest.forEach((value, detector) => (score += found[output * form.detectors + detector]! * value));
    mean.forEach((value, each) => (score += whole[output * width + each]! * value));
    return score;
  });
}

/** The numbers of each word, with room for a word before the first and after the last. */
function wordRows({ words, step }: Senses, { ids, starts, own }: Features): Float64Array {
  const { width, reach, bits } = form;
  const rows = new Float64Array((own.length + reach - 1) * width);
  for (let at = 0; at < own.length; at += 1) {
    const scale = step / Math.sqrt(own[at]!);
    const to = (at + (reach - 1) / 2) * width;
    for (let feature = starts[at]!; feature < starts[at]! + own[at]!; feature += 1) {
      const from = (ids[feature]! >>> (32 - bits)) * width;
      for (let each = 0; each < width; each += 1) rows[to + each]! += words[from + each]! * scale;
    }
  }
  return rows;
}

function meanOf(rows: Float64Array, length: number): Float64Array {
  const mean = new Float64Array(form.width);
  const scale = 1 / Math.sqrt(Math.max(1, length));
  for (let at = 0; at < rows.length; at += 1) mean[at % form.width]! += rows[at]! * scale;
  return mean;
}
