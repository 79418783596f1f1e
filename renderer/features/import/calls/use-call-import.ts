import { useState } from 'react';
import { rowsAtOnce } from '#shared/domain/import.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import { knownRecords } from '../known-records.ts';
import type { CallReader, OpenedCalls } from '../reading/call-reader.ts';
import { startCallReader, type Started } from '../reading/start-reader.ts';
import type { Sent } from '../send-pieces.ts';
import { type Steps, useFileImport } from '../use-file-import.ts';

export type CallWork = ReturnType<typeof useCallImport>;

/** A phone's list of calls on its way to those whom they were with. Nothing is saved before `start`. */
export function useCallImport() {
  const { locale, currency } = useFormat();
  const { country = '', timeZone = 'UTC' } = useRecord('business', 'business') ?? {};
  const {
    read,
    take,
    forget: forgetFile,
    ...file
  } = useFileImport<CallReader, Sent>(startCallReader, 'calls');
  const [calls, setCalls] = useState<OpenedCalls>();
  const [phone, setPhone] = useState('');

  async function choose(chosen: File): Promise<void> {
    forget();
    const opened = await read(chosen, async (reader) => {
      await reader.know([], country);
      for (const part of knownRecords('contacts')) await reader.know(part, country);
      return reader.open(chosen, { country, currency, locale, timeZone });
    });
    if (opened === undefined) return;
    setPhone(phoneBefore());
    setCalls(opened);
  }

  async function start(): Promise<void> {
    const total = calls?.known ?? 0;
    const said = phone.trim() === '' ? undefined : phone.trim();
    const begun = await save('import.begin', {
      what: 'calls',
      fileName: file.name.slice(0, 200),
      phone: said,
    });
    if (!begun.ok) return;
    const { id } = begun.value;
    await take(total, (reader, steps) => sendCalls(reader, { id, total }, steps));
  }

  function forget(): void {
    forgetFile();
    setCalls(undefined);
  }

  return { ...file, calls, phone, choose, setPhone, start, forget };
}

async function sendCalls(
  reader: Started<CallReader>['reader'],
  { id, total }: { id: string; total: number },
  { isStopped, onProgress }: Steps,
): Promise<Sent> {
  const counts = { made: 0, filled: 0, left: 0 };
  let done = 0;
  while (done < total && !isStopped()) {
    const rows = await reader.piece(done, rowsAtOnce);
    const saved = await save('import.calls', { importId: id, rows });
    if (!saved.ok) break;
    counts.made += saved.value.made;
    counts.left += saved.value.left;
    done += rows.length;
    onProgress(done);
  }
  return { id, counts, done, total };
}

/** As the phone was called the last time. */
function phoneBefore(): string {
  const lists = [...readTable('imports').values()].filter(({ phone }) => phone !== undefined);
  return lists.toSorted((a, b) => b.at - a.at)[0]?.phone ?? '';
}
