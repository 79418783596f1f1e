import { showDone, showProblem } from './notices.ts';
import type { ProgramRequestCard } from './programs.ts';
import { takeWaiting } from './records.ts';
import { vault } from './vault-client.ts';

/** The owner's word on exactly what the card shows. `words`: what is said where it was done. */
export async function decide(
  { id, digest }: ProgramRequestCard,
  isApproved: boolean,
  words: string,
): Promise<void> {
  const result = await vault().decideProgramRequest(id, digest, isApproved);
  takeWaiting();
  if (!result.ok) return showProblem(result.error);
  if (isApproved) showDone(words);
}
