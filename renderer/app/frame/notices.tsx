import { useEffect, useState } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { undo } from '#renderer/state/commands.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import { dismissNotice, useNotices, type Notice } from '#renderer/state/notices.ts';
import classes from './frame.module.css';

const shownForMilliseconds = 6000;
/** A problem has to be read as well: so long for each letter. */
const perLetterMilliseconds = 80;

/**
 * What was done (with Undo) and what went wrong, at the window's edge. It leaves by itself, and not while the pointer
 * or the focus is on it.
 */
export function Notices() {
  const { t } = useTranslation('app');
  const notices = useNotices((state) => state.notices);
  return (
    <div className={classes.notices} role="log" aria-label={t('notices')}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { t } = useTranslation('app');
  const { id, kind, text, remedy, record } = notice;
  const open = useOpenRecord();
  const isOpen = useLocation().pathname.endsWith(`/${record?.id ?? ''}`);

  const [isHeld, setHeld] = useState(false);
  const letters = kind === 'problem' ? text.length + (remedy?.length ?? 0) : 0;

  useEffect(() => {
    if (isHeld) return undefined;
    const time = shownForMilliseconds + letters * perLetterMilliseconds;
    const timer = setTimeout(() => dismissNotice(id), time);
    return () => clearTimeout(timer);
  }, [id, letters, isHeld]);

  function undoNow() {
    dismissNotice(id);
    ignore(undo());
  }

  const Icon = kind === 'problem' ? IconAlertTriangle : IconCheck;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons take the focus; it only hears of it
    <div
      className={classes.notice}
      data-kind={kind}
      role={kind === 'problem' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} stroke={1.5} aria-hidden />
      <div className={classes.noticeText}>
        <div dir="auto">{text}</div>
        {remedy !== undefined && <div className={classes.remedy}>{remedy}</div>}
      </div>
      <CloseButton size="sm" aria-label={t('dismiss')} onClick={() => dismissNotice(id)} />
      <div className={classes.noticeActions}>
        {record !== undefined && !isOpen && (
          <Button size="compact-sm" variant="subtle" onClick={() => open(record)}>
            {t('open')}
          </Button>
        )}
        {kind === 'undo' && (
          <Button size="compact-sm" variant="subtle" onClick={undoNow}>
            {t('undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
