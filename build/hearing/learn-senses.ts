import type { Features } from '#shared/agent/heard/features.ts';
import type { Learnt } from '#shared/agent/heard/listener.ts';
import { outputs } from '#shared/agent/heard/outputs.ts';
import { form, sizesOf } from '#shared/agent/heard/senses.ts';
import { concat, toBase64Url } from '#shared/lib/bytes.ts';
import type { Line } from './corpus.ts';
import type { Example } from './examples.ts';
import { either, exampleOf } from './examples.ts';
import { seeded, shuffled } from './random.ts';

const settings = {
  rounds: 12,
  rate: 0.06,
  droppedParts: 0.2,
  droppedWords: 0.1,
  droppedDetectors: 0.3,
  seed: 2,
};
const nearlyRight = 0.003;
const { width, reach, detectors, bits } = form;
const looks = reach * width;

/** Numbers that are learnt, and how much each has been moved so far: what moved much moves less (AdaGrad). */
class Part {
  readonly values: Float32Array;
  private readonly moved: Float32Array;

  constructor(size: number, spread: number, moved: number, random: () => number) {
    this.values = Float32Array.from(
      { length: size },
      () => (random() + random() + random() - 1.5) * 2 * spread,
    );
    this.moved = new Float32Array(size).fill(moved);
  }

  move(at: number, slope: number, rate: number): void {
    this.moved[at]! += slope * slope;
    this.values[at]! -= (rate * slope) / Math.sqrt(this.moved[at]!);
  }
}

type Network = ReturnType<typeof emptyNetwork>;

function emptyNetwork(random: () => number) {
  const sizes = sizesOf(outputs.length);
  const part = (name: keyof typeof sizes, spread: number) => new Part(sizes[name], spread, 0.01, random);
  const network = {
    words: new Part(width * 2 ** bits, 0.2, 0.001, random),
    detectors: part('detectors', 1 / Math.sqrt(looks)),
    detectorBias: part('detectorBias', 0),
    found: part('found', 0.5 / Math.sqrt(detectors)),
    whole: part('whole', 0.01),
    bias: part('bias', 0),
  };
  network.bias.values.fill(-2);
  return network;
}

/** Learns what words are like, and what to look for, by gradient descent. */
export function learnSenses(lines: readonly Line[]): Learnt['senses'] {
  const random = seeded(settings.seed);
  const network = emptyNetwork(random);
  const ordinary = lines.filter(({ labels }) => labels.size === 0);
  for (let round = 0; round < settings.rounds; round += 1) {
    const rate = settings.rate * (1 - round / settings.rounds);
    for (const line of shuffled(random, lines))
      learnFrom(network, exampleOf(line, ordinary, random), rate, random);
  }
  const others = Object.keys(sizesOf(outputs.length)) as (keyof Network)[];
  const bytes = others.map((name) => new Uint8Array(network[name].values.buffer as ArrayBuffer));
  return { ...rounded(network.words.values), others: toBase64Url(concat(...bytes)) };
}

function learnFrom(network: Network, example: Example, rate: number, random: () => number): void {
  const { features, targets } = example;
  const length = features.own.length;
  if (length === 0) return;
  const kept = keptParts(features, random);
  const rows = rowsOf(network, kept);
  const meanScale = 1 / Math.sqrt(length);
  const mean = new Float32Array(width);
  for (let at = 0; at < rows.length; at += 1) mean[at % width]! += rows[at]! * meanScale;
  const { strongest, where } = detect(network, rows, length, random);
  const slopes = outputSlopes(network, targets, strongest, mean);
  const toStrongest = new Float32Array(detectors);
  const toMean = new Float32Array(width);
  for (const [output, slope] of slopes) {
    network.bias.move(output, slope, rate);
    for (let detector = 0; detector < detectors; detector += 1) {
      if (strongest[detector] === 0) continue;
      const at = output * detectors + detector;
      toStrongest[detector]! += slope * network.found.values[at]!;
      network.found.move(at, slope * strongest[detector]!, rate);
    }
    for (let each = 0; each < width; each += 1) {
      const at = output * width + each;
      toMean[each]! += slope * network.whole.values[at]!;
      network.whole.move(at, slope * mean[each]!, rate);
    }
  }
  const toRows = new Float32Array(rows.length);
  for (let detector = 0; detector < detectors; detector += 1) {
    const slope = toStrongest[detector]! / (1 - settings.droppedDetectors);
    if (where[detector]! < 0 || slope === 0) continue;
    network.detectorBias.move(detector, slope, rate);
    for (let each = 0; each < looks; each += 1) {
      const [row, at] = [where[detector]! * width + each, detector * looks + each];
      toRows[row]! += slope * network.detectors.values[at]!;
      if (rows[row] !== 0) network.detectors.move(at, slope * rows[row]!, rate);
    }
  }
  for (const [at, parts] of kept.entries()) {
    const scale = 1 / Math.sqrt(parts.length);
    const row = (at + (reach - 1) / 2) * width;
    for (const part of parts)
      for (let each = 0; each < width; each += 1) {
        const slope = (toRows[row + each]! + toMean[each]! * meanScale) * scale;
        if (slope !== 0) network.words.move(part + each, slope, rate);
      }
  }
}

