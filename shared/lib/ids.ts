import type { Bytes } from './bytes.ts';
import { toBase64Url } from './bytes.ts';

export interface RandomSource {
  getRandomValues(array: Bytes): Bytes;
}

/** A new opaque id: 96 random bits in 16 characters. It says nothing about what it names, nor when it was made. */
export function newId(random: RandomSource): string {
  return toBase64Url(random.getRandomValues(new Uint8Array(12)));
}
