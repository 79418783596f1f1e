import { storedDatabase } from './stored-database.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import { makeRow, type Row } from '../storage/row.ts';
import { memoryJournal } from './memory-journal.ts';

/** All rows that a device has stored, by sequence. */
export async function storedRows(device: string): Promise<Row[]> {
  const database = await storedDatabase(device);
  await database.open();
  const rows = (await database.table('rows').toArray()) as Row[];
  database.close();
  return rows;
}

/** The pieces of outer documents; `key` is their room. */
export async function storedUpdates(device: string): Promise<Row[]> {
  return (await storedRows(device)).filter(({ kind }) => kind === 'update');
}

/** The lock file. */
export async function storedKeys(device: string): Promise<unknown> {
  const lock = (await storedRows(device)).findLast(({ kind }) => kind === 'lock');
  return lock && parseJsonBytes(lock.bytes);
}

/** Has both copies hold other pieces than were written: as a fault does it, or somebody with a tool. No vault may be open. */
export async function changeUpdates(device: string, change: (updates: Row[]) => Row[]): Promise<void> {
  const rows = await storedRows(device);
  const others = rows.filter(({ kind }) => kind !== 'update');
  const changed = [...others, ...change(rows.filter(({ kind }) => kind === 'update'))];
  const database = await storedDatabase(device);
  await database.open();
  await database.table('rows').clear();
  await database.table('rows').bulkPut(changed);
  await database.table('derived').clear();
  database.close();
  memoryJournal(device).replace(changed);
}

/** Adds a piece to a room, as if it had come from the relay. */
export async function addUpdate(device: string, room: string, bytes: Bytes): Promise<void> {
  const last = Math.max(...(await storedRows(device)).map(({ sequence }) => sequence));
  const row = await makeRow(webCrypto(crypto), last + 1, { kind: 'update', key: room, bytes });
  await changeUpdates(device, (updates) => [...updates, row]);
}
