import type { Bridge } from '#shared/bridge/bridge.ts';
import { bridgePieceBytes, mostRowsAtOnce, type RowHead } from '#shared/bridge/contract.ts';
import { type Bytes, concat } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Copy, runsOf } from './copy.ts';
import type { Row } from './row.ts';

/** How much is read at once when the other copy is filled from this one. */
const runBytes = 4 * bridgePieceBytes;

/** The copy that the shell keeps in a database of its own: see electron/services/journal. */
export function createJournal(deps: { bridge: Bridge; newId(): string }): Copy {
  const { bridge } = deps;

  /** Brings all but the last piece; gives that, and the name under which the others wait. */
  async function stage(bytes: Bytes): Promise<Result<{ write?: string; bytes: Bytes }>> {
    if (bytes.length <= bridgePieceBytes) return ok({ bytes });
    const write = deps.newId();
    let offset = 0;
    for (; bytes.length - offset > bridgePieceBytes; offset += bridgePieceBytes) {
      const piece = bytes.subarray(offset, offset + bridgePieceBytes);
      const staged = await bridge.call('journal.stage', { write, offset, bytes: piece });
      if (!staged.ok) return staged;
    }
    return ok({ write, bytes: bytes.subarray(offset) });
  }

  async function list(): Promise<Result<RowHead[]>> {
    const heads: RowHead[] = [];
    for (;;) {
      const page = await bridge.call('journal.list', { after: heads.at(-1)?.sequence ?? 0 });
      if (!page.ok) return page;
      heads.push(...page.value.rows);
      if (!page.value.more || page.value.rows.length === 0) return ok(heads);
    }
  }

  /** The bytes of these rows, which follow one another by sequence in the journal. */
  async function readRun(first: number, length: number): Promise<Result<Bytes>> {
    const pieces: Bytes[] = [];
    for (let offset = 0; offset < length;) {
      const wanted = Math.min(bridgePieceBytes, length - offset);
      const read = await bridge.call('journal.read', { sequence: first, offset, length: wanted });
      if (!read.ok) return read;
      if (read.value.bytes.length === 0) return shorter();
      pieces.push(read.value.bytes);
      offset += read.value.bytes.length;
    }
    return ok(concat(...pieces));
  }

  async function readRows(heads: RowHead[]): Promise<Result<Row[]>> {
    const bytes = await readRun(heads[0]!.sequence, sizeOf(heads));
    if (!bytes.ok) return bytes;
    let offset = 0;
    return ok(heads.map((head) => ({ ...head, bytes: bytes.value.slice(offset, (offset += head.length)) })));
  }

  return {
    state: () => bridge.call('journal.open', {}),
    async write(rows) {
      for (const part of runsOf(rows, Infinity, mostRowsAtOnce)) {
        const staged = await stage(
          part.length === 1 ? part[0]!.bytes : concat(...part.map(({ bytes }) => bytes)),
        );
        if (!staged.ok) return staged;
        const heads = part.map(({ bytes: _bytes, ...head }) => head);
        const written = await bridge.call('journal.write', { rows: heads, ...staged.value });
        if (!written.ok) return written;
      }
      return ok();
    },
    async sequences() {
      const heads = await list();
      return heads.ok ? ok(heads.value.map(({ sequence }) => sequence)) : heads;
    },
    async heads(sequences) {
      const heads = await list();
      return heads.ok ? ok(heads.value.filter(({ sequence }) => sequences.has(sequence))) : heads;
    },
    async read(heads, take) {
      const all = await list();
      if (!all.ok) return all;
      for (const neighbours of runsOfNeighbours(heads, all.value))
        for (const run of runsOf(neighbours, runBytes, mostRowsAtOnce)) {
          const rows = await readRows(run);
          if (!rows.ok) return rows;
          const taken = await take(rows.value);
          if (!taken.ok) return taken;
        }
      return ok();
    },
    check: () => bridge.call('journal.check', {}),
    async tidy(upTo, how) {
      const tidied = await bridge.call('journal.tidy', { upTo, ...how });
      return tidied.ok ? ok() : tidied;
    },
  };
}

/** Cuts the wanted rows, by sequence, where a row lies between that is not wanted. */
function* runsOfNeighbours(wanted: RowHead[], all: RowHead[]): Generator<RowHead[]> {
  const sequences = new Set(wanted.map(({ sequence }) => sequence));
  let run: RowHead[] = [];
  for (const head of all) {
    if (sequences.has(head.sequence)) run.push(head);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

function sizeOf(heads: RowHead[]): number {
  return heads.reduce((sum, { length }) => sum + length, 0);
}

function shorter(): Result<never> {
  return problem(
    'journal.shorter',
    'Plumbline’s second copy of your data is shorter than it says. The first copy is not touched.',
    'Start Plumbline again.',
  );
}
