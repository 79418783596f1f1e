import { create } from 'zustand';

/** Counts how often the log has changed: whoever shows something of it asks again. */
export const useAuditMark = create<{ mark: number }>(() => ({ mark: 0 }));

/** The vault has told that the log is another one. */
export function noteAuditChange(): void {
  useAuditMark.setState(({ mark }) => ({ mark: mark + 1 }));
}
