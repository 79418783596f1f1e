import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PublicPage } from '#shared/domain/public-page.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog, Section } from '#renderer/ui/index.ts';
import { usePageLink } from './use-page.ts';
import classes from './booking.module.css';

/** The key to which customers' browsers seal: another one is another link, so it is renewed only where somebody has left. */
export function PageKey({ page }: { page: PublicPage }) {
  const { t } = useTranslation('booking');
  const [isOpen, setOpen] = useState(false);
  const link = usePageLink(page);
  if (link === undefined) return null;

  async function renew(): Promise<void> {
    const renewed = await vault().renewPageKey();
    if (renewed.ok) setOpen(false);
    else showProblem(renewed.error);
  }

  return (
    <Section title={t('key')} hint={t('keyHint')}>
      <div className={classes.next}>
        <span className={classes.nothing}>{t(link.canRenewKey ? 'keyCanRenew' : 'keyIsNewest')}</span>
        <Button size="xs" variant="default" disabled={!link.canRenewKey} onClick={() => setOpen(true)}>
          {t('renewKey')}
        </Button>
      </div>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t('renewKey')}>
        <ul className={classes.effects}>
          {(['links', 'underway', 'answers', 'who'] as const).map((effect) => (
            <li key={effect}>{t(`keyEffect.${effect}`)}</li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('cancel')}
          </Button>
          <Button onClick={() => void renew()}>{t('renewKeyNow')}</Button>
        </Group>
      </Dialog>
    </Section>
  );
}
