import { create } from 'zustand';
import type { Problem } from '#shared/lib/result.ts';
import type { RecordPlace } from './open-record.ts';

/** A short message at the window's edge. The frame shows it; `undo` offers to take the last command back. */
export interface Notice {
  id: string;
  kind: 'problem' | 'done' | 'undo';
  text: string;
  remedy?: string;
  /** What came of it, to be opened. */
  record?: RecordPlace;
  /** Of a problem. */
  code?: string;
}

/** What was refused with these can be done as soon as there is room again; their words carry changing figures. */
const refusals = new Set(['disk.full', 'storage.waiting']);

export const useNotices = create<{ notices: Notice[] }>(() => ({ notices: [] }));

export function showProblem(problem: Problem): void {
  show({ kind: 'problem', text: problem.message, remedy: problem.remedy, code: problem.code });
}

export function showDone(text: string): void {
  show({ kind: 'done', text });
}

export function showUndo(text: string, record?: RecordPlace): void {
  show({ kind: 'undo', text, ...(record !== undefined && { record }) });
}

export function dismissNotice(id: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Closes what was said of a disk without room. */
export function dismissRefusals(): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => !isRefusal(notice)) }));
}

/**
 * What was done is news until the next thing is done; a problem stands beside it, and is said once, however often it
 * is met.
 */
function show(notice: Omit<Notice, 'id'>): void {
  useNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter((earlier) => staysBeside(earlier, notice)).slice(-3),
      { ...notice, id: crypto.randomUUID() },
    ],
  }));
}

function staysBeside(earlier: Notice, next: Omit<Notice, 'id'>): boolean {
  if (next.kind !== 'problem') return earlier.kind === 'problem';
  return earlier.text !== next.text && !(isRefusal(earlier) && isRefusal(next));
}

function isRefusal({ code }: Pick<Notice, 'code'>): boolean {
  return code !== undefined && refusals.has(code);
}
