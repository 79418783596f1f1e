import { useEffect } from 'react';
import { useRouter } from '@tanstack/react-router';
import { loadNamespaces } from 'i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useSession } from '#renderer/state/session.ts';
import { useScreens } from './screens.ts';

/** The words of the screens, by their files in locales. */
const words = [
  'today',
  'tasks',
  'inbox',
  'media',
  'template',
  'insight',
  'proposal',
  'autopilot',
  'contacts',
  'jobs',
  'money',
];
const furtherWords = ['knowledge', 'search', 'settings', 'assistant', 'backups'];

/** Reads code and words of all screens while nothing else is to be done, so that none is blank when it is first entered. */
export function useReadyScreens(): void {
  const router = useRouter();
  const screens = useScreens();
  const isLoaded = useSession(({ loaded }) => loaded);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const handle = requestIdleCallback(() => {
      for (const { to } of screens) ignore(router.preloadRoute({ to }));
      ignore(loadNamespaces([...words, ...furtherWords]));
    });
    return () => cancelIdleCallback(handle);
  }, [router, screens, isLoaded]);
}
