import { useMemo, useState } from 'react';
import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { availability, freeSlots } from '#shared/agent/slots.ts';
import { useFormat } from '#renderer/state/format.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';
import type { CallValues } from './call-values.ts';

/** As many as can be said on the phone. */
const offered = 5;
const usualMinutes = 60;
/** By what a time is free. */
const looked = [
  ...jobsAndParts,
  'holds',
  'timeBlocks',
  'busyTimes',
  'areas',
  'sites',
  'staff',
  'members',
] as const;
const lengths = [30, 60, 90, 120, 180, 240, 480];

/** A free time that is agreed on at once, another one, or none yet. */
export function TimeChoice({ form }: { form: UseFormReturnType<CallValues> }) {
  const { t } = useTranslation('call');
  const { day, time, locale } = useFormat();
  const free = useFreeTimes();
  return (
    <>
      <NativeSelect
        label={t('time')}
        data={[
          { value: '', label: t('timeLater') },
          ...free.map(({ start, end }) => ({
            value: `${start}-${end}`,
            label: `${day(start)}, ${time(start)}–${time(end)}`,
          })),
          { value: 'other', label: t('timeOther') },
        ]}
        {...form.getInputProps('time')}
      />
      {form.values.time === 'other' && (
        <Group gap={12} grow wrap="nowrap" align="flex-start">
          <TextInput type="date" label={t('day')} {...form.getInputProps('day')} />
          <TextInput type="time" label={t('clock')} {...form.getInputProps('clock')} />
          <NativeSelect
            label={t('minutes')}
            data={lengths.map((minutes) => ({ value: String(minutes), label: lengthText(minutes, locale) }))}
            {...form.getInputProps('minutes')}
          />
        </Group>
      )}
    </>
  );
}

function useFreeTimes(): { start: number; end: number }[] {
  const business = useRecord('business', 'business');
  const records = useReader(looked);
  // While they talk the offer does not change under the owner's fingers.
  const [now] = useState(() => Date.now());
  return useMemo(
    () =>
      business === undefined
        ? []
        : freeSlots(availability(records, business, now), now, usualMinutes, offered),
    [business, records, now],
  );
}

function lengthText(minutes: number, locale: string): string {
  const unit = minutes < 60 ? 'minute' : 'hour';
  const count = minutes < 60 ? minutes : minutes / 60;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
