import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hours, Shift, Weekday } from '#shared/domain/business.ts';
import { weekdayNames } from '#shared/domain/week.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { HoursEditor, hoursInOrder, Section } from '#renderer/ui/index.ts';
import classes from './settings.module.css';

/** Opening hours. A day is saved as soon as its hours are in order. */
export function HoursSection() {
  const { t } = useTranslation('settings');
  const business = useRecord('business', 'business');
  const [unsaved, setUnsaved] = useState<Hours>({});
  if (business === undefined) return null;

  function change(day: Weekday, spans: Shift[]) {
    if (!hoursInOrder(spans)) return setUnsaved({ ...unsaved, [day]: spans });
    const { [day]: _, ...others } = unsaved;
    setUnsaved(others);
    drop(run('business.update', { fields: { hours: { ...business?.hours, [day]: spans } } }));
  }

  return (
    <div>
      <Section title={t('section_hours')} hint={t('hoursHint')}>
        <HoursEditor
          days={weekdayNames(business.locale)}
          value={{ ...business.hours, ...unsaved }}
          onChange={(day, spans) => change(day as Weekday, spans)}
        />
        {Object.keys(unsaved).length > 0 && (
          <p role="alert" className={classes.problem}>
            {t('hoursWrong')}
          </p>
        )}
      </Section>
    </div>
  );
}