/** Where the numbers of each word's parts are; some are left out, so that none is relied on. */
function keptParts({ ids, starts, own }: Features, random: () => number): number[][] {
  return Array.from(own, (count, at) => {
    if (random() < settings.droppedWords) return [];
    const parts: number[] = [];
    for (let feature = starts[at]!; feature < starts[at]! + count; feature += 1)
      if (random() >= settings.droppedParts) parts.push((ids[feature]! >>> (32 - bits)) * width);
    return parts;
  });
}

function rowsOf({ words }: Network, kept: readonly number[][]): Float32Array {
  const rows = new Float32Array((kept.length + reach - 1) * width);
  for (const [at, parts] of kept.entries()) {
    const scale = 1 / Math.sqrt(parts.length);
    const row = (at + (reach - 1) / 2) * width;
    for (const part of parts)
      for (let each = 0; each < width; each += 1) rows[row + each]! += words.values[part + each]! * scale;
  }
  return rows;
}

/** How strongly each detector found its thing, and where; some look at nothing this time. */
function detect(network: Network, rows: Float32Array, length: number, random: () => number) {
  const strongest = new Float32Array(detectors);
  const where = new Int32Array(detectors).fill(-1);
  const weights = network.detectors.values;
  for (let detector = 0; detector < detectors; detector += 1) {
    if (random() < settings.droppedDetectors) continue;
    let best = -Infinity;
    let at = 0;
    for (let word = 0; word < length; word += 1) {
      let sum = 0;
      for (let each = 0; each < looks; each += 1)
        sum += weights[detector * looks + each]! * rows[word * width + each]!;
      if (sum <= best) continue;
      best = sum;
      at = word;
    }
    best += network.detectorBias.values[detector]!;
    if (best <= 0) continue;
    where[detector] = at;
    strongest[detector] = best / (1 - settings.droppedDetectors);
  }
  return { strongest, where };
}

/** How much too high each output's chance is, where it is wrong. */
function outputSlopes(
  { found, whole, bias }: Network,
  targets: Int8Array,
  strongest: Float32Array,
  mean: Float32Array,
): [output: number, slope: number][] {
  const slopes: [number, number][] = [];
  for (let output = 0; output < outputs.length; output += 1) {
    if (targets[output] === either) continue;
    let score = bias.values[output]!;
    for (let detector = 0; detector < detectors; detector += 1)
      score += found.values[output * detectors + detector]! * strongest[detector]!;
    for (let each = 0; each < width; each += 1) score += whole.values[output * width + each]! * mean[each]!;
    const slope = 1 / (1 + Math.exp(-score)) - targets[output]!;
    if (Math.abs(slope) >= nearlyRight) slopes.push([output, slope]);
  }
  return slopes;
}

/** The numbers of words as bytes. */
function rounded(values: Float32Array): { words: string; step: number } {
  const sizes = Float32Array.from(values, Math.abs).toSorted();
  // A few numbers that are larger than all others would leave the many no room between them.
  const step = sizes[Math.floor(sizes.length * 0.9995)]! / 127;
  const bytes = Uint8Array.from(
    values,
    (value) => Math.max(-127, Math.min(127, Math.round(value / step))) & 255,
  );
  return { words: toBase64Url(bytes), step };
}
