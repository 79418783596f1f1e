import { type ReactNode, useMemo } from 'react';
import { ActionIcon, Button, Group, NativeSelect, SegmentedControl, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { turned, type View, views } from './layout/days.ts';
import type { Person } from './use-people.ts';
import type { Place } from './use-place.ts';
import classes from './schedule.module.css';

interface ToolbarProps {
  place: Place;
  days: readonly string[];
  people: readonly Person[];
  readOnly: boolean;
  onFind: () => void;
  onBlock: () => void;
  /** What is done seldom. */
  more: ReactNode;
}

/** Where in time one looks, how, and at whom. */
export function Toolbar({ place, days, people, readOnly, onFind, onBlock, more }: ToolbarProps) {
  const { t } = useTranslation('schedule');
  const { view, day, today, who, go } = place;
  const { locale } = useFormat();
  const range = useMemo(() => rangeWords(view, day, days, locale), [view, day, days, locale]);
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
      {people.length > 1 && (
        <NativeSelect
          size="xs"
          w={150}
          aria-label={t('whose')}
          value={who ?? ''}
          data={[
            { value: '', label: t('everybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => go({ who: event.currentTarget.value || undefined })}
        />
      )}
      <Button size="xs" variant="default" onClick={onFind}>
        {t('find.title')}
      </Button>
      <Button size="xs" variant="default" disabled={readOnly} onClick={onBlock}>
        {t('block.new')}
      </Button>
      {more}
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

function rangeWords(view: View, day: string, days: readonly string[], locale: string): string {
  if (view === 'month') {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
    return format.format(new Date(`${day}T12:00:00Z`));
  }
  const [first, last] = [days[0]!, days.at(-1)!].map((each) => new Date(`${each}T12:00:00Z`));
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
