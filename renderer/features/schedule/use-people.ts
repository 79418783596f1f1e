import { useMemo } from 'react';
import { staffHues, useStaff } from '#renderer/state/staff.ts';

/** Somebody who goes to customers, or something that is needed there. */
export interface Person {
  id: string;
  name: string;
  /** Of the circle of colours, in degrees. */
  hue: number;
}

/** Everybody and everything that can be scheduled, this device's member first. */
export function usePeople(): Person[] {
  const staff = useStaff();
  return useMemo(() => staff.map(({ id, name, colour }) => ({ id, name, hue: staffHues[colour] })), [staff]);
}
