import { useMemo } from 'react';
import { dayOf } from '#shared/domain/day.ts';
import { staffIdsOf } from '#shared/domain/staff.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { useFindings } from '#renderer/state/findings.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useLateWork } from '#renderer/state/late-work.ts';
import { useMe } from '#renderer/state/members.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { type Agenda, agendaOf } from './agenda.ts';
import type { Sum } from './line.ts';
import { type Numbers, numbersOf, sumsOwed } from './numbers.ts';

/** Messages are read too; whatever changes them changes their conversation. */
const looked = [
  'aiSettings',
  'bookingRules',
  'bookings',
  'business',
  'contacts',
  'conversations',
  'documents',
  'enquiries',
  'identities',
  'issued',
  'jobEvents',
  'jobs',
  'members',
  'pauses',
  'planTerms',
  'plans',
  'privacyRequests',
  'requestClocks',
  'reminders',
  'staff',
  'tasks',
  'visits',
  'webhookArrivals',
  'webhookDeliveries',
  'webhookEndpoints',
  'webhookSources',
] as const;
const accounts = ['issued', 'payments'] as const;

export interface Today extends Agenda {
  numbers: Numbers;
  /** Left out where money is not this member's to see. */
  debts: { owed: Sum[]; late: Sum[] } | undefined;
  now: number;
}

/** Everything that Today shows, as it is now. */
export function useToday(): Today {
  const { timeZone } = useFormat();
  const now = useNow();
  const me = useMe();
  const access = useSession((session) => session.access);
  const records = useReader(looked);
  const found = useFindings();
  const lateWork = useLateWork();
  const money = useReader(accounts);
  const day = dayOf(now, timeZone);
  const seesMoney = rightIn(access, 'money') !== 'none';
  const debts = useMemo(() => (seesMoney ? sumsOwed(money, day) : undefined), [seesMoney, money, day]);
  return useMemo(() => {
    const findings = found.filter(({ decides }) => rightIn(access, decides) === 'write');
    const viewer = {
      memberId: me?.id,
      staffIds: me === undefined ? new Set<string>() : staffIdsOf(me.id, records.all('staff')),
      seesOwnVisitsOnly: me?.role === 'technician',
      right: (compartment: Parameters<typeof rightIn>[1]) => rightIn(access, compartment),
    };
    const jobs = allJobs(records);
    const sources = { records, jobs, findings, lateWork, viewer, now, timeZone };
    return { ...agendaOf(sources), numbers: numbersOf(sources), debts, now };
  }, [records, found, lateWork, access, me, now, timeZone, debts]);
}
