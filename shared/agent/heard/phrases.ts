import type { Features } from './features.ts';

/** What words and phrases weigh, each by itself: a row of weights for each bucket of hashes. */
export interface Phrases {
  outputs: number;
  /** A bucket is the first bits of a hash. */
  bits: number;
  /** For each bucket the number of its row; the first row is empty. */
  rowOf: Int32Array;
  rows: Int8Array;
  bias: readonly number[];
  /** What a weight of one stands for. */
  step: number;
}

/** Softens what few phrases say against what many say together. */
export const fewest = 10;

/** For each output the highest score of any window. */
export function phraseScores(
  { outputs, bits, rowOf, rows, bias, step }: Phrases,
  features: Features,
): number[] {
  const { ids, last, starts, windows } = features;
  const scores = Array.from({ length: outputs }, () => -Infinity);
  const sums = new Int32Array(outputs);
  for (const { first, end } of windows) {
    sums.fill(0);
    let count = 0;
    for (let feature = starts[first]!; feature < starts[end]!; feature += 1) {
      if (last[feature]! >= end) continue;
      count += 1;
      const row = rowOf[ids[feature]! >>> (32 - bits)]! * outputs;
      if (row > 0) for (let output = 0; output < outputs; output += 1) sums[output]! += rows[row + output]!;
    }
    const scale = step / Math.sqrt(count + fewest);
    for (let output = 0; output < outputs; output += 1)
      scores[output] = Math.max(scores[output]!, bias[output]! + sums[output]! * scale);
  }
  return scores;
}

/** Makes rows of what is stored: for each output how many weights, and each as the distance of its bucket and itself. */
export function unpackPhrases(
  bytes: Uint8Array,
  { bits, bias, step }: Pick<Phrases, 'bits' | 'bias' | 'step'>,
): Phrases {
  const outputs = bias.length;
  const rowOf = new Int32Array(2 ** bits);
  const found: number[] = [];
  let rowCount = 1;
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at]!;
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  for (let output = 0; output < outputs; output += 1) {
    let bucket = -1;
    for (let left = number(); left > 0; left -= 1) {
      bucket += number();
      if (rowOf[bucket] === 0) {
        rowOf[bucket] = rowCount;
        rowCount += 1;
      }
      found.push(rowOf[bucket]! * outputs + output, (bytes[at]! << 24) >> 24);
      at += 1;
    }
  }
  const rows = new Int8Array(rowCount * outputs);
  for (let each = 0; each < found.length; each += 2) rows[found[each]!] = found[each + 1]!;
  return { outputs, bits, rowOf, rows, bias, step };
}

/** Stores rows of weights, of which most are nothing. */
export function packPhrases(weights: Int8Array, outputs: number): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number) => {
    let left = value;
    for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
    bytes.push(left);
  };
  for (let output = 0; output < outputs; output += 1) {
    const buckets: number[] = [];
    for (let bucket = 0; bucket * outputs < weights.length; bucket += 1)
      if (weights[bucket * outputs + output] !== 0) buckets.push(bucket);
    number(buckets.length);
    let before = -1;
    for (const bucket of buckets) {
      number(bucket - before);
      bytes.push(weights[bucket * outputs + output]! & 255);
      before = bucket;
    }
  }
  return Uint8Array.from(bytes);
}
