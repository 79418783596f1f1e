import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { notify, readDesktop, useAlerting, watchDesktop } from '#renderer/state/desktop.ts';
import { useSession } from '#renderer/state/session.ts';

/** What the window does for the shell around it, locked or not: looks when it says so, opens what was clicked. */
export function useDesktop(open: (path: string) => void): void {
  const opening = useRef(open);
  useEffect(() => {
    opening.current = open;
  });
  const { t } = useTranslation('desktop');
  useEffect(() => ignore(readDesktop({ open: t('icon.open'), quit: t('icon.quit') })), [t]);
  useEffect(() => watchDesktop((path) => opening.current(path)), []);
  useLockedAlerts();
}

/** Of what comes in while it is locked only that it does is known. */
function useLockedAlerts(): void {
  const { t } = useTranslation('desktop');
  const arrived = useSession(({ sending }) => sending?.arrived ?? 0);
  const ended = useSession(({ sending }) => sending?.ended);
  const wanted = useAlerting((alerting) => alerting.wanted);
  const told = useRef(0);
  useEffect(() => {
    if (arrived > told.current && wanted.includes('message'))
      notify({ title: t('app'), body: t('alert.message', { count: arrived - told.current }) }, () => {});
    told.current = arrived;
  }, [arrived, wanted, t]);
  useEffect(() => {
    if (ended !== undefined) notify({ title: t('app'), body: t('alert.ended') }, () => {});
  }, [ended, t]);
}
