import type { CallRow } from '#shared/domain/import.ts';
import {
  isCallXml,
  type CallList,
  matchCalls,
  type MatchedCalls,
  readCallTable,
  readCallXml,
} from '#shared/import/calls/call-list.ts';
import { decodeText, isArchive } from '#shared/import/decode.ts';
import { createKnownIndex, type KnownRecord } from '#shared/import/known.ts';
import type { ImportBusiness } from '#shared/import/settings.ts';
import { readText, tableOf } from '#shared/import/table.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readXlsx } from './xlsx.ts';

/** What a screen shows of a list of calls: how many are of people who are known, and how many are let go. */
export interface OpenedCalls {
  known: number;
  unknown: number;
  several: number;
  unreadable: number;
}

/** Reads one list of calls, in a worker of its own: of others' calls nothing but a count comes out of it. */
export interface CallReader {
  know(records: KnownRecord[], country: string): void;
  open(file: Blob, business: ImportBusiness): Promise<Result<OpenedCalls>>;
  piece(from: number, count: number): CallRow[];
}

const largest = 200 * 1024 * 1024;

export function createCallReader(): CallReader {
  let known = createKnownIndex('');
  let knownIn: string | undefined;
  let matched: MatchedCalls | undefined;
  return {
    know(records, country) {
      if (knownIn !== country) known = createKnownIndex(country);
      knownIn = country;
      for (const record of records) known.add(record);
    },
    async open(file, business) {
      const list = file.size > largest ? undefined : await listOf(file, business);
      if (list === undefined || list.calls.length === 0)
        return problem('calls.none', 'This is no list of calls.');
      matched = matchCalls(list.calls, known, business.country);
      const { rows, unknown, several } = matched;
      return ok({ known: rows.length, unknown, several, unreadable: list.unreadable });
    },
    piece: (from, count) => matched?.rows.slice(from, from + count) ?? [],
  };
}

async function listOf(file: Blob, business: ImportBusiness): Promise<CallList | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isArchive(bytes)) {
    const decoded = decodeText(bytes);
    if (decoded.ok && isCallXml(decoded.value.text)) return readCallXml(decoded.value.text);
  }
  const read = isArchive(bytes) ? await readXlsx(bytes) : readText(bytes);
  const sheet = read.ok ? read.value.sheets[0] : undefined;
  return read.ok && sheet !== undefined ? readCallTable(tableOf(read.value, sheet), business) : undefined;
}
