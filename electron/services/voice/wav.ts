/** What the window hands over, and every model takes. */
export const sampleRate = 16_000;
const bytesPerSample = 2;

/** Samples of one channel, 16 bits each, as a WAV file. */
export function wavOf(pcm: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(44 + pcm.length);
  const view = new DataView(file.buffer);
  const write = (at: number, text: string) => file.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, 36 + pcm.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  // PCM, one channel.
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  write(36, 'data');
  view.setUint32(40, pcm.length, true);
  file.set(pcm, 44);
  return file;
}

/** The same samples from -1 to 1. */
export function floatsOf(pcm: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Float32Array.from(
    { length: Math.floor(pcm.length / bytesPerSample) },
    (_, index) => view.getInt16(index * bytesPerSample, true) / 32_768,
  );
}
