import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { addDays } from '#shared/domain/day.ts';
import { momentAt } from '#shared/domain/local-time.ts';
import { makeBusiness } from '../../lib/business.ts';

/** The week that is looked at: 500 visits of ten people. Around it a business of some years. */
export const week = { monday: '2026-11-16', visits: 500, people: 10 };
const zone = 'Europe/Amsterdam';
const shift = [{ from: '08:00', to: '17:00' }];

type Tables = { [Name in CollectionName]?: RecordOf<Name>[] };

/** The business's records; the week's visits follow each other through working days of five days and a Saturday. */
export function makeRecords(): Tables {
  const { contacts, jobs, visits } = makeBusiness({ contacts: 10_000, jobs: 10_000, messages: 0 });
  const isOutside = ({ time }: (typeof visits)[number]) => time.end < from || time.start > to;
  const from = momentAt(week.monday, 0, zone);
  const to = momentAt(addDays(week.monday, 7), 0, zone);
  const members = Array.from({ length: week.people }, (_, index) => ({
    id: memberId(index),
    name: `Technician ${index + 1}`,
    createdAt: index,
  }));
  const planned = Array.from({ length: week.visits }, (_, index) => {
    const job = jobs[index * 7]!;
    const day = addDays(week.monday, index % 6);
    const start = momentAt(day, 8 * 60 + (Math.floor(index / 60) % 9) * 60, zone);
    return {
      id: `week${index}`,
      jobId: job.id,
      createdAt: start,
      plannedFor: start,
      time: { start, end: start + 50 * 60_000, zone },
      assignees: { [memberId(Math.floor(index / 6) % week.people)]: true as const },
    };
  });
  const busy = new Set(planned.map(({ jobId }) => jobId));
  return {
    contacts,
    jobs: jobs.map((job) => (busy.has(job.id) ? { ...job, state: 'scheduled' as const } : job)),
    visits: [...visits.filter((visit) => isOutside(visit) && !busy.has(visit.jobId)), ...planned],
    members,
    business: [
      {
        id: 'business',
        name: 'Bench',
        trade: 'plumbing',
        country: 'NL',
        currency: 'EUR',
        locale: 'en-GB',
        timeZone: zone,
        taxes: {},
        pricesIncludeTax: false,
        taxRounding: 'line',
        paymentTermsDays: 14,
        paperSize: 'A4',
        invoiceTemplate: 'modern',
        hours: { mon: shift, tue: shift, wed: shift, thu: shift, fri: shift },
        createdAt: 0,
      },
    ],
  };
}

function memberId(index: number): string {
  return `member${index}`;
}
