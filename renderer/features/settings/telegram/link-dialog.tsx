import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { LinkToShare } from '../team/link-to-share.tsx';

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
      <LinkToShare
        link={link}
        codeLabel={t('linkQr')}
        how={t('linkHow', { name })}
        copy={t('copyLink')}
        copied={t('copied')}
        note={t('linkOnce', { until: format.dayAndTime(expiresAt) })}
      >
        <Button size="xs" variant="default" onClick={onClose}>
          {t('close')}
        </Button>
      </LinkToShare>
    </Dialog>
  );
}
