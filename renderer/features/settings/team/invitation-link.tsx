import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { InvitationLink as Link } from '#renderer/state/team.ts';
import { QrCode } from './qr-code.tsx';
import classes from './team.module.css';

/** The link to hand over, to copy or to be read by a camera. */
export function InvitationLink({ link, expiresAt }: Link) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <div className={classes.link}>
      <QrCode text={link} label={t('team_qr')} />
      <div className={classes.linkWords}>
        <p>{t('team_linkHow')}</p>
        <code className={classes.address} title={link}>
          {link}
        </code>
        <Group gap={8}>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={18} stroke={1.5} /> : <IconCopy size={18} stroke={1.5} />
                }
              >
                {copied ? t('copied') : t('team_copyLink')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <p className={classes.note}>{t('team_linkOnce', { until: format.dayAndTime(expiresAt) })}</p>
      </div>
    </div>
  );
}
