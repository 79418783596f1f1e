import type { JobState } from '#shared/domain/job.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';

/** What an owner may do with a job, besides changing its words and prices. */
export type JobStep =
  | 'schedule'
  | 'start'
  | 'complete'
  | 'invoice'
  | 'openInvoice'
  | 'close'
  | 'reopen'
  | 'cancel';

const steps: Record<JobState, JobStep[]> = {
  created: ['schedule', 'start', 'complete', 'cancel'],
  scheduled: ['complete', 'schedule', 'cancel'],
  enRoute: ['complete', 'schedule', 'cancel'],
  inProgress: ['complete', 'schedule', 'cancel'],
  completed: ['invoice', 'close', 'reopen'],
  invoiced: ['openInvoice', 'close'],
  closed: ['reopen'],
  cancelled: [],
};

const invoiceSteps = new Set<JobStep>(['invoice', 'openInvoice']);

/** The one step that usually comes next, and what else is possible from here for somebody who may invoice or not. */
export function nextSteps(
  { state, visits }: Pick<PlannedJob, 'state' | 'visits'>,
  mayInvoice: boolean,
): { primary: JobStep | undefined; others: JobStep[] } {
  // A closed job asks for nothing: reopening it is possible, and never the suggestion.
  if (state === 'closed') return { primary: undefined, others: steps.closed };
  const possible = steps[state].filter((step) => mayInvoice || !invoiceSteps.has(step));
  // While there is a visit to go to, what comes next is said there.
  if (Object.values(visits).some((visit) => isAhead(state, visit)))
    return { primary: undefined, others: possible };
  const [primary, ...others] = possible;
  return { primary, others };
}

function isAhead(state: JobState, visit: Visit): boolean {
  return visit.state !== 'done' && isOpenJob({ state });
}
