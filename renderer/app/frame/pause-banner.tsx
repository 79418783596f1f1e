import { IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type PausablePart, pausableParts } from '#shared/domain/pause.ts';
import { pausesOf } from '#shared/records/pauses.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';
import classes from './frame.module.css';

const read = ['pauses'] as const;

/** Above every screen, while something stands still for the whole business: what, since when and by whom. */
export function PauseBanner() {
  const records = useReader(read);
  const parts = pausableParts.filter((part) => pausesOf(records, part).length > 0);
  const [first] = parts.flatMap((part) => pausesOf(records, part)).toSorted((a, b) => a.at - b.at);
  return (
    // It is there before its words are, so that they are read out when they come.
    <output>{first !== undefined && <Line parts={parts} memberId={first.memberId} at={first.at} />}</output>
  );
}

function Line({ parts, memberId, at }: { parts: PausablePart[]; memberId: string; at: number }) {
  const { t, i18n } = useTranslation('app');
  const { dayAndTime } = useFormat();
  const name = useRecord('members', memberId)?.name;
  const what = new Intl.ListFormat(i18n.language).format(parts.map((part) => t(`paused.${part}`)));
  return (
    <div className={classes.bannerLine}>
      <IconPlayerPause size={18} stroke={1.5} aria-hidden />
      <span className={classes.bannerWords}>
        {t(name === undefined ? 'paused.line' : 'paused.lineBy', { what, when: dayAndTime(at), name })}
      </span>
      <Link to="/settings/$section" params={{ section: 'incident' }} className={classes.bannerLink}>
        {t('paused.more')}
      </Link>
    </div>
  );
}
