import { useEffect, useRef, useState } from 'react';
import type { Result } from '#shared/lib/result.ts';
import type { Started } from './reading/start-reader.ts';
import type { Progress } from './use-import.ts';

/** How far a piece of work has come, and whether somebody wants it to end. */
export interface Steps {
  isStopped(): boolean;
  onProgress(done: number): void;
}

/**
 * What every import of one file does: it reads it in a worker of its own, tells how far it is, and can be stopped.
 * `code` says which kind of file it was not.
 */
export function useFileImport<Reader, Outcome>(startReader: () => Started<Reader>, code: string) {
  const started = useRef<Started<Reader>>(undefined);
  const isStopped = useRef(false);
  const [name, setName] = useState('');
  const [isReading, setReading] = useState(false);
  const [wrong, setWrong] = useState<{ name: string; code: string }>();
  const [running, setRunning] = useState<Progress>();
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => () => started.current?.end(), []);

  async function read<Opened>(
    file: File,
    open: (reader: Started<Reader>['reader']) => Promise<Result<Opened>>,
  ): Promise<Opened | undefined> {
    setName(file.name);
    setReading(true);
    started.current?.end();
    started.current = startReader();
    const opened = await open(started.current.reader);
    setReading(false);
    if (opened.ok) return opened.value;
    setWrong({ name: file.name, code });
    return undefined;
  }

  /** `total`: how many there are to take in. */
  async function take(
    total: number,
    work: (reader: Started<Reader>['reader'], steps: Steps) => Promise<Outcome | undefined>,
  ): Promise<void> {
    if (started.current === undefined) return;
    isStopped.current = false;
    setRunning({ done: 0, total, isStopping: false });
    const taken = await work(started.current.reader, {
      isStopped: () => isStopped.current,
      onProgress: (done) => setRunning({ done, total, isStopping: isStopped.current }),
    });
    setRunning(undefined);
    if (taken !== undefined) setOutcome(taken);
  }

  return {
    name,
    reading: isReading ? name : undefined,
    wrong,
    running,
    outcome,
    reader: () => started.current?.reader,
    read,
    take,
    stop() {
      isStopped.current = true;
      setRunning((now) => now && { ...now, isStopping: true });
    },
    forget() {
      setWrong(undefined);
      setOutcome(undefined);
    },
  };
}
