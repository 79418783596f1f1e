import { useState } from 'react';
import { Button, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { alertKinds } from '#shared/domain/alert.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { mayNotify, setAlerting, setDesktop, useAlerting, useDesktopState } from '#renderer/state/desktop.ts';
import { Section } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** What this computer shows outside of the window, and whether Plumbline stays and starts by itself. */
export function DesktopSection() {
  const { t } = useTranslation('desktop');
  const desktop = useDesktopState((state) => state.desktop);
  return (
    <div className={classes.wide}>
      <Section title={t('alerts')} hint={t('alerts_hint')}>
        <Stack gap={12} align="flex-start">
          {desktop?.notifies === 'window' && <AskBrowser />}
          <Alerts />
        </Stack>
      </Section>
      <Section title={t('running')} hint={t(desktop?.canStay === false ? 'running_browser' : 'running_hint')}>
        {desktop?.canStay === true && (
          <Stack gap={12} align="flex-start">
            <Switch
              label={t('tray')}
              description={t('tray_hint')}
              checked={desktop.settings.staysInTray}
              onChange={({ currentTarget: { checked } }) => ignore(setDesktop({ staysInTray: checked }))}
            />
            <Switch
              label={t('login')}
              description={t('login_hint')}
              checked={desktop.settings.startsAtLogin}
              onChange={({ currentTarget: { checked } }) => ignore(setDesktop({ startsAtLogin: checked }))}
            />
          </Stack>
        )}
      </Section>
    </div>
  );
}

function Alerts() {
  const { t } = useTranslation('desktop');
  const { wanted, showsContent } = useAlerting();
  return (
    <>
      {alertKinds.map((kind) => (
        <Switch
          key={kind}
          label={t(`kind.${kind}`)}
          checked={wanted.includes(kind)}
          onChange={({ currentTarget: { checked } }) =>
            setAlerting({
              wanted: alertKinds.filter((each) => (each === kind ? checked : wanted.includes(each))),
            })
          }
        />
      ))}
      <Switch
        label={t('content')}
        description={t('content_hint')}
        checked={showsContent}
        onChange={({ currentTarget: { checked } }) => setAlerting({ showsContent: checked })}
      />
    </>
  );
}

/** A browser notifies only where somebody has allowed it by a click. */
function AskBrowser() {
  const { t } = useTranslation('desktop');
  const [may, setMay] = useState(mayNotify);
  const isRefused = 'Notification' in window && Notification.permission === 'denied';
  if (may) return null;
  if (isRefused) return <p className={classes.muted}>{t('refused')}</p>;
  const ask = () => ignore(Notification.requestPermission().then(() => setMay(mayNotify())));
  return (
    <Button size="compact-sm" variant="default" onClick={ask}>
      {t('ask')}
    </Button>
  );
}
