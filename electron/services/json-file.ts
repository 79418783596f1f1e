import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { createSequencer } from '#shared/lib/async.ts';
import { parseJson } from '#shared/lib/json.ts';

/** A small file of the profile that only its owner can read, written as a whole or not at all. */
export interface JsonFile<Value> {
  /** Nothing where there is none, or none that can be read. */
  read(): Promise<Value | undefined>;
  /** Tells whether it is on the disk. */
  write(value: Value): Promise<boolean>;
  remove(): Promise<void>;
}

export function createJsonFile<Value>(file: string, schema: z.ZodType<Value>): JsonFile<Value> {
  const inTurn = createSequencer();

  async function read(): Promise<Value | undefined> {
    const text = await readFile(file, 'utf8').catch(() => '');
    return schema.safeParse(parseJson(text)).data;
  }

  async function write(value: Value): Promise<boolean> {
    const next = `${file}.next`;
    try {
      await writeFile(next, JSON.stringify(value), { mode: 0o600 });
      await rename(next, file);
      return true;
    } catch {
      return false;
    }
  }

  return {
    read: () => inTurn(read),
    write: (value) => inTurn(() => write(value)),
    remove: () => inTurn(() => rm(file, { force: true })),
  };
}
