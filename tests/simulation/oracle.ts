import { type CollectionName, collections } from '#shared/domain/collections.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import type { Device } from './device.ts';

/** One try to give a field a value. */
export interface FieldWrite {
  done(): void;
}

interface Attempt {
  device: Device;
  text: string;
  done: boolean;
}

/**
 * What must be true when all is well again. It knows only what devices have said to be done: what was asked for
 * and not answered may have happened or not.
 */
export interface Oracle {
  /** A text that nothing else holds, for this device to write. */
  text(device: Device): string;
  /** Said to be done: the record exists, and holds the text. */
  expect(device: Device, key: string, text?: string): void;
  /** Said to be undone: the record is gone. */
  expectGone(device: Device, key: string): void;
  /** A value is about to be written over whatever the field holds. */
  overwrites(device: Device, key: string, text: string): FieldWrite;
  /** From now on nothing that this device writes may count anywhere else. */
  removed(device: Device): void;
  /** It is gone for good: what it had not passed on may be gone with it. */
  lost(device: Device): void;
  /** What those who were removed write may be taken in by others until these know. `areInformed` says whether they do. */
  forgiveRemoved(areInformed: () => boolean): void;
  /** How many things were said to be done. */
  readonly witnesses: number;
  /** What is wrong, in words. */
  judge(remaining: Device[]): string[];
}

/** `time`: tells its texts from those of other times of the same team. */
export function createOracle(time: string): Oracle {
  const expected: { device: Device; key: string; text: string }[] = [];
  const gone: { device: Device; key: string }[] = [];
  const fields = new Map<string, Attempt[]>();
  const removed = new Set<Device>();
  let forbidden: string[] = [];
  let areInformed = (): boolean => true;
  let count = 0;

  /**
   * What a field may hold: of each device, its last value that is done, or one that it tried and heard no more of. Such
   * a one may have reached the relay and not the own disk; then it comes back later, as if from somebody else.
   */
  function allowed(attempts: Attempt[]): Set<string> | undefined {
    const certain = attempts.filter(({ device, done }) => done && !removed.has(device));
    if (certain.length === 0) return undefined;
    const texts = new Set<string>();
    for (const device of new Set(attempts.map((attempt) => attempt.device))) {
      const own = attempts.filter((attempt) => attempt.device === device);
      // Which of its values a removed device had passed on in time, nobody knows.
      const from = removed.has(device)
        ? 0
        : Math.max(
            0,
            own.findLastIndex(({ done }) => done),
          );
      own.forEach(({ text, done }, index) => (index >= from || !done) && texts.add(text));
    }
    return texts;
  }

  function judgeFields(device: Device, records: Map<string, string>, problems: string[]): void {
    for (const [key, attempts] of fields) {
      const texts = allowed(attempts);
      const record = records.get(key);
      if (texts === undefined || record === undefined || !mayRead(device, key)) continue;
      if (![...texts].some((text) => record.includes(text)))
        problems.push(`${device.name}: ${key} holds none of ${[...texts].join(', ')}`);
    }
  }

  return {
    text(device) {
      const text = `text-${time}-${++count}-of-${device.name}.`;
      if (areInformed() && removed.has(device)) forbidden.push(text);
      return text;
    },
    expect: (device, key, text = '') => expected.push({ device, key, text }),
    expectGone: (device, key) => gone.push({ device, key }),
    overwrites(device, key, text) {
      const attempt: Attempt = { device, text, done: false };
      fields.set(key, [...(fields.get(key) ?? []), attempt]);
      return {
        done: () => {
          attempt.done = true;
        },
      };
    },
    removed: (device) => removed.add(device),
    // It writes nothing any more, so that nothing of it can be forbidden.
    lost: (device) => removed.add(device),
    forgiveRemoved: (informed) => {
      forbidden = [];
      // Whoever knows once, knows for good.
      let isOver = false;
      areInformed = () => (isOver ||= informed());
    },
    get witnesses() {
      return expected.length + gone.length;
    },
    judge(remaining) {
      const problems: string[] = [];
      for (const device of remaining) {
        const records = device.records();
        for (const { device: writer, key, text } of expected) {
          if (removed.has(writer) || !mayRead(device, key)) continue;
          if (isErased(device, key)) continue;
          if (records.get(key)?.includes(text) !== true)
            problems.push(`${device.name}: ${key} (${text}), done on ${writer.name}, is lost`);
        }
        for (const { device: writer, key } of gone)
          if (!removed.has(writer) && records.has(key))
            problems.push(`${device.name}: ${key}, undone on ${writer.name}, is still there`);
        judgeFields(device, records, problems);
        const all = [...records.values()].join('\n');
        for (const text of forbidden)
          if (all.includes(text)) problems.push(`${device.name} took in ${text} after its removal`);
        problems.push(...judgeNumbers(device, removed));
      }
      return problems;
    },
  };
}

/** An owner has erased it, as this device knows; then it must not show it. */
function isErased({ session, records }: Device, key: string): boolean {
  const [collection, id = ''] = key.split('/') as [CollectionName, string?];
  return session.library.isErased(collection, id) && !records().has(key);
}

export function mayRead(device: Device, key: string): boolean {
  const { compartment } = collections[key.split('/')[0] as CollectionName];
  return device.session.keyring.access[compartment] !== undefined;
}

/** Each series counts from 1 without a gap, and gives no number twice. */
function judgeNumbers(device: Device, removed: Set<Device>): string[] {
  const out = new Set([...removed].map(({ id }) => id));
  const owners = new Map([...device.session.library.all('series')].map(({ id, deviceId }) => [id, deviceId]));
  const series = Map.groupBy(device.session.library.all('issued'), ({ seriesId }) => seriesId);
  return [...series].flatMap(([id, issued]: [string, IssuedDocument[]]) => {
    const sequences = issued.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
    const twice = new Set(issued.map(({ number }) => number)).size < issued.length;
    // What a removed device had not passed on in time may be missing at its end or in between.
    const gap = !out.has(owners.get(id) ?? '') && sequences.some((sequence, index) => sequence !== index + 1);
    return twice || gap ? [`${device.name}: a series holds the numbers ${sequences.join(', ')}`] : [];
  });
}
