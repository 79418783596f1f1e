import { startTransition, useEffect, useRef, useState } from 'react';
import { proxy } from 'comlink';
import { rowsAtOnce, type KnownChoice } from '#shared/domain/import.ts';
import { customFieldId, type ImportOf, targetsOf } from '#shared/import/targets.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { readTable, useRecord, useRecords } from '#renderer/state/records.ts';
import type { OpenAs } from './reading/open-file.ts';
import type { OpenedFile, Reached, Reader, Summary } from './reading/reader.ts';
import { startReader, type Started } from './reading/start-reader.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { knownRecords, openYearsOf } from './known-records.ts';
import { sendPieces, type Sent } from './send-pieces.ts';

/** In bytes: what a worker can hold as text, as rows and as records. */
const largest = 200 * 1024 * 1024;

export interface ChosenFile extends OpenedFile {
  name: string;
}

/** What the owner decides about a file. */
export interface Decisions {
  mapping: string[];
  known: KnownChoice;
  takesFlawed: boolean;
}

export interface Progress {
  done: number;
  total: number;
  isStopping: boolean;
}

export type ImportWork = ReturnType<typeof useImport>;

/** A file on its way into the records: chosen, looked at, sent. Nothing is saved before `start`. */
export function useImport(of: ImportOf) {
  const { locale, currency } = useFormat();
  const { country = '', timeZone = 'UTC' } = useRecord('business', 'business') ?? {};
  const fields = useRecords('customFields').filter((field) => {
    return of === 'contacts' && field.of === 'contacts' && field.archivedAt === undefined;
  });
  const started = useRef<Started<Reader>>(undefined);
  const isStopped = useRef(false);
  const [reading, setReading] = useState<string>();
  const [readAs, setReadAs] = useState<OpenAs>({});
  const [wrong, setWrong] = useState<{ name: string; code: string }>();
  const [file, setFile] = useState<ChosenFile>();
  const [decisions, setDecisions] = useState<Decisions>({ mapping: [], known: 'fill', takesFlawed: false });
  const [summary, setSummary] = useState<Summary>();
  const [isChecking, setChecking] = useState(false);
  const [running, setRunning] = useState<Progress>();
  const [outcome, setOutcome] = useState<Sent>();
  useEffect(() => () => started.current?.end(), []);

  async function choose(chosen: File): Promise<void> {
    const { name } = chosen;
    forget();
    setReading(name);
    if (chosen.size > largest) return refuse(name, 'tooLarge');
    started.current?.end();
    started.current = startReader();
    if (!(await started.current.reader.load(chosen))) return refuse(name, 'notReadable');
    await tellKnown(started.current);
    await read(name, {});
  }

  function refuse(name: string, code: string): void {
    setReading(undefined);
    setWrong({ name, code });
  }

  async function tellKnown({ reader }: Started<Reader>): Promise<void> {
    await openYearsOf(of);
    await reader.know([], country);
    for (const part of knownRecords(of)) await reader.know(part, country);
  }

  /** Reads the file, anew where the owner says that it is to be read otherwise. */
  async function read(name: string, as: OpenAs): Promise<void> {
    if (started.current === undefined) return;
    setReadAs(as);
    const opened = await started.current.reader.open(of, { ...as, timeZone, now: Date.now() }, fields);
    if (!opened.ok) return refuse(name, opened.error.code.replace('import.', ''));
    const next = { ...opened.value, name };
    // All columns with all that each may become are drawn in slices, so that nothing stands still meanwhile.
    startTransition(() => {
      setReading(undefined);
      setFile(next);
    });
    await decide({ ...decisions, mapping: mappingOf(next, of, new Set(fields.map(({ id }) => id))) }, next);
  }

  async function decide(next: Decisions, chosen: ChosenFile | undefined = file): Promise<void> {
    // Beside a file that is just drawn: what is chosen for a column shows at once.
    if (chosen === file) setDecisions(next);
    else startTransition(() => setDecisions(next));
    if (chosen === undefined || started.current === undefined) return;
    setChecking(true);
    const business = { country, currency, locale, timeZone };
    const settings = { of, business, fields, columns: chosen.columns, now: Date.now(), ...next };
    // Most businesses have erased nobody.
    const areErased = readTable('suppressions').size === 0 ? undefined : proxy(askWhoIsErased);
    const checked = await started.current.reader.check(settings, areErased);
    // Another one has begun meanwhile.
    if (checked === undefined) return;
    startTransition(() => {
      setSummary(checked);
      setChecking(false);
    });
  }

  function forget(): void {
    setWrong(undefined);
    setFile(undefined);
    setSummary(undefined);
    setOutcome(undefined);
  }

  async function start(): Promise<void> {
    if (summary === undefined || isChecking || file === undefined || started.current === undefined) return;
    const { reader } = started.current;
    isStopped.current = false;
    const total = summary.taken;
    setRunning({ done: 0, total, isStopping: false });
    const sent = await sendPieces({
      of,
      fileName: file.name.slice(0, 200),
      known: decisions.known,
      columns:
        file.names === undefined
          ? undefined
          : { names: file.names, targets: decisions.mapping.slice(0, 500) },
      total,
      piece: (from) => reader.piece(from, rowsAtOnce),
      isStopped: () => isStopped.current,
      onProgress: (done) => setRunning({ done, total, isStopping: isStopped.current }),
    });
    setRunning(undefined);
    if (sent !== undefined) setOutcome(sent);
  }

  return {
    of,
    fields,
    reading,
    wrong,
    file,
    decisions,
    summary,
    isChecking,
    running,
    outcome,
    choose,
    forget,
    start,
    readAs: (as: OpenAs) =>
      ignore(file === undefined ? Promise.resolve() : read(file.name, { ...readAs, ...as })),
    decide: (next: Partial<Decisions>) => ignore(decide({ ...decisions, ...next })),
    stop() {
      isStopped.current = true;
      setRunning((now) => now && { ...now, isStopping: true });
    },
    async saveReport(name: string, words: { at: string; reason: string; reasons: Record<string, string> }) {
      const text = await started.current?.reader.report(words);
      if (text !== undefined) offerFile(`${name}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
    },
  };
}

/** Where the vault does not say, the command that writes the rows down leaves them out all the same. */
async function askWhoIsErased(people: Reached[]): Promise<boolean[]> {
  const erased = await vault().areErased(people);
  return erased.ok ? erased.value : [];
}

/** What the columns became the last time that a file had the same, and where that was never, what they most likely are. */
function mappingOf({ names, columns }: OpenedFile, of: ImportOf, fields: ReadonlySet<string>): string[] {
  const targets: ReadonlySet<string> = new Set(targetsOf[of]);
  const before = [...readTable('imports').values()]
    .filter(({ what, columns: had }) => names !== undefined && what === of && had?.names === names)
    .toSorted((a, b) => b.at - a.at)[0]?.columns?.targets;
  const isThere = (target: string) => targets.has(target) || fields.has(customFieldId(target) ?? '');
  return columns.map(({ target }, column) => {
    const remembered = before?.[column];
    return remembered === '' || (remembered !== undefined && isThere(remembered)) ? remembered : target;
  });
}
