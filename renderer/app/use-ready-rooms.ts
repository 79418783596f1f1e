import { useEffect } from 'react';
import { useRouter } from '@tanstack/react-router';
import { loadNamespaces } from 'i18next';
import { drop } from '#shared/lib/drop.ts';
import { useSession } from '#renderer/state/session.ts';
import { useRooms } from './rooms.ts';

/** The words of the rooms, by their files in locales. */
const words = ['inbox', 'media', 'template', 'insight', 'proposal', 'autopilot', 'contacts', 'jobs', 'money'];
const furtherWords = ['knowledge', 'search', 'settings', 'assistant', 'backups'];

/** Reads code and words of all rooms while nothing else is to be done, so that none is blank when it is first entered. */
export function useReadyRooms(): void {
  const router = useRouter();
  const rooms = useRooms();
  const isLoaded = useSession(({ loaded }) => loaded);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const handle = requestIdleCallback(() => {
      for (const { to } of rooms) drop(router.preloadRoute({ to }));
      drop(loadNamespaces([...words, ...furtherWords]));
    });
    return () => cancelIdleCallback(handle);
  }, [router, rooms, isLoaded]);
}
