import { loudness, sampleRate } from './samples.ts';

/** Speech models hear half a minute at once. In samples. */
const longest = 28 * sampleRate;
/** It is cut where it is quietest after this. */
const earliestCut = 18 * sampleRate;
/** How long a quiet place is. */
const pause = 0.2 * sampleRate;
/** Models stumble over less. */
const shortest = sampleRate;
/** Below this nobody speaks, and a model would make words up. */
const silence = 0.002;

/** Sound that comes in parts, as pieces that a speech model can hear at once. Silence is left out. */
export async function* piecesOf(sound: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  const open = new Float32Array(longest);
  let filled = 0;
  for await (const part of sound) {
    for (let taken = 0; taken < part.length;) {
      const next = part.subarray(taken, taken + longest - filled);
      open.set(next, filled);
      taken += next.length;
      filled += next.length;
      if (filled < longest) continue;
      const cut = quietestIn(open);
      if (isHeard(open.subarray(0, cut))) yield open.slice(0, cut);
      open.copyWithin(0, cut);
      filled -= cut;
    }
  }
  const rest = open.subarray(0, filled);
  if (!isHeard(rest)) return;
  const whole = new Float32Array(Math.max(filled, shortest));
  whole.set(rest);
  yield whole;
}

function quietestIn(samples: Float32Array): number {
  let best = longest;
  let least = Infinity;
  for (let at = earliestCut; at + pause <= longest; at += pause / 2) {
    const loud = loudness(samples.subarray(at, at + pause));
    if (loud >= least) continue;
    least = loud;
    best = at + pause / 2;
  }
  return best;
}

/** Whether any part of it is loud enough for speech. */
function isHeard(samples: Float32Array): boolean {
  for (let at = 0; at < samples.length; at += pause)
    if (loudness(samples.subarray(at, at + pause)) > silence) return true;
  return false;
}
