import { useEffect, useRef, useState } from 'react';
import { rowsAtOnce } from '#shared/domain/import.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import { knownRecords } from '../known-records.ts';
import type { CallReader, OpenedCalls } from '../reading/call-reader.ts';
import { startCallReader, type Started } from '../reading/start-reader.ts';
import type { Sent } from '../send-pieces.ts';
import type { Progress } from '../use-import.ts';

export type CallWork = ReturnType<typeof useCallImport>;

/** A phone's list of calls on its way to those whom they were with. Nothing is saved before `start`. */
export function useCallImport() {
  const { locale, currency } = useFormat();
  const { country = '', timeZone = 'UTC' } = useRecord('business', 'business') ?? {};
  const started = useRef<Started<CallReader>>(undefined);
  const isStopped = useRef(false);
  const [name, setName] = useState('');
  const [isReading, setReading] = useState(false);
  const [wrong, setWrong] = useState<{ name: string; code: string }>();
  const [calls, setCalls] = useState<OpenedCalls>();
  const [phone, setPhone] = useState('');
  const [running, setRunning] = useState<Progress>();
  const [outcome, setOutcome] = useState<Sent>();
  useEffect(() => () => started.current?.end(), []);

  async function choose(file: File): Promise<void> {
    forget();
    setName(file.name);
    setReading(true);
    started.current?.end();
    started.current = startCallReader();
    const { reader } = started.current;
    await reader.know([], country);
    for (const part of knownRecords('contacts')) await reader.know(part, country);
    const opened = await reader.open(file, { country, currency, locale, timeZone });
    setReading(false);
    if (!opened.ok) return setWrong({ name: file.name, code: 'calls' });
    setPhone(phoneBefore());
    setCalls(opened.value);
  }

  async function start(): Promise<void> {
    const total = calls?.known ?? 0;
    const reader = started.current?.reader;
    const fileName = name.slice(0, 200);
    const begun = await save('import.begin', {
      what: 'calls',
      fileName,
      phone: phone.trim() === '' ? undefined : phone.trim(),
    });
    if (!begun.ok || reader === undefined) return;
    isStopped.current = false;
    setRunning({ done: 0, total, isStopping: false });
    const { id } = begun.value;
    const counts = { made: 0, filled: 0, left: 0 };
    let done = 0;
    while (done < total && !isStopped.current) {
      const rows = await reader.piece(done, rowsAtOnce);
      const saved = await save('import.calls', { importId: id, rows });
      if (!saved.ok) break;
      counts.made += saved.value.made;
      counts.left += saved.value.left;
      done += rows.length;
      setRunning({ done, total, isStopping: isStopped.current });
    }
    setRunning(undefined);
    setOutcome({ id, counts, done, total });
  }

  function forget(): void {
    setWrong(undefined);
    setCalls(undefined);
    setOutcome(undefined);
  }

  function stop(): void {
    isStopped.current = true;
    setRunning((now) => now && { ...now, isStopping: true });
  }

  return {
    reading: isReading ? name : undefined,
    wrong,
    calls,
    phone,
    running,
    outcome,
    choose,
    setPhone,
    start,
    stop,
    forget,
  };
}

/** As the phone was called the last time. */
function phoneBefore(): string {
  const lists = [...readTable('imports').values()].filter(({ phone }) => phone !== undefined);
  return lists.toSorted((a, b) => b.at - a.at)[0]?.phone ?? '';
}
