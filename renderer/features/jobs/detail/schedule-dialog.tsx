import { useState } from 'react';
import { Alert, Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usualMinutes } from '#renderer/state/jobs.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import { useVisitConflicts } from '#renderer/state/visit-conflicts.ts';
import { firstSlot } from './first-slot.ts';

const minute = 60_000;
const durations = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480];

interface ScheduleDialogProps {
  job: PlannedJob;
  /** The visit to move; without it a new one is made. */
  visit?: Visit & { id: string };
  opened: boolean;
  onClose: () => void;
}

/** Asks when a visit takes place: day, time and length, in the business's time zone. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const { t } = useTranslation('jobs');
  const { visit, opened, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={visit === undefined ? t('step.schedule') : t('moveVisit')}
      centered
      size="sm"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ScheduleForm {...props} />
    </Modal>
  );
}

function ScheduleForm({ job, visit, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation('jobs');
  const { timeZone } = useFormat();
  const services = useTable('services');
  const usual = usualMinutes(job, services);
  const hours = useRecord('business', 'business')?.hours ?? {};
  const [start] = useState(() => visit?.start ?? firstSlot(Date.now(), hours, timeZone));
  const length = visit === undefined ? usual : Math.round((visit.end - visit.start) / minute);
  const form = useForm({
    initialValues: { day: dayOf(start, timeZone), time: timeOf(start, timeZone), minutes: String(length) },
    validate: {
      day: (day, { time }) =>
        momentOf(day, time || '00:00', timeZone) === undefined ? t('dayNeeded') : null,
      time: (time) => (time === '' ? t('timeNeeded') : null),
    },
  });

  const { day, time, minutes } = form.values;
  const from = momentOf(day, time || '00:00', timeZone);
  const span = from === undefined ? undefined : { start: from, end: from + Number(minutes) * minute };
  const conflicts = useVisitConflicts(span, visit?.id);

  async function save() {
    if (span === undefined) return;
    const done =
      visit === undefined
        ? await run('job.schedule', { id: job.id, ...span })
        : await run('job.reschedule', { id: job.id, visitId: visit.id, ...span });
    if (done.ok) onClose();
  }

  const choices = [...new Set([...durations, length])].toSorted((a, b) => a - b);
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput type="date" label={t('day')} data-autofocus {...form.getInputProps('day')} />
        <Group grow gap={12} align="flex-start">
          <TextInput type="time" label={t('startTime')} {...form.getInputProps('time')} />
          <NativeSelect
            label={t('duration')}
            data={choices.map((value) => ({ value: String(value), label: lengthInWords(value, t) }))}
            {...form.getInputProps('minutes')}
          />
        </Group>
        {conflicts.length > 0 && (
          <Alert color="yellow">
            {conflicts.map((words) => (
              <div key={words}>{words}</div>
            ))}
          </Alert>
        )}
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {conflicts.length > 0
              ? t(visit === undefined ? 'scheduleAnyway' : 'moveAnyway')
              : t(visit === undefined ? 'step.schedule' : 'moveVisit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function lengthInWords(minutes: number, t: (key: string, values: { count: number }) => string): string {
  return minutes < 60 ? t('minutes', { count: minutes }) : t('hours', { count: minutes / 60 });
}
