import { create } from 'zustand';
import type { Evidence } from '#shared/agent/extraction/proposal.ts';
import { Marked } from '#renderer/ui/index.ts';
import classes from './proposal.module.css';

/** The words of the thread that a proposal under the pointer, or with the keyboard’s focus, rests on. */
export const useEvidence = create<{ shown: readonly Evidence[] }>(() => ({ shown: [] }));

export function showEvidence(shown: readonly Evidence[]): void {
  useEvidence.setState({ shown });
}

/** A message's words, with those marked that are shown as evidence. */
export function WordsWithEvidence({ messageId, text }: { messageId: string; text: string }) {
  const shown = useEvidence((state) => state.shown);
  const marks = shown
    .filter((each) => each.messageId === messageId)
    .map(({ start, end }) => [start, end] as const)
    .toSorted(([a], [b]) => a - b)
    .filter(([start], index, all) => index === 0 || start >= all[index - 1]![1]);
  if (marks.length === 0) return text;
  return (
    <span className={classes.evidence}>
      <Marked text={text} marks={marks} />
    </span>
  );
}
