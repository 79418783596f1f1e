import type { AudioSampleSink } from 'mediabunny';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { createResampler } from './samples.ts';

/** Longer recordings are left to people's ears. In seconds. */
export const longestSound = 10 * 60;
/** Ten minutes at the quality in which phones record have less. */
const mostBytes = 25 * 1024 * 1024;

/** A recording that can be decoded, part by part: it never stands in memory as a whole. */
export interface Sound {
  seconds: number;
  /** As speech models take it. Ends early where it is longer than it says. */
  parts(): AsyncGenerator<Float32Array>;
  close(): void;
}

/** Opens a recording by the browser engine's own decoders. Its length is known before any of it is decoded. */
export async function openSound(file: Blob): Promise<Result<Sound>> {
  if (file.size > mostBytes) return tooLong;
  const media = await import('mediabunny');
  const input = new media.Input({ source: new media.BlobSource(file), formats: media.ALL_FORMATS });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null || !(await track.canDecode())) throw new Error('No sound that can be decoded');
    const seconds = await track.computeDuration();
    if (!(seconds <= longestSound)) {
      input.dispose();
      return tooLong;
    }
    return ok({
      seconds,
      parts: () => decode(new media.AudioSampleSink(track)),
      close: () => input.dispose(),
    });
  } catch {
    input.dispose();
    return unreadable;
  }
}

async function* decode(sink: AudioSampleSink): AsyncGenerator<Float32Array> {
  let resample: ((samples: Float32Array) => Float32Array) | undefined;
  for await (const sample of sink.samples()) {
    const { sampleRate, numberOfChannels, numberOfFrames, timestamp } = sample;
    if (timestamp > longestSound) {
      sample.close();
      return;
    }
    const mono = new Float32Array(numberOfFrames);
    const channel = new Float32Array(numberOfFrames);
    for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
      sample.copyTo(channel, { format: 'f32-planar', planeIndex });
      for (let at = 0; at < numberOfFrames; at++) mono[at]! += channel[at]! / numberOfChannels;
    }
    sample.close();
    resample ??= createResampler(sampleRate);
    yield resample(mono);
  }
}

const tooLong = problem(
  'voice.too-long',
  'This recording is longer than 10 minutes, so it is not turned into text.',
);

export const unreadable = problem(
  'voice.unreadable',
  'This recording is in a form that cannot be turned into text here.',
);
