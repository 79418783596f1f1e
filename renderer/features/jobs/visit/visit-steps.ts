import type { Visit } from '#shared/domain/visit.ts';

/** What can be said of the work at a visit. */
export type VisitStep = 'setOut' | 'start' | 'pause' | 'finish';

/** The step that usually comes next at a visit, and what else may be said. `me`: the member of this device. */
export function visitSteps(
  { state, working = [] }: Pick<Visit, 'state' | 'working'>,
  me: string | undefined,
): { primary: VisitStep | undefined; others: VisitStep[] } {
  const amWorking = me !== undefined && working.includes(me);
  if (state === undefined) return { primary: 'setOut', others: ['start', 'finish'] };
  if (state === 'enRoute') return { primary: 'start', others: ['finish'] };
  if (state === 'paused') return { primary: 'start', others: ['finish', 'setOut'] };
  if (state === 'inProgress') return { primary: 'finish', others: [amWorking ? 'pause' : 'start'] };
  return { primary: undefined, others: [] };
}
