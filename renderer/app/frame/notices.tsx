import { useEffect } from 'react';
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { undo } from '#renderer/state/commands.ts';
import { dismissNotice, useNotices, type Notice } from '#renderer/state/notices.ts';
import classes from './frame.module.css';

const shownForMilliseconds = 6000;

/** What was done (with Undo) and what went wrong, at the window's edge. A problem stays until it is closed. */
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
  const { id, kind, text, remedy } = notice;

  useEffect(() => {
    if (kind === 'problem') return undefined;
    const timer = setTimeout(() => dismissNotice(id), shownForMilliseconds);
    return () => clearTimeout(timer);
  }, [id, kind]);

  function undoNow() {
    dismissNotice(id);
    ignore(undo());
  }

  const Icon = kind === 'problem' ? IconAlertTriangle : IconCheck;
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'problem' ? 'alert' : undefined}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <div className={classes.noticeText}>
        <div>{text}</div>
        {remedy !== undefined && <div className={classes.remedy}>{remedy}</div>}
      </div>
      {kind === 'undo' && (
        <Button size="compact-sm" variant="subtle" onClick={undoNow}>
          {t('undo')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('dismiss')} onClick={() => dismissNotice(id)} />
    </div>
  );
}
