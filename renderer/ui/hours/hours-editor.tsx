import { ActionIcon, Button, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { splitSpans, usualDay, type Span } from './spans.ts';
import classes from './hours-editor.module.css';

interface HoursEditorProps {
  /** The days in the order of the business's week, with their names. */
  days: { key: string; label: string }[];
  /** Open spans by day; a day that is missing or empty is closed. */
  value: Record<string, Span[] | undefined>;
  onChange: (day: string, spans: Span[]) => void;
}

/** Opening hours: a switch a day, one or several spans. */
export function HoursEditor({ days, value, onChange }: HoursEditorProps) {
  return (
    <div className={classes.week}>
      {days.map(({ key, label }) => (
        <Day key={key} label={label} spans={value[key] ?? []} onChange={(spans) => onChange(key, spans)} />
      ))}
    </div>
  );
}

function Day({
  label,
  spans,
  onChange,
}: {
  label: string;
  spans: Span[];
  onChange: (spans: Span[]) => void;
}) {
  const { t } = useTranslation('ui');
  const change = (index: number, part: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...part } : span)));
  const open = spans.length > 0;
  return (
    <fieldset className={classes.day}>
      <legend className="visually-hidden">{label}</legend>
      <Switch
        label={label}
        checked={open}
        onChange={(event) => onChange(event.currentTarget.checked ? [usualDay] : [])}
        className={classes.name}
      />
      <div className={classes.spans}>
        {!open && <span className={classes.closed}>{t('closed')}</span>}
        {spans.map((span, index) => (
          // A span has no identity beside its place in the day.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={classes.span}>
            <TimeField
              label={t('opensAt', { day: label })}
              value={span.from}
              onChange={(from) => change(index, { from })}
            />
            <span aria-hidden>–</span>
            <TimeField
              label={t('closesAt', { day: label })}
              value={span.to}
              onChange={(to) => change(index, { to })}
              error={span.to <= span.from}
            />
            {spans.length > 1 && (
              <Tooltip label={t('removeSpan')}>
                <ActionIcon aria-label={t('removeSpan')} onClick={() => onChange(spans.toSpliced(index, 1))}>
                  <IconX size={18} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        ))}
      </div>
      {open && spans.length < 3 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.split}
          onClick={() => onChange(splitSpans(spans))}
        >
          {t('addBreak')}
        </Button>
      )}
    </fieldset>
  );
}

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: boolean;
}

function TimeField({ label, value, onChange, error }: TimeFieldProps) {
  return (
    <TextInput
      type="time"
      size="xs"
      aria-label={label}
      value={value}
      error={error}
      className={classes.time}
      // An emptied field keeps the last time: a span always has both ends.
      onChange={(event) => event.currentTarget.value !== '' && onChange(event.currentTarget.value)}
    />
  );
}
