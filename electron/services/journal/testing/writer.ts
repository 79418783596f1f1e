import { ok } from '#shared/lib/result.ts';
import { createJournalService } from '../service.ts';
import { asWrite, makeRow } from './rows.ts';

/**
 * A process to be killed: writes row after row to the journal in a folder, several at a time, and prints the
 * sequence of each that was acknowledged.
 */
const [folder, first] = process.argv.slice(2);
const { calls } = createJournalService({
  folder: folder!,
  thread: new URL('../thread.ts', import.meta.url),
  mayWrite: async () => ok(),
});

let next = Number(first);

async function writeOn(): Promise<void> {
  for (;;) {
    const sequence = next++;
    const row = makeRow(sequence, (sequence * 977) % 60_000, { key: `room${sequence % 5}` });
    const written = await calls['journal.write'](asWrite(row));
    process.stdout.write(`${written.ok ? sequence : JSON.stringify(written.error)}\n`);
  }
}

await Promise.all([writeOn(), writeOn(), writeOn()]);
