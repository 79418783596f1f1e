import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hours, Shift, Weekday } from '#shared/domain/business.ts';
import { weekdayNames } from '#shared/domain/week.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { HoursEditor, hoursInOrder, Section } from '#renderer/ui/index.ts';
import { AreaSettings } from './area-settings.tsx';
import { HolidaySettings } from './holiday-settings.tsx';
import classes from '../settings.module.css';

/** When and where work is done: opening hours, holidays, areas. A day is saved as soon as its hours are in order. */
export function HoursSection() {
  const { t } = useTranslation('settings');
  const business = useRecord('business', 'business');
  const [unsaved, setUnsaved] = useState<Hours>({});
  const [isRefused, setRefused] = useState(false);
  if (business === undefined) return null;
  const isWrong = Object.values(unsaved).some((spans) => !hoursInOrder(spans));

  async function change(day: Weekday, spans: Shift[]) {
    const changed = { ...unsaved, [day]: spans };
    setUnsaved(changed);
    if (!hoursInOrder(spans)) return;
    const ready = Object.entries(changed).filter(([, each]) => hoursInOrder(each));
    const hours = { ...business?.hours, ...Object.fromEntries(ready) };
    const done = await run('business.update', { fields: { hours } });
    setRefused(!done.ok);
    // What was changed meanwhile is newer.
    const isStored = ([name, each]: [string, Shift[]]) =>
      ready.some(([other, sent]) => other === name && sent === each);
    if (done.ok)
      setUnsaved((now) => Object.fromEntries(Object.entries(now).filter((entry) => !isStored(entry))));
  }

  return (
    <div>
      <Section title={t('section_hours')} hint={t('hoursHint')}>
        <HoursEditor
          days={weekdayNames(business.locale)}
          value={{ ...business.hours, ...unsaved }}
          onChange={(day, spans) => ignore(change(day as Weekday, spans))}
        />
        {(isWrong || isRefused) && (
          <p role="alert" className={classes.problem}>
            {t(isWrong ? 'hoursWrong' : 'hoursNotSaved')}
          </p>
        )}
      </Section>
      <HolidaySettings business={business} />
      <AreaSettings />
    </div>
  );
}
