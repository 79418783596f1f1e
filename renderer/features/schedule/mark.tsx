import { IconAlertCircle, IconCar, IconCheck, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitMark } from './layout/marks.ts';
import classes from './mark.module.css';

const icons = { late: IconAlertCircle, enRoute: IconCar, inProgress: IconTool, done: IconCheck };

/** How it stands with a visit: its sign, and its word where there is room. */
export function Mark({ mark, withWord = false }: { mark: VisitMark | undefined; withWord?: boolean }) {
  const { t } = useTranslation('schedule');
  if (mark === undefined) return null;
  const Icon = icons[mark];
  const word = t(`mark.${mark}`);
  return (
    <span className={classes.mark} data-mark={mark} title={word}>
      <Icon size={14} stroke={2} aria-hidden />
      <span className={withWord ? undefined : 'visually-hidden'}>{word}</span>
    </span>
  );
}
