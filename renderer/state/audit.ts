import { useCallback, useEffect, useRef, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { AuditFilter, AuditLine, AuditPage, AuditPlace } from '#renderer/vault/audit/api.ts';
import { useAuditMark } from './audit-mark.ts';
import { vault } from './vault-client.ts';

/** How many lines are asked for at once. */
const pageSize = 200;
/** How many are asked for again at most, when the log has changed under somebody who has scrolled far. */
const mostAgain = 5000;

/** What the vault says of the log, asked again whenever it changes. `ask` must stay the same between renders. */
export function useOfLog<T>(ask: () => Promise<Result<T>>): T | undefined {
  const { mark } = useAuditMark();
  const [told, setTold] = useState<T>();
  useEffect(() => {
    let isCurrent = true;
    async function look(): Promise<void> {
      const found = await ask();
      if (isCurrent && found.ok) setTold(found.value);
    }
    ignore(look());
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that the log has changed is why it asks again
  }, [ask, mark]);
  return told;
}

interface Read {
  filter: AuditFilter;
  lines: AuditLine[];
  next?: AuditPlace | undefined;
  earlierMonth?: string | undefined;
}

export interface AuditLines {
  /** `undefined` until the first have come. */
  lines: AuditLine[] | undefined;
  /** The month that is being looked into, where the open ones hold no more. */
  opening: string | undefined;
  problem: Problem | undefined;
  /** Somebody sees the end of what is here. Does nothing where there is no more, or while it is being read. */
  more(): void;
}

/**
 * The lines of the log that a filter asks for, as many as somebody has looked at. The filter must stay the same object
 * while it asks for the same.
 */
export function useAuditLines(filter: AuditFilter): AuditLines {
  const { mark } = useAuditMark();
  const [read, setRead] = useState<Read>();
  const [reading, setReading] = useState<{ month: string | undefined }>();
  const [problem, setProblem] = useState<Problem>();
  const shown = read?.filter === filter ? read : undefined;
  const seen = useRef(0);
  useEffect(() => {
    seen.current = shown?.lines.length ?? 0;
  }, [shown]);

  useEffect(() => {
    let isCurrent = true;
    async function look(): Promise<void> {
      const page = await vault().auditPage(filter, Math.min(mostAgain, Math.max(pageSize, seen.current)));
      if (!isCurrent) return;
      if (page.ok) setRead({ filter, ...page.value });
      else setProblem(page.error);
    }
    ignore(look());
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that the log has changed is why it asks again
  }, [filter, mark]);

  // Another function when it may be called again: whoever sees the end calls it then.
  const more = useCallback(() => {
    if (reading !== undefined || shown === undefined) return;
    if (shown.next === undefined && shown.earlierMonth === undefined) return;
    setReading({ month: shown.next === undefined ? shown.earlierMonth : undefined });
    async function readOn(from: Read): Promise<void> {
      const page = await pageAfter(from);
      setReading(undefined);
      if (!page.ok) return setProblem(page.error);
      // Asked anew meanwhile, or for something else: from what stands there now it goes on by itself.
      setRead((now) =>
        now === from
          ? { ...page.value, filter: from.filter, lines: [...from.lines, ...page.value.lines] }
          : now,
      );
    }
    ignore(readOn(shown));
  }, [shown, reading]);

  return { lines: shown?.lines, opening: reading?.month, problem, more };
}

/** The next lines: of the open months, else of the next one that is opened for it. */
async function pageAfter({ filter, lines, next, earlierMonth }: Read): Promise<Result<AuditPage>> {
  if (next === undefined && earlierMonth !== undefined) {
    const opened = await vault().openEarlierMonth();
    if (!opened.ok) return opened;
  }
  const last = lines.at(-1);
  const after = next ?? (last && { at: last.entry.at, id: last.id });
  return vault().auditPage(filter, pageSize, after);
}

/** Everything that a filter asks for, page by page, with all months opened that may hold some of it. */
export async function* allAuditLines(filter: AuditFilter): AsyncGenerator<AuditLine[]> {
  let read: Read = { filter, lines: [] };
  let page = await vault().auditPage(filter, pageSize);
  while (page.ok) {
    yield page.value.lines;
    const last = page.value.lines.at(-1) ?? read.lines.at(-1);
    read = { ...page.value, filter, lines: last === undefined ? [] : [last] };
    if (read.next === undefined && read.earlierMonth === undefined) return;
    page = await pageAfter(read);
  }
  throw new Error(page.error.message);
}
