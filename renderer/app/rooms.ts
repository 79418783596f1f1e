import { useMemo } from 'react';
import { rightIn, useSession } from '#renderer/state/session.ts';
import type { Access } from '#shared/domain/roles.ts';

/** The rooms with the letter that goes there after `g`, and the compartment without which they stand empty. */
const allRooms = [
  { key: 'i', to: '/inbox', word: 'inbox', compartment: 'talk' },
  { key: 'p', to: '/people', word: 'people', compartment: 'people' },
  { key: 'j', to: '/jobs', word: 'jobs', compartment: 'work' },
  { key: 'm', to: '/money', word: 'money', compartment: 'money' },
  { key: 'k', to: '/knowledge', word: 'knowledge', compartment: 'desk' },
  { key: 's', to: '/settings', word: 'settings', compartment: 'desk' },
] as const;
export type Room = (typeof allRooms)[number];

/** The rooms that this device's member may enter. */
export function useRooms(): Room[] {
  const access = useSession((session) => session.access);
  return useMemo(() => openRooms(access), [access]);
}

export function openRooms(access: Access | undefined): Room[] {
  return allRooms.filter(({ compartment }) => rightIn(access, compartment) !== 'none');
}

/** The room to begin in: the first that is open. The settings always are. */
export function firstRoom(): Room {
  return openRooms(useSession.getState().access)[0] ?? allRooms[allRooms.length - 1]!;
}

/** The room that an address belongs to. */
export function roomAt(pathname: string): Room | undefined {
  return allRooms.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
}

/** The room that an address belongs to and that is closed to this device's member. */
export function useClosedRoom(pathname: string): Room | undefined {
  const access = useSession((session) => session.access);
  const room = roomAt(pathname);
  return room !== undefined && rightIn(access, room.compartment) === 'none' ? room : undefined;
}
