import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#shared/domain/notice.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Dialog, Section } from '#renderer/ui/index.ts';
import classes from './notices.module.css';

/** Every version that was in use, with how many have agreed to what it says: they stay, as proof. */
export function EarlierNotices({ versions }: { versions: Notice[] }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const consents = useRecords('consents');
  const [open, setOpen] = useState<Notice>();
  if (versions.length === 0) return null;
  return (
    <Section title={t('notices.versions')} hint={t('notices.versionsHint')}>
      <ul className={classes.list}>
        {versions.map((notice) => (
          <li key={notice.id} className={classes.line}>
            <span>
              {t('notices.version', {
                time: format.dayAndTime(notice.at),
                count: consents.filter(({ noticeId }) => noticeId === notice.id).length,
              })}
            </span>
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen(notice)}>
              {t('notices.read')}
            </Button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <Dialog
          opened
          onClose={() => setOpen(undefined)}
          title={t('notices.versionTitle', { time: format.dayAndTime(open.at) })}
          size="lg"
        >
          <p className={classes.text} dir="auto">
            {open.text}
          </p>
          <ul>
            {Object.values(open.asks).map((ask) => (
              <li key={ask} dir="auto">
                {ask}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </Section>
  );
}
