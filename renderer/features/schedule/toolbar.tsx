import { useMemo } from 'react';
import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { turned, views } from './layout/days.ts';
import type { Place } from './use-place.ts';
import classes from './schedule.module.css';

/** Where in time one looks, and how. */
export function Toolbar({ place, days }: { place: Place; days: readonly string[] }) {
  const { t } = useTranslation('schedule');
  const { view, day, today, go } = place;
  const { locale } = useFormat();
  const range = useMemo(() => rangeWords(days, locale), [days, locale]);
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Button size="xs" variant="default" onClick={() => go({ day: today })}>
          {t('today')}
        </Button>
        {([-1, 1] as const).map((by) => {
          const label = t(`${by < 0 ? 'previous' : 'next'}.${view}`);
          const Icon = by < 0 ? IconChevronLeft : IconChevronRight;
          return (
            <Tooltip key={by} label={label}>
              <ActionIcon size={30} aria-label={label} onClick={() => go({ day: turned(view, day, by) })}>
                <Icon size={18} stroke={1.5} className={classes.turn} />
              </ActionIcon>
            </Tooltip>
          );
        })}
      </Group>
      <h2 className={classes.range}>{range}</h2>
      <SegmentedControl
        role="radiogroup"
        size="xs"
        aria-label={t('view')}
        value={view}
        onChange={(chosen) => go({ view: chosen })}
        data={views.map((value) => ({ value, label: t(`views.${value}`) }))}
      />
    </>
  );
}

function rangeWords(days: readonly string[], locale: string): string {
  const [first, last] = [days[0]!, days.at(-1)!].map((day) => new Date(`${day}T12:00:00Z`));
  const isOne = days.length === 1;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    ...(isOne && { weekday: 'long' }),
    day: 'numeric',
    month: isOne ? 'long' : 'short',
    year: 'numeric',
  });
  return isOne ? format.format(first) : format.formatRange(first!, last!);
}
