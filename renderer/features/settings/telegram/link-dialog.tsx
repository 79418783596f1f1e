import { useEffect } from 'react';
import { Button, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { QrCode } from '../team/qr-code.tsx';
import teamClasses from '../team/team.module.css';

export interface PairingLink {
  id: string;
  link: string;
  expiresAt: number;
}

interface LinkDialogProps {
  link: PairingLink;
  name: string;
  /** The chat is there: there is nothing more to do. */
  isUsed: boolean;
  onClose: () => void;
}

/** The link by which a chat is bound to a member, while it is there to be used. */
export function LinkDialog({ link: { link, expiresAt }, name, isUsed, onClose }: LinkDialogProps) {
  const { t } = useTranslation('telegram');
  const format = useFormat();
  useEffect(() => {
    if (isUsed) onClose();
  }, [isUsed, onClose]);
  return (
    <Dialog opened title={t('linkTitle', { name })} onClose={onClose}>
      <div className={teamClasses.link}>
        <QrCode text={link} label={t('linkQr')} />
        <div className={teamClasses.linkWords}>
          <p>{t('linkHow', { name })}</p>
          <code className={teamClasses.address} title={link}>
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
                  {t(copied ? 'copied' : 'copyLink')}
                </Button>
              )}
            </CopyButton>
            <Button size="xs" variant="default" onClick={onClose}>
              {t('close')}
            </Button>
          </Group>
          <p className={teamClasses.note}>{t('linkOnce', { until: format.dayAndTime(expiresAt) })}</p>
        </div>
      </div>
    </Dialog>
  );
}
