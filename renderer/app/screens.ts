import { useMemo } from 'react';
import { rightIn, useSession } from '#renderer/state/session.ts';
import type { Access } from '#shared/domain/roles.ts';

/** The screens with the letter that goes there after `g`, and the compartment without which they stand empty. */
const allScreens = [
  { key: 't', to: '/today', word: 'today', compartment: 'work' },
  { key: 'i', to: '/inbox', word: 'inbox', compartment: 'talk' },
  { key: 'e', to: '/pipeline', word: 'pipeline', compartment: 'people' },
  { key: 'b', to: '/bookings', word: 'bookings', compartment: 'talk' },
  { key: 'p', to: '/people', word: 'people', compartment: 'people' },
  { key: 'c', to: '/schedule', word: 'schedule', compartment: 'work' },
  { key: 'j', to: '/jobs', word: 'jobs', compartment: 'work' },
  { key: 'r', to: '/plans', word: 'plans', compartment: 'work' },
  { key: 'm', to: '/money', word: 'money', compartment: 'money' },
  { key: 'd', to: '/broadcasts', word: 'broadcasts', compartment: 'talk' },
  { key: 'k', to: '/knowledge', word: 'knowledge', compartment: 'desk' },
  { key: 's', to: '/settings', word: 'settings', compartment: 'desk' },
] as const;
export type Screen = (typeof allScreens)[number];

/** The screens that this device's member may enter. */
export function useScreens(): Screen[] {
  const access = useSession((session) => session.access);
  return useMemo(() => openScreens(access), [access]);
}

export function openScreens(access: Access | undefined): Screen[] {
  return allScreens.filter(({ compartment }) => rightIn(access, compartment) !== 'none');
}

/** The screen to begin in: the first that is open. The settings always are. */
export function firstScreen(): Screen {
  return openScreens(useSession.getState().access)[0] ?? allScreens[allScreens.length - 1]!;
}

/** The screen that an address belongs to. */
export function screenAt(pathname: string): Screen | undefined {
  return allScreens.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
}

/** The screen that an address belongs to and that is closed to this device's member. */
export function useClosedScreen(pathname: string): Screen | undefined {
  const access = useSession((session) => session.access);
  const screen = screenAt(pathname);
  return screen !== undefined && rightIn(access, screen.compartment) === 'none' ? screen : undefined;
}
