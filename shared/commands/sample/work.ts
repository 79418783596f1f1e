import type { JobState } from '#shared/domain/job.ts';

/** A job of the sample. Days count from today; items are places in the price list, with a quantity. */
export interface SampleJob {
  key: string;
  person: string;
  title: string;
  state: JobState;
  createdDaysAgo: number;
  /** Day and times of its visit; `now` is one that is under way. */
  visit?: [day: number, from: string, to: string] | 'now';
  items: [service: number, quantity: string][];
  notes?: string;
  cancelReason?: string;
}

export const sampleJobs: readonly SampleJob[] = [
  {
    key: 'tap',
    person: 'maria',
    title: 'Dripping kitchen tap',
    state: 'created',
    createdDaysAgo: 0,
    items: [[3, '1']],
  },
  {
    key: 'heater',
    person: 'tom',
    title: 'Water heater service',
    state: 'scheduled',
    createdDaysAgo: 4,
    visit: [1, '09:00', '10:30'],
    items: [[5, '1']],
    notes: 'Side door is open.',
  },
  {
    key: 'flat',
    person: 'lucia',
    title: 'Low pressure in the upper flat',
    state: 'scheduled',
    createdDaysAgo: 2,
    visit: [3, '14:00', '15:00'],
    items: [
      [0, '1'],
      [1, '1'],
    ],
  },
  {
    key: 'bakery',
    person: 'bakery',
    title: 'Blocked drain behind the ovens',
    state: 'inProgress',
    createdDaysAgo: 1,
    visit: 'now',
    items: [
      [2, '1'],
      [1, '1.5'],
    ],
  },
  {
    key: 'clinic',
    person: 'clinic',
    title: 'Two taps in treatment room 2',
    state: 'completed',
    createdDaysAgo: 6,
    visit: [-1, '13:00', '15:00'],
    items: [[3, '2']],
  },
  {
    key: 'george',
    person: 'george',
    title: 'Leak under the bath',
    state: 'completed',
    createdDaysAgo: 32,
    visit: [-30, '10:00', '11:30'],
    items: [
      [0, '1'],
      [4, '1'],
    ],
  },
  {
    key: 'ines',
    person: 'ines',
    title: 'Bathroom drain',
    state: 'completed',
    createdDaysAgo: 9,
    visit: [-8, '08:30', '09:30'],
    items: [[2, '1']],
  },
  {
    key: 'sam',
    person: 'sam',
    title: 'Outside tap',
    state: 'cancelled',
    createdDaysAgo: 20,
    items: [[3, '1']],
    cancelReason: 'Customer is moving house.',
  },
];

/** What was invoiced: a job, when, and whether it was paid. A draft has no day. */
export interface SampleInvoice {
  job: string;
  issuedDaysAgo?: number;
  paid?: boolean;
}

export const sampleInvoices: readonly SampleInvoice[] = [
  { job: 'george', issuedDaysAgo: 28 },
  { job: 'ines', issuedDaysAgo: 7, paid: true },
  { job: 'clinic' },
];
