import { peopleFacts } from '#shared/records/people-facts.ts';
import { createPeopleFinder } from '#shared/domain/people-finder.ts';
import type { CustomField } from '#shared/domain/custom-field.ts';
import { createContactIndex, createNarrowing } from '#renderer/state/contact-index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { makeBusiness } from '../lib/business.ts';
import { printFigure, quantile } from '../lib/figure.ts';

/** How long the list of people takes to follow what is typed and chosen, with 100,000 of them. Goal: p95 ≤ 16 ms. */
const size = { contacts: 100_000, jobs: 20_000, messages: 0 };
const goal = 16;
const now = Date.now();

const field: CustomField = {
  id: 'boilers',
  createdAt: 0,
  of: 'contacts',
  kind: 'number',
  name: 'Boilers',
  order: 0,
};
const { contacts, jobs, visits } = makeBusiness(size);
const people = contacts.map((contact, index) => ({
  ...contact,
  tags: { [`group ${index % 40}`]: true as const },
  custom: { boilers: String(index % 7) },
}));
const memory = createMemoryRecords();
memory.apply(
  [...jobs.map((job) => ['jobs', job] as const), ...visits.map((visit) => ['visits', visit] as const)].map(
    ([collection, after]) => ({
      collection,
      id: after.id,
      path: [],
      before: undefined,
      after: after as never,
    }),
  ),
);

const began = performance.now();
const rows = createContactIndex('en-GB')(people);
const indexed = performance.now() - began;
const factsOf = peopleFacts(memory.records);

report('typing', typed());
report('filtering', filtered());
printFigure({
  name: 'people.index',
  value: indexed,
  unit: 'ms',
  encrypted: false,
  durable: false,
  note: 'once, when the room is opened: 100,000 indexed and sorted',
});

/** Names and numbers, letter by letter, and back. */
function typed(): number[] {
  const words = ['anna', 'bakker', 'haddad delft', 'jansen 1', 'zzz', 'mill lane', '+31 6 12', '06 1234'];
  const times: number[] = [];
  const narrow = createNarrowing(rows);
  report('first-letter', [timed(() => narrow('a'))]);
  for (const word of [...words, ...words]) {
    const letters = Array.from(word, (_, at) => word.slice(0, at + 1));
    for (const query of [...letters, ...letters.toReversed()]) times.push(timed(() => narrow(query)));
  }
  return times;
}

function filtered(): number[] {
  const filters = [
    { tag: 'group 7' },
    { kind: 'company' as const },
    { enquiry: 'open' as const },
    { idleDays: 180 },
    { custom: { boilers: { from: '2', to: '4' } } },
    { tag: 'group 7', idleDays: 90, custom: { boilers: { from: '3' } } },
  ];
  const find = createPeopleFinder(
    rows.map(({ contact }) => contact),
    { factsOf, fields: [field] },
  );
  const first = filters.map((filter) => timed(() => find(filter, now)));
  report('first-filter', first);
  return Array.from({ length: 10 }, () => filters)
    .flat()
    .map((filter) => timed(() => find(filter, now)));
}

/** Processor time (ms) of this thread: other work on the computer is in none of it. */
function timed(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

function report(name: string, times: number[]): void {
  printFigure({
    name: `people.${name}-p95`,
    value: quantile(times, 0.95),
    unit: 'ms',
    peer: 'budget',
    peerValue: goal,
    encrypted: false,
    durable: false,
    note: `100,000 people, ${times.length} times; median ${quantile(times, 0.5).toFixed(2)} ms`,
  });
}
