import { create } from 'zustand';
import type { Problem } from '#shared/lib/result.ts';

/** A short message at the window's edge. The frame shows it; `undo` offers to take the last command back. */
export interface Notice {
  id: string;
  kind: 'problem' | 'done' | 'undo';
  text: string;
  remedy?: string;
}

export const useNotices = create<{ notices: Notice[] }>(() => ({ notices: [] }));

export function showProblem(problem: Problem): void {
  show({ kind: 'problem', text: problem.message, remedy: problem.remedy });
}

export function showDone(text: string): void {
  show({ kind: 'done', text });
}

export function showUndo(text: string): void {
  show({ kind: 'undo', text });
}

export function dismissNotice(id: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** What was done is news until the next thing is done; a problem stays until the owner has closed it. */
function show(notice: Omit<Notice, 'id'>): void {
  useNotices.setState(({ notices }) => ({
    notices: [
      ...notices.filter(({ kind }) => kind === 'problem' || notice.kind === 'problem').slice(-3),
      { ...notice, id: crypto.randomUUID() },
    ],
  }));
}
