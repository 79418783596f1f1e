import { useMemo } from 'react';
import { type Staff, type StaffColour, staffFrom, staffKinds } from '#shared/domain/staff.ts';
import { useMe } from './members.ts';
import { useRecords } from './records.ts';

/** Each colour's place in the circle of colours, in degrees. */
export const staffHues: Record<StaffColour, number> = {
  gold: 75,
  blue: 255,
  pink: 330,
  teal: 195,
  olive: 110,
  violet: 295,
  orange: 40,
  sky: 225,
  rose: 0,
  mint: 165,
};

/** Everybody and everything that is or was scheduled, the oldest first. */
export function useAllStaff(): Staff[] {
  const records = useRecords('staff');
  const members = useRecords('members');
  return useMemo(() => staffFrom(records, members), [records, members]);
}

/** Who and what can be scheduled: this device's member first, then people, then what work needs, by name. */
export function useStaff(): Staff[] {
  const all = useAllStaff();
  const me = useMe()?.id;
  return useMemo(() => {
    const place = ({ kind, memberId }: Staff) =>
      memberId !== undefined && memberId === me ? -1 : staffKinds.indexOf(kind);
    return all
      .filter(({ isArchived, name }) => !isArchived && name !== '')
      .toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
  }, [all, me]);
}

/** What somebody or something that visits name is called, also where it is scheduled no more. */
export function useStaffName(): (id: string) => string | undefined {
  const all = useAllStaff();
  return useMemo(() => {
    const names = new Map(all.flatMap(({ id, memberId, name }) => [[memberId ?? id, name] as const]));
    for (const { id, name } of all) names.set(id, name);
    return (id) => names.get(id) || undefined;
  }, [all]);
}
