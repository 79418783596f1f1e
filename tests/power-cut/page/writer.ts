import type { NewRow } from '#renderer/vault/storage/row.ts';
import type { Storage } from '#renderer/vault/storage/storage.ts';
import type { Random } from '../../simulation/random.ts';
import { type Mark, markedBytes, readMark } from '../marks.ts';

const rooms = ['room-a', 'room-b', 'room-c'];

/** Writes into a storage as the vault does: books in one hand, and keys, summaries and attachments in the other. */
export interface Writer {
  /** Does as many steps, all of them acknowledged when it resolves. */
  run(steps: number): Promise<void>;
}

export interface WriterDeps {
  storage: Storage;
  random: Random;
  /** A name that no row has ever had. */
  newId(): string;
  /** Counted over all writers of this business. */
  versions: Map<string, number>;
  /** A step's rows are stored, as the storage says. */
  acknowledged(marks: { place: string; mark: Mark }[]): void;
}

type Marked = Omit<NewRow, 'bytes'> & { mark: Mark; length: number };

export function createWriter({ storage, random, newId, versions, acknowledged }: WriterDeps): Writer {
  /** The attachment that is being written, and those that are whole. */
  let open: { key: string; next: number; pieces: number } | undefined;
  const whole: string[] = [];

  async function write(rows: Marked[], others: NewRow[] = []): Promise<void> {
    const written = rows.map(({ mark, length, ...row }) => ({ ...row, bytes: markedBytes(mark, length) }));
    const result = await storage.write([...others, ...written]);
    if (!result.ok) throw new Error(result.error.message);
    acknowledged(rows.map(({ kind, key, part = 0, mark }) => ({ place: `${kind}/${key}/${part}`, mark })));
  }

  /** What was done in one to three books. */
  async function books(): Promise<void> {
    const ids = Array.from({ length: random.between(1, 3) }, newId);
    await write(
      ids.map((id) => {
        const length = random.chance(0.1) ? random.between(70_000, 130_000) : random.between(60, 1500);
        return { kind: 'update', key: random.pick(rooms), mark: { id, together: ids }, length };
      }),
    );
  }

  /** One row in the place of all that a book has. */
  async function summary(): Promise<void> {
    const key = random.pick(rooms);
    const rows = await storage.rows('update', key);
    const upTo = rows.at(-1)?.sequence;
    if (upTo === undefined) return;
    const marks = rows.map(({ bytes }) => readMark(bytes)).filter((mark) => mark !== undefined);
    const id = newId();
    const mark = {
      id,
      together: [id],
      standsFor: marks.flatMap(({ id, standsFor = [] }) => [id, ...standsFor]),
      removes: marks.flatMap(({ removes = [] }) => removes),
    };
    await write([{ kind: 'update', key, replaces: upTo, mark, length: random.between(200, 4000) }]);
  }

  /** A row of which only the last one counts. */
  function inPlace(kind: NewRow['kind'], key: string, length: number, part = 0): Promise<void> {
    const place = `${kind}/${key}/${part}`;
    const version = versions.get(place) ?? 0;
    versions.set(place, version + 1);
    const id = newId();
    const mark = { id, together: [id], version };
    return write([{ kind, key, part, replaces: 'earlier', mark, length }]);
  }

  async function attachment(): Promise<void> {
    if (open === undefined) {
      open = { key: `blob-${newId()}`, next: 0, pieces: random.between(1, 4) };
      await inPlace('blob', open.key, 100);
      return;
    }
    const { key, next, pieces } = open;
    if (next < pieces) {
      open.next++;
      // The first is so large that the browser gives it a file of its own.
      await inPlace('piece', key, next === 0 ? 100_000 : random.between(3000, 100_000), next);
      return;
    }
    open = undefined;
    await inPlace('blob', key, 100);
    whole.push(key);
  }

  async function removal(): Promise<void> {
    // The first one stays, so that there always is one.
    if (whole.length < 2) return;
    const [key] = whole.splice(random.between(1, whole.length - 1), 1) as [string];
    const id = newId();
    const mark = { id, together: [id], removes: [key] };
    // What takes away leaves nothing to be found by: a row in a book says that it was there.
    await write(
      [{ kind: 'update', key: random.pick(rooms), mark, length: 100 }],
      [
        { kind: 'piece', key, removed: true },
        { kind: 'blob', key, removed: true },
      ],
    );
  }

  const others = {
    keys: () => inPlace('lock', 'keybag', random.between(1000, 3000)),
    summary,
    attachment,
    removal,
  };

  async function inTurn(steps: number, step: () => Promise<void>): Promise<void> {
    for (let done = 0; done < steps; done++) await step();
  }

  return {
    async run(steps) {
      const other = (): Promise<void> =>
        others[random.weighted({ keys: 2, summary: 2, attachment: 4, removal: 1 })]();
      await others.keys();
      await inTurn(2, attachment);
      await Promise.all([inTurn(Math.ceil(steps / 2), books), inTurn(Math.floor(steps / 2), other)]);
    },
  };
}
