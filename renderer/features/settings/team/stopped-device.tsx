import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { StoppedDevice as Stopped } from '#renderer/vault/team/api.ts';
import { nameOfDevice } from './names.ts';
import classes from './team.module.css';
import { WhatCopiesDid } from './what-copies-did.tsx';

/** A device that was stopped because two wrote by its name, and what these had done beside each other. */
export function StoppedDevice({ device }: { device: Stopped }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [shown, setShown] = useState(false);
  const { copies } = device;
  const name = nameOfDevice(t, { name: device.name, self: false });
  return (
    <div className={classes.why}>
      <p className={classes.said}>
        {copies === undefined
          ? t('team_stoppedOnce', { device: name })
          : t('team_stoppedAt', { device: name, when: format.dayAndTime(copies.stoppedAt) })}
      </p>
      {copies !== undefined && (
        <Button size="compact-sm" variant="default" onClick={() => setShown(true)}>
          {t('team_copiesDid')}
        </Button>
      )}
      {shown && copies !== undefined && (
        <WhatCopiesDid device={name} wrote={copies.wrote} onClose={() => setShown(false)} />
      )}
    </div>
  );
}
