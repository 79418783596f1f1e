import fc from 'fast-check';
import { expect, test } from 'vitest';
import voiceNote from '#tests/fixtures/voice-note.ogg?url';
import { expectOk } from '#shared/lib/result.ts';
import { piecesOf } from './pieces.ts';
import { createResampler, loudness, sampleRate, toPcm } from './samples.ts';
import { openSound } from './sound.ts';

/** Seconds of a tone, or of silence. */
function tone(seconds: number, { loud = 0.3, hertz = 440, rate = sampleRate } = {}): Float32Array {
  const step = (2 * Math.PI * hertz) / rate;
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => loud * Math.sin(at * step));
}

async function* inParts(samples: Float32Array, size = 960): AsyncGenerator<Float32Array> {
  for (let at = 0; at < samples.length; at += size) yield samples.slice(at, at + size);
}

async function all(parts: AsyncIterable<Float32Array>): Promise<Float32Array[]> {
  const list: Float32Array[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

const join = (...parts: Float32Array[]): Float32Array =>
  Float32Array.from(parts.flatMap((part) => [...part]));

/** A WAV file as phones and browsers write them. */
function wav(samples: Float32Array, rate: number): Blob {
  const pcm = toPcm(samples);
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, words: string) =>
    new TextEncoder().encode(words).forEach((byte, index) => head.setUint8(at + index, byte));
  text(0, 'RIFF');
  head.setUint32(4, 36 + pcm.length, true);
  text(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  text(36, 'data');
  head.setUint32(40, pcm.length, true);
  return new Blob([head, pcm], { type: 'audio/wav' });
}

test('a voice note as WhatsApp sends them becomes the samples that speech models take', async () => {
  const sound = expectOk(await openSound(await (await fetch(voiceNote)).blob()));
  expect(sound.seconds).toBeCloseTo(4, 0);
  const samples = join(...(await all(sound.parts())));
  sound.close();
  expect(samples.length / sampleRate).toBeCloseTo(sound.seconds, 0);
  expect(loudness(samples)).toBeGreaterThan(0.01);
});

test('a recording in another form of sound is read as well', async () => {
  const sound = expectOk(await openSound(wav(tone(2, { rate: 44_100 }), 44_100)));
  const samples = join(...(await all(sound.parts())));
  expect(samples.length / sampleRate).toBeCloseTo(2, 1);
  expect(loudness(samples)).toBeCloseTo(0.3 / Math.SQRT2, 1);
});

test('what is no sound, and what is longer than ten minutes, is refused before any of it is decoded', async () => {
  expect(await openSound(new Blob(['no sound at all']))).toMatchObject({
    error: { code: 'voice.unreadable' },
  });
  expect(await openSound(new Blob([]))).toMatchObject({ error: { code: 'voice.unreadable' } });
  const long = wav(new Float32Array(8000 * 601), 8000);
  expect(await openSound(long)).toMatchObject({ error: { code: 'voice.too-long' } });
});

test('a tone keeps its length and loudness at another rate, in parts of any size; what the rate cannot hold is gone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(48_000, 44_100, 24_000, 8000),
      fc.integer({ min: 1, max: 5000 }),
      (rate, size) => {
        const resample = createResampler(rate);
        const samples = tone(1, { rate });
        const out: Float32Array[] = [];
        for (let at = 0; at < samples.length; at += size) out.push(resample(samples.slice(at, at + size)));
        const all = join(...out);
        expect(Math.abs(all.length - sampleRate)).toBeLessThan(60);
        expect(loudness(all.slice(200, -200))).toBeCloseTo(0.3 / Math.SQRT2, 1);
      },
    ),
    { numRuns: 20 },
  );
  const resample = createResampler(48_000);
  expect(loudness(resample(tone(1, { rate: 48_000, hertz: 12_000 })).slice(200))).toBeLessThan(0.02);
});

test('a long recording is cut where it is quiet, and nothing that was said is lost', async () => {
  const speech = join(tone(22), tone(0.6, { loud: 0 }), tone(22), tone(0.6, { loud: 0 }), tone(5));
  const pieces = await all(piecesOf(inParts(speech)));
  expect(pieces.map((piece) => Math.abs(piece.at(-1)!) < 0.001)).toEqual([true, true, false]);
  expect(join(...pieces)).toEqual(speech);
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(28 * sampleRate);
});

test('silence is asked about nowhere, and a word alone is long enough for a model', async () => {
  expect(await all(piecesOf(inParts(tone(70, { loud: 0.0005 }))))).toEqual([]);
  expect(await all(piecesOf(inParts(new Float32Array(0))))).toEqual([]);
  const [word, ...more] = await all(piecesOf(inParts(tone(0.4))));
  expect(more).toEqual([]);
  expect(word!.length).toBe(sampleRate);
});

test('samples become 16 bits each, the loudest included', () => {
  const pcm = new DataView(toPcm(Float32Array.from([0, 1, -1, 2, 0.5])).buffer);
  expect([0, 1, 2, 3, 4].map((at) => pcm.getInt16(at * 2, true))).toEqual([
    0, 32_767, -32_767, 32_767, 16_384,
  ]);
});

/** Why a recording is refused, or how much of it can be read. What breaks within is an exception, which the reader takes. */
async function outcomeOf(file: Blob): Promise<{ refused?: string; samples: number }> {
  const opened = await openSound(file);
  if (!opened.ok) return { refused: opened.error.code, samples: 0 };
  const pieces = await all(piecesOf(opened.value.parts())).catch(() => []);
  opened.value.close();
  return { samples: pieces.reduce((sum, { length }) => sum + length, 0) };
}

test('a damaged recording ends in words, and gives no more than ten minutes of sound', async () => {
  const whole = new Uint8Array(await (await fetch(voiceNote)).arrayBuffer());
  const damage = fc.record({
    length: fc.integer({ min: 0, max: whole.length }),
    bytes: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ length, bytes }) => {
      const damaged = whole.slice();
      for (const [at, byte] of bytes) damaged[at] = byte;
      const { refused, samples } = await outcomeOf(new Blob([damaged.slice(0, length)]));
      expect(refused ?? 'voice.unreadable').toMatch(/^voice\.(unreadable|too-long)$/);
      expect(samples).toBeLessThanOrEqual(601 * sampleRate);
    }),
    { numRuns: 60 },
  );
});
