import type { ReactNode } from 'react';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Hours } from '#shared/domain/business.ts';
import { weekdayNames } from '#shared/domain/week.ts';
import { useRecord } from '#renderer/state/records.ts';
import { HoursEditor } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

interface StaffHoursProps {
  /** `null`: the hours of the business hold. */
  value: Hours | null;
  error: ReactNode;
  onChange: (hours: Hours | null) => void;
}

/** Hours that differ from those of the business; they begin as these are. */
export function StaffHours({ value, error, onChange }: StaffHoursProps) {
  const { t } = useTranslation('staff');
  const business = useRecord('business', 'business');
  if (business === undefined) return null;
  return (
    <>
      <Switch
        label={t('ownHours')}
        description={t('ownHoursHint')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? business.hours : null)}
      />
      {value !== null && (
        <HoursEditor
          days={weekdayNames(business.locale)}
          value={value}
          onChange={(day, spans) => onChange({ ...value, [day]: spans })}
        />
      )}
      {error !== undefined && (
        <p role="alert" className={classes.problem}>
          {error}
        </p>
      )}
    </>
  );
}
