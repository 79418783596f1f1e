/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Fills an array, as Web Crypto does. */
  draw<T extends ArrayBufferView>(array: T): T;
  /** From 0 up to, not including, `below`. */
  below(below: number): number;
  /** Both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, each as likely as its weight. */
  weighted<Key extends string>(weights: Partial<Record<Key, number>>): Key;
  /** A stream of its own, so that what one part draws does not change what another one does. */
  fork(name: string): Random;
}

export function createRandom(seed: number | string): Random {
  let [a, b, c, counter] = ['a', 'b', 'c', 'd'].map((part) => hash(`${part} ${seed}`)) as [
    number,
    number,
    number,
    number,
  ];

  /** SFC32: 128 bits of state, so that no two streams of a run ever meet. */
  function word(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) word();
  const next = (): number => word() / 2 ** 32;
  const below = (limit: number): number => Math.floor(next() * limit);

  return {
    next,
    draw(array) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let index = 0; index < bytes.length; index += 4) {
        const drawn = word();
        for (let part = 0; part < 4 && index + part < bytes.length; part++)
          bytes[index + part] = drawn >>> (8 * part);
      }
      return array;
    },
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new Error('There is nothing to pick from');
      return list[below(list.length)]!;
    },
    weighted<Key extends string>(weights: Partial<Record<Key, number>>) {
      const entries = Object.entries(weights) as [Key, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)![0];
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** FNV-1a, 32 bits, with its bits mixed once more. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
