import { useState, type ReactNode } from 'react';
import { Button, Group, Menu, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { laterChoices } from './choices.ts';
import classes from './later-menu.module.css';

interface LaterMenuProps {
  /** What opens the menu. */
  children: ReactNode;
  /** What it is for. */
  label: string;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Gets epoch milliseconds. */
  onChoose: (at: number) => void;
  /** What comes later than this cannot be chosen. Epoch milliseconds. */
  until?: number | undefined;
  /** Further entries, under the moments. */
  footer?: ReactNode;
}

/** Offers the usual moments for what can wait, and any other. */
export function LaterMenu(props: LaterMenuProps) {
  const { children, label, opened, onChange, onChoose, until, footer } = props;
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const now = useNow();
  const moments = laterChoices(now, format.timeZone);
  const isTooLate = (at: number) => until !== undefined && at >= until;
  const choose = (at: number) => {
    onChange(false);
    onChoose(at);
  };
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={312} trapFocus>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown ref={makeDialog} aria-label={label}>
        <div role="menu" aria-label={label}>
          {opened &&
            moments.map(({ key, at }, index) => (
              <Menu.Item
                key={key}
                data-autofocus={index === 0 || undefined}
                disabled={isTooLate(at)}
                rightSection={<span className={classes.time}>{format.dayAndTime(at)}</span>}
                onClick={() => choose(at)}
              >
                {t(`later.${key}`)}
              </Menu.Item>
            ))}
        </div>
        <Menu.Divider />
        {opened && <OtherTime isTooLate={isTooLate} onChoose={choose} />}
        {opened && until !== undefined && moments.some(({ at }) => isTooLate(at)) && (
          <p className={classes.until}>{t('later.until', { time: format.dayAndTime(until) })}</p>
        )}
        {footer}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Mantine calls every dropdown a menu; a menu holds nothing but its items, and here is a form as well. */
function makeDialog(dropdown: HTMLDivElement | null): void {
  dropdown?.setAttribute('role', 'dialog');
  dropdown?.removeAttribute('aria-orientation');
}

interface OtherTimeProps {
  isTooLate: (at: number) => boolean;
  onChoose: (at: number) => void;
}

function OtherTime({ isTooLate, onChoose }: OtherTimeProps) {
  const { t } = useTranslation('inbox');
  const { timeZone } = useFormat();
  const [start] = useState(() => Date.now() + 2 * 60 * 60 * 1000);
  const [day, setDay] = useState(() => dayOf(start, timeZone));
  const [time, setTime] = useState(() => timeOf(start, timeZone));
  const at = momentOf(day, time || '00:00', timeZone);
  return (
    <form
      className={classes.other}
      onSubmit={(event) => {
        event.preventDefault();
        if (at !== undefined) onChoose(at);
      }}
    >
      <Group gap={8} grow>
        <TextInput
          size="xs"
          type="date"
          aria-label={t('later.day')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="time"
          aria-label={t('later.time')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </Group>
      <Button
        size="xs"
        type="submit"
        variant="default"
        disabled={at === undefined || time === '' || isTooLate(at)}
      >
        {t('later.thisTime')}
      </Button>
    </form>
  );
}
