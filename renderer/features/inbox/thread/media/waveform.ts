/** How many bars a voice note is drawn with. */
const bars = 44;
/** Enough to see where somebody speaks. */
const sampleRate = 8000;

export interface Waveform {
  /** From 0 to 1, the loudest is 1. */
  peaks: number[];
  seconds: number;
}

/** Loudness over time; `undefined` where this engine cannot decode the file. */
export async function readWaveform(file: Blob): Promise<Waveform | undefined> {
  try {
    const context = new OfflineAudioContext(1, 1, sampleRate);
    const audio = await context.decodeAudioData(await file.arrayBuffer());
    return { peaks: peaksOf(audio.getChannelData(0)), seconds: audio.duration };
  } catch {
    return undefined;
  }
}

export function peaksOf(samples: Float32Array): number[] {
  const step = Math.max(1, Math.floor(samples.length / bars));
  const peaks = Array.from({ length: bars }, (_, bar) => {
    let peak = 0;
    for (let at = bar * step; at < Math.min(samples.length, (bar + 1) * step); at++)
      peak = Math.max(peak, Math.abs(samples[at]!));
    return peak;
  });
  const loudest = Math.max(...peaks);
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest);
}
