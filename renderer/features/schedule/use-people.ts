import { useMemo } from 'react';
import { useMembers } from '#renderer/state/members.ts';
import { useTable } from '#renderer/state/records.ts';

/** Somebody who goes to customers. */
export interface Person {
  id: string;
  name: string;
  /** Of the circle of colours, in degrees. */
  hue: number;
}

/** Neighbours are far from each other; none is one of the colours of states. */
const hues = [75, 255, 330, 195, 110, 295, 40, 225, 0, 165];

/** Everybody with a name, this device's member first, each in a colour that stays when others come. */
export function usePeople(): Person[] {
  const members = useMembers();
  const records = useTable('members');
  return useMemo(() => {
    const since = (id: string) => records.get(id)?.createdAt ?? Infinity;
    const byAge = members.map(({ id }) => id).toSorted((a, b) => since(a) - since(b) || (a < b ? -1 : 1));
    return members
      .filter(({ name }) => name !== '')
      .map(({ id, name }) => ({ id, name, hue: hues[byAge.indexOf(id) % hues.length]! }));
  }, [members, records]);
}
