import { expect, test } from 'vitest';
import voiceNote from '#tests/fixtures/voice-note.ogg?url';
import { peaksOf, readWaveform } from './waveform.ts';

test('a voice note as WhatsApp sends them can be drawn and played', async () => {
  const file = await (await fetch(voiceNote)).blob();
  const waveform = await readWaveform(file);
  expect(waveform?.seconds).toBeCloseTo(4, 0);
  expect(Math.max(...(waveform?.peaks ?? []))).toBe(1);
  expect(new Set(waveform?.peaks.map((peak) => Math.round(peak * 10))).size).toBeGreaterThan(3);
  const audio = new Audio(URL.createObjectURL(file));
  await new Promise((resolve, reject) => {
    audio.addEventListener('canplaythrough', resolve);
    audio.addEventListener('error', () => reject(new Error('It cannot be played')));
  });
});

test('what is no sound is drawn flat, not an error', async () => {
  expect(await readWaveform(new Blob(['no sound at all']))).toBeUndefined();
  expect(peaksOf(new Float32Array(0)).every((peak) => peak === 0)).toBe(true);
  expect(Math.max(...peaksOf(new Float32Array(1000).fill(0.01)))).toBe(1);
});
