import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useFreeSlots } from '#renderer/state/free-slots.ts';
import { useUnreadNote } from '#renderer/state/unread-note.ts';
import { UnansweredNote } from '#renderer/ui/index.ts';
import type { CallValues } from './call-values.ts';

/** As many as can be said on the phone. */
const offered = 5;
const usualMinutes = 60;
const lengths = [30, 60, 90, 120, 180, 240, 480];

/** A free time that is agreed on at once, another one, or none yet. */
export function TimeChoice({ form }: { form: UseFormReturnType<CallValues> }) {
  const { t, i18n } = useTranslation('call');
  const { day, time } = useFormat();
  const { slots: free, unread } = useFreeSlots({ minutes: usualMinutes, most: offered });
  const note = useUnreadNote(unread);
  return (
    <>
      <UnansweredNote note={note} />
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
            data={lengths.map((minutes) => ({
              value: String(minutes),
              label: lengthText(minutes, i18n.language),
            }))}
            {...form.getInputProps('minutes')}
          />
        </Group>
      )}
    </>
  );
}

function lengthText(minutes: number, language: string): string {
  const unit = minutes < 60 ? 'minute' : 'hour';
  const count = minutes < 60 ? minutes : minutes / 60;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
