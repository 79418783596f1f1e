/** What speech models take: samples of one channel. */
export const sampleRate = 16_000;

const taps = 24;
const phases = 32;

/** Changes the rate of sound that comes in parts, without the tones that the lower rate cannot hold. */
export function createResampler(from: number): (samples: Float32Array) => Float32Array<ArrayBuffer> {
  if (from === sampleRate) return (samples) => new Float32Array(samples);
  const step = from / sampleRate;
  const filters = filtersFor(Math.min(1, sampleRate / from), Math.ceil(taps * Math.max(1, step)));
  const length = filters[0]!.length;
  let rest = new Float32Array(length >> 1);
  /** Where the next sample lies within what is kept. */
  let at = 0;
  return (samples) => {
    const all = new Float32Array(rest.length + samples.length);
    all.set(rest);
    all.set(samples, rest.length);
    const count = Math.max(0, Math.ceil((all.length - length - at) / step));
    const out = new Float32Array(count);
    for (let index = 0; index < count; index++, at += step) {
      const first = Math.floor(at);
      const filter = filters[Math.floor((at - first) * phases)]!;
      let sum = 0;
      for (let tap = 0; tap < length; tap++) sum += all[first + tap]! * filter[tap]!;
      out[index] = sum;
    }
    const used = Math.min(Math.floor(at), all.length);
    rest = all.slice(used);
    at -= used;
    return out;
  };
}

/** For each part of a sample's length its own weights: a sinc under a Hann window, each sum 1. */
function filtersFor(cutOff: number, length: number): Float32Array[] {
  return Array.from({ length: phases }, (_, phase) => {
    const middle = (length - 1) / 2 + phase / phases;
    const weights = Float32Array.from({ length }, (_weight, tap) => {
      const x = tap - middle;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutOff * x) / (Math.PI * cutOff * x);
      return sinc * (0.5 + 0.5 * Math.cos((2 * Math.PI * x) / (length + 1)));
    });
    const sum = weights.reduce((all, weight) => all + weight, 0);
    return weights.map((weight) => weight / sum);
  });
}

/** 16 bits each, the low byte first, as the bridge takes them. */
export function toPcm(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  for (const [index, sample] of samples.entries())
    view.setInt16(index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  return new Uint8Array(view.buffer);
}

export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
